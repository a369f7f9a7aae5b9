export { ExportView as default } from './ExportView';
