import { expect, it } from 'vitest';
import { toolsDocument } from '../../scripts/tools-document.ts';
import { TOOLS } from '../../src/mcp/tools/index.ts';

it('docs/tools.md describes the tools as they are (npm run gen writes it)', async () => {
  await expect(toolsDocument(TOOLS)).toMatchFileSnapshot('../../docs/tools.md');
});
