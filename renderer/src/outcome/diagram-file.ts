/** What the report in Markdown calls the drawing beside it. */
export const DIAGRAM_FILE = 'report.svg';
