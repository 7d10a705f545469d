import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServerCommand } from '../../../src/clients/entry.ts';

type Behaviour = 'answers' | 'ends' | 'stays silent' | 'talks nonsense' | 'has no tools';

const PROGRAM = `
const behaviour = process.argv[2];
if (behaviour === 'ends') { console.error('no such module'); process.exit(3); }
if (behaviour === 'talks nonsense') console.log('{"jsonrpc":"1.0","hello":"world"}');
const answers = {
  initialize: (request) => ({
    protocolVersion: request.params.protocolVersion,
    capabilities: { tools: {} },
    serverInfo: { name: 'stand-in', version: '1.2.3' },
  }),
  'tools/list': () => ({
    tools: behaviour === 'has no tools' ? [] : [
      ...Object.keys(process.env), 'folder ' + process.cwd(),
    ].map((name) => ({ name, inputSchema: { type: 'object' } })),
  }),
};
let received = '';
process.stdin.on('data', (bytes) => {
  received += bytes;
  for (let end; (end = received.indexOf('\\n')) >= 0; received = received.slice(end + 1)) {
    const request = JSON.parse(received.slice(0, end));
    const answer = answers[request.method];
    if (answer === undefined || behaviour === 'stays silent') continue;
    const result = behaviour === 'talks nonsense' ? 'nonsense' : answer(request);
    console.log(JSON.stringify({ jsonrpc: '2.0', id: request.id, result }));
  }
});
`;

/** A small MCP server, written by hand; its tools are named after its environment variables and its working folder. */
export function standInServer(folder: string, behaviour: Behaviour): ServerCommand {
  const script = join(folder, 'server.cjs');
  writeFileSync(script, PROGRAM);
  return { command: process.execPath, args: [script, behaviour, 'mcp'], env: { OWN: 'x' } };
}
