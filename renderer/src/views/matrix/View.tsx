export { MatrixView as default } from './MatrixView';
