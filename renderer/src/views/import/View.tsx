export { ImportView as default } from './ImportView';
