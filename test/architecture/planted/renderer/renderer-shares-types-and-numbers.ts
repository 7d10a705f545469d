export { store } from '../src/history/store.ts';
