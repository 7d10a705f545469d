import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { text as readText } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, type TestContext } from 'vitest';
import { runBuilder } from '../../scripts/packaging/run-builder.ts';
import { startSimulator } from '../../src/demo/server.ts';
import { canStart, needsElectron } from '../e2e/app-lab.ts';
import { electronExecutable } from '../e2e/desktop-session.ts';
import { bareEnvironment, connect2025, temporaryHome } from '../support/mcp-program.ts';
import { callsOf } from '../support/mcp-fixture.ts';
import { bundledPackages, declaredPackages } from './bundled.ts';
import { archiveFiles, filesIn, fuses, sizeBytes } from './contents.ts';
import { packagedIn, PackagedLab, poll } from './packaged-app.ts';

const output = mkdtempSync(join(tmpdir(), 'tp-tray-release-'));
const app = packagedIn(join(output, 'linux-unpacked'));

beforeAll(async () => {
  if (canStart()) expect(await runBuilder(['--linux', 'dir'], output)).toBe(0);
}, 120_000);
afterAll(() => rmSync(output, { recursive: true, force: true }));

async function startLab(context: TestContext): Promise<PackagedLab> {
  needsElectron(context);
  const lab = await PackagedLab.start(app);
  onTestFinished(() => lab.close());
  return lab;
}

