export { formula } from '../families/formula';
