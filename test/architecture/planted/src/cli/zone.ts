export { back } from './no-cycles.ts';
export const there = 1;
