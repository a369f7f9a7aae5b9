export { StartView as default } from './StartView';
