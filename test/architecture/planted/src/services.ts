import { server } from './demo/server.ts';
import { store } from './history/store.ts';
import { tool } from './mcp/tool.ts';
import { client } from './trainingpeaks/client.ts';

export const services = [client, store, server, tool];
