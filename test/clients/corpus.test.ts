import { lstatSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { claudeDesktop } from '../../src/clients/claude-desktop.ts';
import { CORPUS, place, type Case } from './support/corpus.ts';
import { expectOnlyEntryDiffers, expectOnlyInsertions, ours, withoutOurs } from './support/foreign.ts';
import { computer, connectAt, disconnectAt, ENTRY, temporaryFolder } from './support/workbench.ts';

const changing = CORPUS.filter(({ expect: result }) => result !== 'refused');
const refused = CORPUS.filter(({ expect: result }) => result === 'refused');

/** Why a file cannot be used before its owner mends it. */
const UNUSABLE: ReadonlySet<string> = new Set([
  'not_json',
  'not_text',
  'not_an_object',
  'duplicate_key',
  'nested_too_deeply',
  'not_a_file',
  'unreadable',
]);

function connectCase(path: string, each: Case) {
  const { client = claudeDesktop, force = false, disk } = each;
  return connectAt(path, client, { force, on: computer({}, disk?.(path)) });
}

function withoutMark(bytes: Case['bytes']): string {
  return (bytes ?? '').toString().replace(/^\u{FEFF}/u, '');
}

describe('a configuration file', () => {
  it('comes in many kinds', () => {
    expect(new Set(CORPUS.map(({ name }) => name)).size).toBe(CORPUS.length);
    expect(CORPUS.length).toBeGreaterThanOrEqual(40);
  });

  it.each(changing)('with $name is changed by our entry alone', async (each) => {
    const { client = claudeDesktop, bytes, expect: result } = each;
    using folder = temporaryFolder();
    const path = place(each, folder.path);
    const before = withoutMark(bytes);
    const permissions = bytes === null ? 0o600 : statSync(path).mode & 0o777;

    const outcome = await connectCase(path, each);

    expect(outcome).toMatchObject({ path, result, changed: true, problem: null });
    expect(outcome.message).toContain(path);
    const after = readFileSync(path, 'utf8');
    const entry = client.entrySaysType ? { type: 'stdio', ...ENTRY } : ENTRY;
    expect(ours(after, client.serversKey)).toEqual(entry);
    if (before.trim() === '') {
      expect(withoutOurs(after, client.serversKey)).toEqual({ [client.serversKey]: {} });
    } else if (result === 'added') {
      expectOnlyInsertions(before, after, client.comments === 'kept' ? 2 : 1);
    } else {
      expectOnlyEntryDiffers(before, after, client.serversKey);
    }
    if (client.comments === 'refused') expect(() => JSON.parse(after) as unknown).not.toThrow();
    expect(statSync(path).mode & 0o777).toBe(permissions);
    if (bytes === null) expect(outcome.backup).toBeNull();
    else expect(readFileSync(outcome.backup ?? '')).toEqual(Buffer.from(bytes));
    expect(readdirSync(dirname(path)).filter((name) => name.endsWith('.tmp'))).toEqual([]);

    expect(await connectCase(path, each)).toMatchObject({ result: 'already_connected', changed: false });
    expect(readFileSync(path, 'utf8')).toBe(after);
  });

  it.each(changing)('with $name is as before after disconnecting', async (each) => {
    const { client = claudeDesktop, bytes } = each;
    using folder = temporaryFolder();
    const path = place(each, folder.path);
    await connectCase(path, each);

    const outcome = await disconnectAt(path, client);

    const wanted = each.afterRoundTrip === undefined ? (bytes?.toString() ?? null) : each.afterRoundTrip;
    expect(outcome).toMatchObject({ result: wanted === null ? 'file_removed' : 'removed', changed: true });
    const left = readdirSync(dirname(path)).filter((name) => !name.includes('backup'));
    expect(left).toEqual(wanted === null ? [] : ['claude_desktop_config.json']);
    if (wanted !== null) expect(readFileSync(path, 'utf8')).toBe(wanted);
  });

  it.each(changing.filter(({ bytes }) => withoutMark(bytes).trim() !== ''))(
    'with $name keeps every foreign key when the backups are gone',
    async (each) => {
      const { client = claudeDesktop, bytes } = each;
      using folder = temporaryFolder();
      const path = place(each, folder.path);
      await connectCase(path, each);
      const connected = readFileSync(path, 'utf8');
      for (const name of readdirSync(dirname(path)))
        if (name.includes('backup')) rmSync(join(dirname(path), name));

      const outcome = await disconnectAt(path, client);

      if (outcome.result === 'file_removed') {
        expect(['{}', '{"mcpServers":{}}']).toContain(withoutMark(bytes).replaceAll(/\s/gu, ''));
        return;
      }
      expect(outcome).toMatchObject({ result: 'removed', changed: true });
      const after = readFileSync(path, 'utf8');
      expect(ours(after, client.serversKey)).toBeUndefined();
      expect(withoutOurs(after, client.serversKey)).toEqual(withoutOurs(connected, client.serversKey));
      for (const comment of withoutMark(bytes).match(/\/\/ .*$|\/\* .* \*\//gmu) ?? [])
        expect(after).toContain(comment);
    },
  );

  it.each(refused)('with $name is refused and left alone', async (each) => {
    const { bytes, problem, says } = each;
    using folder = temporaryFolder();
    const path = place(each, folder.path);
    const before = lstatSync(path);
    const names = readdirSync(dirname(path));

    const outcome = await connectCase(path, each);

    expect(outcome).toMatchObject({ result: 'refused', changed: false, backup: null, problem });
    expect(outcome.message).toContain(path);
    if (says !== undefined) expect(outcome.message).toMatch(says);
    if (UNUSABLE.has(problem ?? ''))
      expect(outcome.message).toMatch(/Nothing was changed\. .+, then look again\.$/u);
    expect(lstatSync(path).ino).toBe(before.ino);
    if (bytes !== null) expect(readFileSync(path)).toEqual(Buffer.from(bytes));
    expect(readdirSync(dirname(path)).filter((name) => !name.includes('backup'))).toEqual(names);
  });

  it.each(refused.filter(({ disk, arrange }) => disk === undefined && arrange === undefined))(
    'with $name is refused on disconnecting, too',
    async (each) => {
      using folder = temporaryFolder();
      const path = place(each, folder.path);
      const { bytes, client = claudeDesktop } = each;

      expect(await disconnectAt(path, client)).toMatchObject({ result: 'refused', problem: each.problem });
      expect(readFileSync(path)).toEqual(Buffer.from(bytes ?? ''));
    },
  );
});
