export { MitigationsView as default } from './MitigationsView';
