export { TreesView as default } from './TreesView';
