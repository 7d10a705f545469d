/** `npm run bundle:mcpb`: the connector as a Claude Desktop extension, `release/tp-tray-VERSION.mcpb`. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { packClaudeExtension } from './packaging/mcpb.ts';

const at = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

const { version } = JSON.parse(readFileSync(at('package.json'), 'utf8')) as { version: string };
const file = at(`release/tp-tray-${version}.mcpb`);
await packClaudeExtension(file);
console.log(file);
