import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createJournal } from '../../src/activity/journal.ts';
import type { AskedQuestion } from '../../src/shared/activity.ts';
import { recordingLog } from '../support/mcp-fixture.ts';

const NOW = Date.parse('2026-11-23T08:00:00Z');
const DAY_MILLISECONDS = 24 * 60 * 60_000;

function setUp() {
  const folder = mkdtempSync(join(tmpdir(), 'tp-tray-journal-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const clock = { now: NOW };
  const logged: string[] = [];
  const open = (inside = folder) =>
    createJournal(inside, { log: recordingLog(logged), now: () => clock.now });
  return { folder, file: join(folder, 'activity.jsonl'), clock, logged, open };
}

const asked = (change: Partial<AskedQuestion> = {}): AskedQuestion => ({
  askedAt: '2026-11-23T07:59:00.000Z',
  tool: 'tp_get_fitness',
  client: 'claude-ai',
  durationMilliseconds: 12,
  answerCharacters: 3124,
  outcome: 'answered',
  reason: null,
  ...change,
});

test('what was added is listed, the newest first, by this journal and any other', async () => {
  const { open } = setUp();
  const journal = open();
  journal.add(asked({ tool: 'tp_get_peaks', askedAt: '2026-11-23T07:00:00.000Z' }));
  journal.add(asked({ outcome: 'refused', reason: 'session_expired' }));
  const expected = [
    asked({ outcome: 'refused', reason: 'session_expired' }),
    asked({ tool: 'tp_get_peaks', askedAt: '2026-11-23T07:00:00.000Z' }),
  ];
  expect((await journal.list()).questions).toEqual(expected);
  expect((await open().list()).questions).toEqual(expected);
});

test('a question that took long stands where it was asked', async () => {
  const { open } = setUp();
  const journal = open();
  journal.add(asked({ askedAt: '2026-11-23T07:02:00.000Z' }));
  journal.add(asked({ askedAt: '2026-11-23T07:01:00.000Z', durationMilliseconds: 90_000 }));
  const { questions } = await journal.list();
  expect(questions.map(({ askedAt }) => askedAt)).toEqual([
    '2026-11-23T07:02:00.000Z',
    '2026-11-23T07:01:00.000Z',
  ]);
});

test('the file and a folder that was missing are for their owner alone', async () => {
  const { folder, open } = setUp();
  const inside = join(folder, 'new');
  const journal = open(inside);
  journal.add(asked());
  await journal.settled();
  expect(statSync(inside).mode & 0o777).toBe(0o700);
  expect(statSync(join(inside, 'activity.jsonl')).mode & 0o777).toBe(0o600);
});

test('a folder that cannot be made costs the note, and nothing waits for it', async (context) => {
  context.skip(process.platform !== 'linux', 'such a place is /proc');
  const { open, logged } = setUp();
  const journal = open('/proc/nothing');
  journal.add(asked());
  await journal.settled();
  expect(logged).toHaveLength(1);
});

test('a line that was cut off is passed over, and spoils no other', async () => {
  const { file, open } = setUp();
  const journal = open();
  journal.add(asked({ tool: 'before' }));
  await journal.settled();
  appendFileSync(file, '\n{"askedAt":"2026-11-23T07:5');
  expect((await journal.list()).questions.map(({ tool }) => tool)).toEqual(['before']);
  journal.add(asked({ tool: 'after' }));
  expect((await journal.list()).questions.map(({ tool }) => tool)).toEqual(['after', 'before']);
});

test.each(['nonsense', '{}', '[]', 'null', JSON.stringify(asked()).replace('answered', 'eaten')])(
  '%s is no question',
  async (line) => {
    const { file, open } = setUp();
    writeFileSync(file, `\n${line}`);
    expect((await open().list()).questions).toEqual([]);
  },
);

test('the revision tells whether anything changed', async () => {
  const { open } = setUp();
  const [journal, other] = [open(), open()];
  const empty = (await journal.list()).revision;
  expect((await journal.list()).revision).toBe(empty);
  other.add(asked());
  await other.settled();
  const one = (await journal.list()).revision;
  expect(one).not.toBe(empty);
  expect((await journal.list()).revision).toBe(one);
  await other.clear();
  expect((await journal.list()).revision).not.toBe(one);
});

test('of many thousand questions the newest are kept: five hundred at least, a thousand at most', async () => {
  const { folder, open } = setUp();
  const journal = open();
  for (let index = 0; index < 3000; index += 1) journal.add(asked({ answerCharacters: index }));
  const { questions } = await journal.list();
  expect(questions.length).toBeGreaterThanOrEqual(500);
  expect(questions.length).toBeLessThanOrEqual(1000);
  expect(questions.map(({ answerCharacters }) => answerCharacters)).toEqual(
    questions.map((_question, index) => 2999 - index),
  );
  const bytes = ['activity.jsonl', 'activity.1.jsonl'].map((name) => statSync(join(folder, name)).size);
  expect(Math.max(...bytes)).toBeLessThanOrEqual(88 * 1024);
});

test('nothing is kept for more than 90 days, whether or not anybody looks', async () => {
  const { folder, clock, open } = setUp();
  const journal = open();
  const at = (days: number) => new Date(NOW + days * DAY_MILLISECONDS).toISOString();
  for (const days of [0, 30, 60, 91]) {
    clock.now = NOW + days * DAY_MILLISECONDS;
    journal.add(asked({ askedAt: at(days) }));
    await journal.settled();
  }
  const kept = ['activity.jsonl', 'activity.1.jsonl']
    .map((name) => join(folder, name))
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file, 'utf8'))
    .join('');
  expect(kept).not.toContain(at(0));
  expect(kept).toContain(at(60));
  const { questions } = await journal.list();
  expect(questions.map(({ askedAt }) => askedAt)).toEqual([at(91), at(60)]);
});

test('clearing leaves no file, and the next question is noted again', async () => {
  const { folder, open } = setUp();
  const journal = open();
  for (let index = 0; index < 700; index += 1) journal.add(asked());
  await journal.clear();
  for (const name of ['activity.jsonl', 'activity.1.jsonl'])
    expect(existsSync(join(folder, name))).toBe(false);
  expect((await journal.list()).questions).toEqual([]);
  journal.add(asked());
  expect((await journal.list()).questions).toEqual([asked()]);
});

test('the name of a client is one short line, and holds no secret', async () => {
  const { file, open } = setUp();
  const journal = open();
  journal.add(asked({ client: `Evil\n{"tool":"x"}\u0000\u202e ${'x'.repeat(500)}` }));
  journal.add(asked({ client: 'Bearer gAAAA-a-secret-of-somebody' }));
  journal.add(asked({ client: ' \n ' }));
  const { questions } = await journal.list();
  const names = questions.map(({ client }) => client);
  expect(names[0]).toBeNull();
  expect(names[1]).toBe('Bearer [redacted]');
  expect(names[2]).toMatch(/^Evil \{"tool":"x"\} x+$/);
  expect(names[2]).toHaveLength(60);
  expect(readFileSync(file, 'utf8')).not.toContain('secret-of-somebody');
});

test('a disk that refuses costs the note, and says so in the log and to who asks for the list', async () => {
  const { folder, logged, open } = setUp();
  const notAFolder = join(folder, 'file');
  writeFileSync(notAFolder, '');
  const journal = open(notAFolder);
  journal.add(asked());
  await journal.settled();
  expect(logged.join('\n')).toContain('a question of an assistant could not be noted');
  await expect(journal.list()).rejects.toMatchObject({ code: 'storage_failed' });
});
