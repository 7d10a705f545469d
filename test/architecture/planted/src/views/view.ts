import { form } from '../mcp/tools/tp-get-form.ts';

export const view = [form];
