export { form } from '../src/mcp/tools/tp-get-form.ts';
