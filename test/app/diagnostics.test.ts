import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { diagnosticsReport } from '../../src/app/diagnostics.ts';
import { createLogFile } from '../../src/app/log-file.ts';
import type { AppStatus } from '../../src/shared/app-status.ts';
import type { SessionReport } from '../../src/mcp/tool.ts';
import { AppError } from '../../src/shared/errors.ts';
import { createLineLog } from '../../src/shared/line-log.ts';
import { client, statusWith } from '../main/status.ts';
import { fakeServices, validReport } from './fake-services.ts';

const COOKIE = `V001${'abcDEF123'.repeat(20)}`;
const BEARER = `gAAAA${'xYz09_'.repeat(20)}`;
const TITLE = 'Threshold 3 × 12 min at the lake';
/** Whose report it is. */
const VERA = { ...validReport('Vera Held'), athlete: athleteOf('Vera Held', 'vheld', 'vera@held.example') };

function athleteOf(fullName: string, userName: string, email: string) {
  const { athlete } = validReport(fullName);
  if (athlete === null) throw new Error('The report has no athlete.');
  return { ...athlete, userName, email };
}

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A report about an app whose log was written by `write`. */
async function reportOf(
  status: AppStatus = statusWith(),
  write: (log: ReturnType<typeof createLineLog>) => void = () => undefined,
  report: SessionReport = VERA,
): Promise<string> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'tp-tray-report-'));
  folders.push(dataFolder);
  const logsFolder = join(dataFolder, 'logs');
  mkdirSync(logsFolder);
  write(createLineLog(createLogFile(logsFolder)));
  writeFileSync(join(dataFolder, 'history.db'), 'x'.repeat(2048));
  const { services, world } = fakeServices('Vera Held');
  world.report = () => Promise.resolve(report);
  return diagnosticsReport({ status: () => status, services: () => services }, { logsFolder, dataFolder });
}

describe('the report', () => {
  it('says how program, computer, sign-in, history and clients stand', async () => {
    const text = await reportOf(
      statusWith({
        sync: {
          problem: { code: 'upstream_down', message: 'No answer within 20 seconds.' },
          state: 'failed',
        },
        clients: [client('failing', 'The program ended at once.')],
      }),
      (log) => log.info('TP Tray 1.2.3 has started'),
    );
    for (const fact of [
      `TP Tray 1.2.3 on ${process.platform}`,
      `Node ${process.versions.node}`,
      'Keychain: ready',
      'Session: valid, from keychain, until about 2026-12-14',
      'History: failed, 1204 workouts, from 2021-01-01, synced 2026-11-23T12:00:00Z, upstream_down: No answer within 20 seconds.',
      'Client claude-desktop: failing (The program ended at once.)',
      'history: 2048 bytes in 1',
      'info TP Tray 1.2.3 has started',
    ])
      expect(text).toContain(fact);
  });

  it('quotes the last lines of the log, forty of them', async () => {
    const text = await reportOf(statusWith(), (log) => {
      for (let count = 1; count <= 60; count += 1) log.info(`entry ${count}.`);
    });
    expect(text).not.toContain('entry 20.');
    expect(text).toContain('entry 21.');
    expect(text).toContain('entry 60.');
  });

  it('is made without a log too', async () => {
    expect(await reportOf()).toContain('Last lines of the log:\n(none)');
  });
});

it('keeps its own labels, whatever the athlete is called', async () => {
  const status = (fullName: string) =>
    statusWith({
      session: { athleteName: fullName, signInProblem: `${fullName} could not sign in.` },
      demo: true,
    });
  const text = await reportOf(status('Dana Demo'));
  expect(text).toContain('\nDemo: yes\n');
  expect(text).toContain('\nKeychain: not asked in the demo\n');
  expect(text).toContain('last sign-in: [name] could not sign in.');
  const other = await reportOf(status('Session History Valid'));
  expect(other).toMatch(/\nSession: valid, [^]*\nHistory: /);
  expect(other).toContain('last sign-in: [name] could not sign in.');
});

describe('what never stands in a report', () => {
  const PLANTED: Readonly<Record<string, RegExp>> = {
    cookie: new RegExp(COOKIE.slice(4)),
    bearer: new RegExp(BEARER.slice(5)),
    'e-mail': /held\.example/,
    'first name': /\bvera\b/i,
    'last name': /\bheld\b/i,
    'user name': /vheld/i,
    title: /Threshold|at the lake/,
  };

  it('secrets, names, addresses and titles, wherever they were planted', async () => {
    const secrets = `Production_tpAuth=${COOKIE}; Authorization: Bearer ${BEARER}; vera@held.example`;
    const text = await reportOf(
      statusWith({
        session: { signInProblem: `The sign-in of Vera Held (vera@held.example) failed: ${COOKIE}` },
        sync: {
          problem: { code: 'internal', message: `Something of VHELD: Bearer ${BEARER}` },
          state: 'failed',
        },
        clients: [client('failing', `${join(homedir(), 'vera held')} cannot be read: ${secrets}`)],
      }),
      (log) => {
        log.info(`Signed in as Vera Held, ${secrets}`, { athlete: 'Vera Held', userName: 'vheld' });
        log.error('the history could not be read', new SyntaxError(`Unexpected token in "${TITLE}"`));
        log.error(
          'a call failed',
          new AppError('upstream_changed', 'A row could not be read.', {
            cause: new TypeError(`title "${TITLE}" of vera@held.example`, { cause: TITLE }),
          }),
        );
        log.error('a foreign text', TITLE);
        log.error('a foreign object', { title: TITLE, secrets });
        log.error('several lines', `first\n${TITLE}\n${secrets}`);
      },
    );
    expect(text).toContain('A row could not be read.');
    for (const [what, pattern] of Object.entries(PLANTED))
      expect({ what, found: pattern.exec(text)?.[0] }).toEqual({ what, found: undefined });
  });

  it('the ids of the athlete and of workouts, in addresses and elsewhere', async () => {
    const text = await reportOf(
      statusWith(),
      (log) => {
        log.info('GET /fitness/v6/athletes/4100001/workouts/3000123456/details');
        log.info('GET /fitness/v6/athletes/4100001/workouts/2026-08-28/2026-11-25');
        log.warn('a lease was lost', { athlete: 4100001 });
      },
      { ...VERA, athlete: { ...VERA.athlete, athleteId: 4100001 } },
    );
    expect(text).toContain('/athletes/[id]/workouts/[id]/details');
    expect(text).toContain('/athletes/[id]/workouts/2026-08-28/2026-11-25');
    expect(text).not.toMatch(/4100001|3000123456/);
  });

  it('the home folder and the name of the computer’s user', async () => {
    const text = await reportOf(
      statusWith({ clients: [client('unreadable', `${join(homedir(), 'claude.json')} is no JSON.`)] }),
    );
    expect(text).toContain(`(${join('~', 'claude.json')} is no JSON.)`);
    expect(text).not.toContain(`${homedir()}/`);
    expect(text).not.toMatch(new RegExp(`\\b${userInfo().username}\\b`, 'i'));
  });

  it('a name with other signs in it than letters', async () => {
    const text = await reportOf(
      statusWith({ session: { athleteName: 'Anne-Marie (Nanni) O’Brien+' } }),
      (log) => log.info('ANNE-MARIE (Nanni) O’Brien+ signed in, as Marie and as nanni'),
    );
    expect(text).toContain('signed in, as [name] and as');
    expect(text).not.toMatch(/anne|marie|nanni|brien/iu);
  });
});