/** What a client's configuration says about our server. */
interface Entry {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** The connector as an AI client starts it: by its entry, with hardly any environment. */
const startOf = ({ command, args: [program, ...words], env }: Entry, home: string) => ({
  node: command,
  ...(program === undefined ? {} : { program }),
  environment: { ...bareEnvironment(home), ...env },
  words: words.slice(1),
});

const OWN_ENTRY: Entry = {
  command: app.executable,
  args: [app.connector, 'mcp'],
  env: { ELECTRON_RUN_AS_NODE: '1' },
};

test('it greets, shows the demo athlete, and quits by its tray menu', async (context) => {
  const lab = await startLab(context);
  const page = await lab.launch();
  await lab.untilMenuSays('Not signed in');
  expect(await lab.session.trayItems()).toHaveLength(1);
  await page.getByRole('button', { name: 'Look around with a demo athlete' }).click();
  await lab.untilMenuSays('Demo athlete');
  await lab.untilMenuSays('Fitness ');
  await lab.click('Quit');
  expect(await lab.ended()).toBe(0);
});

test('it connects Claude to the connector, which answers through the running app', async (context) => {
  const lab = await startLab(context);
  const simulator = await startSimulator();
  onTestFinished(() => simulator.close());
  lab.installClaude();
  await lab.launch({
    TP_API_URL: simulator.apiUrl,
    TP_HOME_URL: simulator.homeUrl,
    TP_ANALYSIS_URL: simulator.analysisUrl,
    TP_AUTH_COOKIE: simulator.cookie,
  });
  await lab.untilMenuSays('Fitness ');
  await lab.click('Connect');
  await lab.untilMenuSays('Claude Desktop: connected');
  const { mcpServers } = JSON.parse(readFileSync(lab.claudeConfiguration, 'utf8')) as {
    mcpServers: { trainingpeaks: Entry };
  };
  expect(mcpServers.trainingpeaks).toEqual(OWN_ENTRY);

  // Only the app knows the simulated TrainingPeaks, so an answer has come from there.
  const client = await connect2025(startOf(mcpServers.trainingpeaks, lab.session.home));
  const { data } = await callsOf(client).call<{ current: { ctl: number } }>('tp_get_fitness');
  expect(data.current.ctl).toBeGreaterThan(0);
  await lab.click('Quit');
  expect(await lab.ended()).toBe(0);
  await poll(() => client.transport === undefined);
});

describe('without the app', () => {
  const newHome = () => {
    const { home, remove } = temporaryHome();
    onTestFinished(remove);
    return home;
  };

  test('the connector serves by itself', async (context) => {
    needsElectron(context);
    const client = await connect2025(
      startOf({ ...OWN_ENTRY, args: [...OWN_ENTRY.args, '--demo'] }, newHome()),
    );
    const { text } = await callsOf(client).call('tp_get_fitness');
    expect(text).toContain('As of ');
    await client.close();
  });

  test('it takes no address but one of this computer', async (context) => {
    needsElectron(context);
    const { stderr } = await connector(['call', 'tp_get_fitness'], newHome(), {
      TP_API_URL: 'https://example.com',
      TP_AUTH_COOKIE: 'x'.repeat(300),
    });
    expect(stderr).toContain('TP_API_URL must be an address on this computer');
  });

  test('it shows the window in a browser, from the archive', async (context) => {
    needsElectron(context);
    const server = spawn(app.executable, [app.connector, 'serve', '--demo', '--no-open'], {
      env: { ...bareEnvironment(newHome()), ...OWN_ENTRY.env },
      cwd: '/',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    onTestFinished(() => void server.kill('SIGKILL'));
    const [line] = (await once(createInterface({ input: server.stdout }), 'line')) as [string];
    const { url } = JSON.parse(line) as { url: string };
    const entrance = await fetch(url, { redirect: 'manual' });
    const cookie = entrance.headers.get('set-cookie')?.split(';')[0] ?? '';
    const page = await fetch(new URL(entrance.headers.get('location') ?? '/', url), { headers: { cookie } });
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<script type="module"');
  });
});

describe('what is in it', () => {
  const needsPackage = (context: TestContext) => needsElectron(context);
  const bare = () => dirname(electronExecutable() ?? '');
  /** For tests on machines whose Electron brings no database. */
  const isStandIn = (file: string) => /^resources\/node_modules\/(@photostructure|node-gyp-build)\//.test(file);
  const files = () => filesIn(app.folder).filter((file) => !isStandIn(file));

  test('is the reviewed list of files, and Electron', async (context) => {
    needsPackage(context);
    const ofElectron = new Set(filesIn(bare()));
    const added = files().filter((file) => !ofElectron.has(file));
    const list = ['in the archive', ...archiveFiles(app), '', 'beside it', ...added, ''].join('\n');
    await expect(list).toMatchFileSnapshot('contents.txt');
  });

  test('is hardly larger than Electron', (context) => {
    needsPackage(context);
    const ratio = sizeBytes(app.folder, files()) / sizeBytes(bare(), filesIn(bare()));
    console.info(`packaged size over the bare distribution's: ${ratio.toFixed(3)}`);
    expect(ratio).toBeLessThanOrEqual(1.08);
  });

  test('the fuses are those that are configured and documented', async (context) => {
    needsPackage(context);
    const { burnt, configured, documented } = await fuses(app.executable);
    expect(burnt).toEqual(configured);
    expect(burnt).toEqual(documented);
  });

  test('gives notice of every package that is bundled', (context) => {
    needsPackage(context);
    const notices = readFileSync(join(app.resources, 'THIRD-PARTY-NOTICES.txt'), 'utf8').split('\n');
    expect(bundledPackages().filter((line) => !notices.includes(line))).toEqual([]);
    // `radix-ui` is only a door to packages of its scope.
    const isNoticed = (name: string) =>
      notices.some((line) => line.startsWith(`${name} `) || line.startsWith(`@${name}/`));
    expect(declaredPackages().filter((name) => !isNoticed(name))).toEqual([]);
  });
});

/** Runs a command of the connector in Node mode to its end. */
async function connector(words: readonly string[], home: string, variables: Readonly<Record<string, string>>) {
  const child = spawn(app.executable, [app.connector, ...words], {
    env: { ...bareEnvironment(home), ...OWN_ENTRY.env, ...variables },
    cwd: '/',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const stderr = await readText(child.stderr);
  return { stderr };
}
