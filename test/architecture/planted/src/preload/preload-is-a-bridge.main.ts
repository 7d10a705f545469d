export { wired } from '../main/index.ts';
