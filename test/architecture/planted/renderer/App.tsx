import { day } from '../src/analytics/number.ts';
import type { contract } from '../src/shared/contract.ts';

export const App: [unknown, typeof contract] = [day, 1];
