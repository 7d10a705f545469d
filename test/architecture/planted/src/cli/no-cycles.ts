export { there } from './zone.ts';
export const back = 1;
