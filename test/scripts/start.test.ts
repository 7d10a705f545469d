import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { bareEnvironment } from '../cli/program.ts';
import type { ServeAddresses } from '../cli/serve-process.ts';

const START = fileURLToPath(new URL('../../scripts/start.ts', import.meta.url));

test('where no window can be opened it says why, and shows the same one to a browser', async (context) => {
  context.skip(process.platform !== 'linux', 'elsewhere there is always a display');
  const child = spawn(
    process.execPath,
    ['--experimental-transform-types', '--no-warnings', START, '--demo'],
    {
      env: { ...bareEnvironment() },
    },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  const said = text(child.stderr);
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const { url } = JSON.parse(line) as ServeAddresses;
  expect((await fetch(url, { redirect: 'manual' })).status).toBe(303);
  const closed = once(child, 'close');
  child.kill('SIGINT');
  expect(await closed).toEqual([0, null]);
  const [why, , , address] = (await said).split('\n');
  expect(why).toBe('The tray app cannot be opened here: this terminal has no display.');
  expect(address).toBe(`Open this address in your browser; it works once: ${url}`);
});
