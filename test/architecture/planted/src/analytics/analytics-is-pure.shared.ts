export type { contract } from '../shared/contract.ts';
