export { store } from '../history/store.ts';
