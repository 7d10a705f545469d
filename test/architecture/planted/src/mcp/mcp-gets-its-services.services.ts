export type { services } from '../services.ts';
