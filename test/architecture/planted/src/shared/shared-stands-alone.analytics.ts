export type { day } from '../analytics/number.ts';
