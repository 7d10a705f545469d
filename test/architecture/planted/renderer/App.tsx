import { day } from '../src/analytics/number.ts';
import type { Form } from '../src/mcp/tools/tp-get-form.ts';
import type { contract } from '../src/shared/contract.ts';

export const App: [unknown, Form | null, typeof contract] = [day, null, 1];
