import { tool } from '../mcp/tool.ts';

export const app = [tool];
