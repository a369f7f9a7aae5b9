/** What has broken out of the labels, reports and files of other tools (TRUST C6), each in a form that acts at once if it is not text. */
export const PAYLOADS: readonly string[] = [
  // S1: markup that runs something, out of text, out of an attribute, out of a comment, out of a style
  '<script>window.__pwned=1</script><img src=x onerror="window.__pwned=1">',
  '"\'><svg onload=window.__pwned=1><foreignObject><iframe srcdoc="<script>parent.__pwned=1</script>">',
  '--></title></style></textarea>]]><a href="javascript:window.__pwned=1">x</a>',
  // S3, S8: addresses that are fetched or opened by themselves
  '![x](https://tracker.invalid/p.png) [x](javascript:window.__pwned=1) https://tracker.invalid @security-team',
  // S4: styles and numbers in the place of words, and names that every object has
  'red</style><style>@import "https://tracker.invalid/x.css";*{background:url(https://tracker.invalid/y)}',
  '__proto__',
  // S7, S17: shells, templates, other files' syntax
  '"; rm -rf / #$(id)`id`{{ .Values.x }}${{ secrets.TOKEN }}<%= x %>',
  // S17: a line break of each kind, then what the line would be taken for
  'x\nkind: ClusterRoleBinding\r\n::set-output name=x::y\u2028---\u0085- !!js/function x',
  // S15, S16: a spreadsheet's formula, a forge's table
  '=HYPERLINK("https://tracker.invalid","x") | a | b |\n| --- | --- |',
  // S13: what hides, reorders or steers
  '\u202efdp.exe\u2069\u200b\u001b[2J\u001b]8;;https://tracker.invalid\u0007',
];

/** The same, several in one text: for what takes longer. None is longer than a name may be. */
export const JOINED: readonly string[] = PAYLOADS.reduce<readonly string[]>((joined, payload) => {
  const last = joined.at(-1);
  const both = last === undefined ? payload : `${last} ${payload}`;
  return both.length > 500 ? [...joined, payload] : [...joined.slice(0, -1), both];
}, []);
