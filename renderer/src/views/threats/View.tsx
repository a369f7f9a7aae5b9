export { ThreatsView as default } from './ThreatsView';
