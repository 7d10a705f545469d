import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { runBuilder } from '../../scripts/packaging/run-builder.ts';
import { canStart } from '../e2e/app-lab.ts';
import { connectorTests } from './connector-tests.ts';
import { contentTests } from './content-tests.ts';
import { packagedIn } from './packaged-app.ts';
import { repeatTests } from './repeat-tests.ts';
import { updateTests } from './update-tests.ts';
import { windowTests } from './window-tests.ts';

/** The app is packaged once, as `npm run package` does it, for all that is to be seen of it. */
const output = mkdtempSync(join(tmpdir(), 'tp-tray-release-'));
const app = packagedIn(join(output, 'linux-unpacked'));

beforeAll(async () => {
  if (canStart()) expect(await runBuilder(['--linux', 'dir'], output)).toBe(0);
}, 120_000);
afterAll(() => rmSync(output, { recursive: true, force: true }));

describe('the packaged app', () => windowTests(app));
describe('its connector', () => connectorTests(app));
describe('its contents', () => contentTests(app));
describe('its updates', () => updateTests(app));
describe('its build', () => repeatTests(app));
