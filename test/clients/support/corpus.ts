import { mkdirSync, symlinkSync, writeFileSync, chmodSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { claudeCode } from '../../../src/clients/claude-code.ts';
import type { FileOutcome } from '../../../src/clients/change-file.ts';
import type { ClientDefinition } from '../../../src/clients/client.ts';
import { cursor } from '../../../src/clients/cursor.ts';
import { localDisk, type Disk } from '../../../src/clients/disk.ts';
import type { ProblemCode } from '../../../src/clients/problem.ts';
import { vscode } from '../../../src/clients/vscode.ts';

/** One configuration file and what must become of it. */
export interface Case {
  readonly name: string;
  /** Default Claude Desktop. */
  readonly client?: ClientDefinition;
  /** The file; null for none. */
  readonly bytes: string | Buffer | null;
  /** Puts something else than a plain file in place, or changes what is there. */
  readonly arrange?: (path: string) => void;
  /** A file system that misbehaves. */
  readonly disk?: (path: string) => Partial<Disk>;
  readonly force?: boolean;
  readonly expect: FileOutcome['result'];
  readonly problem?: ProblemCode;
  /** Part of the message. */
  readonly says?: RegExp;
  /** The bytes after connect and disconnect; default: those of before. */
  readonly afterRoundTrip?: string | null;
}

const json = (value: unknown, indent: string | number = 2) => `${JSON.stringify(value, null, indent)}\n`;
const OTHERS = {
  globalShortcut: 'Ctrl+Space',
  mcpServers: {
    files: { command: 'npx', args: ['-y', 'server-filesystem', '/home/ada'], env: { TOKEN: 'secret' } },
    weather: { command: '/usr/bin/weather', args: [] },
  },
  preferences: { menuBarEnabled: true, locale: 'de-AT' },
};
const BYTE_ORDER_MARK = '\u{FEFF}';
const OLD = { command: '/opt/old/tp-tray', args: ['mcp'] };
const FOREIGN = { command: 'uvx', args: ['trainingpeaks-mcp', 'serve'] };
const servers = (entry: unknown) => ({
  mcpServers: { first: { command: 'a' }, trainingpeaks: entry, last: { command: 'z' } },
  after: 1,
});

const PLAIN: Case[] = [
  { name: 'a missing file', bytes: null, expect: 'created', afterRoundTrip: null },
  { name: 'an empty file', bytes: '', expect: 'added' },
  { name: 'a file of blanks', bytes: ' \r\n\t\n', expect: 'added' },
  { name: 'an empty object', bytes: '{}', expect: 'added' },
  { name: 'an empty object with a blank inside', bytes: '{ }\n', expect: 'added' },
  { name: 'an empty object over two lines', bytes: '{\n}\n', expect: 'added' },
  { name: 'empty servers', bytes: json({ mcpServers: {} }), expect: 'added' },
  { name: 'empty servers in one line', bytes: '{"mcpServers": {}}', expect: 'added' },
  { name: 'other servers', bytes: json(OTHERS), expect: 'added' },
  { name: 'preferences and no servers', bytes: json({ preferences: { a: [1, 2] } }), expect: 'added' },
  { name: 'no line break at the end', bytes: json(OTHERS).trimEnd(), expect: 'added' },
  { name: 'several line breaks at the end', bytes: `${json(OTHERS)}\n\n`, expect: 'added' },
  { name: 'minified', bytes: JSON.stringify(OTHERS), expect: 'added' },
  {
    name: 'one line with gaps',
    bytes: '{ "mcpServers": { "a": { "command": "x" } }, "b": 1 }',
    expect: 'added',
  },
  { name: 'tabs', bytes: json(OTHERS, '\t'), expect: 'added' },
  { name: 'four blanks', bytes: json(OTHERS, 4), expect: 'added' },
  { name: 'lines that end with CRLF', bytes: json(OTHERS).replaceAll('\n', '\r\n'), expect: 'added' },
  { name: 'lines that end with CR', bytes: json(OTHERS).replaceAll('\n', '\r'), expect: 'added' },
  {
    name: 'mixed line ends and indentation',
    bytes: '{\r\n\t"a": 1,\n  "mcpServers": {\n      "x": {"command": "y"}\r\n}}\n',
    expect: 'added',
  },
  {
    name: 'commas at the start of lines',
    bytes: '{\n  "a": 1\n, "mcpServers": {\n    "x": {}\n  , "y": {}\n  }\n}',
    expect: 'added',
  },
  {
    name: 'braces on lines of their own',
    bytes: '{\n  "mcpServers":\n  {\n    "x":\n    {\n      "command": "y"\n    }\n  }\n}\n',
    expect: 'added',
  },
  {
    name: 'numbers that JSON.parse would change',
    bytes:
      '{\n  "big": 12345678901234567890123,\n  "exact": 1.0000000000000000001,\n  "e": 1E+400,\n  "minus": -0.0\n}\n',
    expect: 'added',
  },
  {
    name: 'a __proto__ key',
    bytes:
      '{\n  "__proto__": {"x": 1},\n  "mcpServers": {\n    "__proto__": {"command": "p"},\n    "constructor": {"command": "c"}\n  }\n}\n',
    expect: 'added',
  },
  {
    name: 'escapes that need not be',
    bytes: '{\n  "\\u006dcpServers": {\n    "\\u0061": {"command": "\\/bin\\/x"}\n  }\n}\n',
    expect: 'added',
  },
  {
    name: 'text beyond ASCII',
    bytes: json({ 'naïve ключ 🚴': 'Größe 東京 👩‍👩‍👧', mcpServers: { é: { command: '/Users/zoë/ß' } } }),
    expect: 'added',
  },
  { name: 'a lone surrogate, escaped', bytes: '{\n  "half": "\\ud800"\n}\n', expect: 'added' },
  {
    name: 'two megabytes',
    bytes: json({
      projects: Object.fromEntries(
        Array.from({ length: 9_000 }, (_, index) => [
          `/home/ada/project-${index}`,
          { history: ['x'.repeat(180)] },
        ]),
      ),
      mcpServers: OTHERS.mcpServers,
    }),
    client: claudeCode,
    expect: 'added',
  },
  {
    name: 'nesting of a thousand levels',
    bytes: `{"deep": ${'['.repeat(1_000)}${']'.repeat(1_000)}}`,
    expect: 'added',
  },
  {
    name: 'the same key twice deep inside',
    bytes: '{\n  "preferences": {"a": 1, "a": 2}\n}\n',
    expect: 'added',
  },
  {
    name: 'servers of Visual Studio Code',
    client: vscode,
    bytes: json({ inputs: [], servers: { x: { type: 'stdio', command: 'y' } } }, '\t'),
    expect: 'added',
  },
  {
    name: 'mcpServers in a file of Visual Studio Code',
    client: vscode,
    bytes: json(OTHERS),
    expect: 'added',
  },
];

const COMMENTED: Case[] = [
  {
    name: 'comments',
    client: vscode,
    bytes:
      '// top\n{\n  // before\n  "servers": {\n    /* a */ "x": {"command": "y"} // behind, with a comma\n    // "off": {}\n  } /* end */\n}\n// bottom\n',
    expect: 'added',
  },
  {
    name: 'trailing commas',
    client: vscode,
    bytes: '{\n  "servers": {\n    "x": {"command": "y"},\n  },\n}\n',
    expect: 'added',
  },
  {
    name: 'a trailing comma and a comment',
    client: cursor,
    bytes: '{\n  "mcpServers": {\n    "x": {}, // keep\n  }\n}\n',
    expect: 'added',
  },
  { name: 'nothing but a comment', client: vscode, bytes: '// nothing yet\n', expect: 'added' },
  {
    name: 'a comment in empty servers',
    client: vscode,
    bytes: '{\n  "servers": { // none\n  }\n}\n',
    expect: 'added',
  },
  {
    name: 'a comment that ends with a no-break space',
    client: vscode,
    bytes: '{\n  "servers": {\n    "x": {} // odd\u00A0\n  }\n}\n',
    expect: 'added',
  },
  {
    name: 'a comment behind the last of one line',
    client: vscode,
    bytes: '{"servers": {"x": {} /* , */ } // end\n}',
    expect: 'added',
  },
  {
    name: 'comments where they are not allowed',
    bytes: '{\n  // mine\n  "mcpServers": {}\n}\n',
    expect: 'refused',
    problem: 'not_json',
    says: /line 2, column 3: comments are not allowed/,
  },
  {
    name: 'a trailing comma where it is not allowed',
    bytes: '{\n  "mcpServers": {\n    "x": {},\n  }\n}\n',
    expect: 'refused',
    problem: 'not_json',
    says: /line 4, column 3: the comma before the closing } must go/,
  },
];

const BROKEN: Case[] = [
  {
    name: 'a missing comma',
    bytes: '{\n  "a": 1\n  "b": 2\n}',
    expect: 'refused',
    problem: 'not_json',
    says: /line 3, column 3: a comma is missing/,
  },
  {
    name: 'a missing brace',
    bytes: '{"mcpServers": {}',
    expect: 'refused',
    problem: 'not_json',
    says: /closing brace/,
  },
  {
    name: 'text after the end',
    bytes: '{}\n{}',
    expect: 'refused',
    problem: 'not_json',
    says: /line 2, column 1/,
  },
  { name: 'single quotes', bytes: "{'mcpServers': {}}", expect: 'refused', problem: 'not_json' },
  { name: 'NaN', bytes: '{"a": NaN}', expect: 'refused', problem: 'not_json' },
  {
    name: 'a single backslash in a Windows path',
    bytes: '{"a": "C:\\Program Files"}',
    expect: 'refused',
    problem: 'not_json',
    says: /backslash/,
  },
  { name: 'nothing but NUL bytes', bytes: Buffer.alloc(512), expect: 'refused', problem: 'not_json' },
  { name: 'a NUL byte inside', bytes: '{"a":\u00001}', expect: 'refused', problem: 'not_json' },
  {
    name: 'UTF-16 with a mark',
    bytes: Buffer.from(`${BYTE_ORDER_MARK}{}`, 'utf16le'),
    expect: 'refused',
    problem: 'not_text',
    says: /UTF-16/,
  },
  {
    name: 'UTF-16 without a mark',
    bytes: Buffer.from('{"a": "é"}', 'utf16le'),
    expect: 'refused',
    problem: 'not_text',
  },
  { name: 'Latin-1', bytes: Buffer.from('{"a": "Größe"}', 'latin1'), expect: 'refused', problem: 'not_text' },
  {
    name: 'servers twice',
    bytes: '{"mcpServers": {"a": {}}, "mcpServers": {"b": {}}}',
    expect: 'refused',
    problem: 'duplicate_key',
    says: /"mcpServers" twice/,
  },
  {
    name: 'a server twice',
    bytes: '{"mcpServers": {"a": {}, "\\u0061": {}}}',
    expect: 'refused',
    problem: 'duplicate_key',
    says: /"a" twice/,
  },
  {
    name: 'our entry twice',
    bytes: '{"mcpServers": {"trainingpeaks": {}, "trainingpeaks": {}}}',
    expect: 'refused',
    problem: 'duplicate_key',
  },
  {
    name: 'a list at the top',
    bytes: '[]',
    expect: 'refused',
    problem: 'not_an_object',
    says: /a list at its top level/,
  },
  { name: 'null at the top', bytes: 'null', expect: 'refused', problem: 'not_an_object' },
  {
    name: 'null servers',
    bytes: '{"mcpServers": null}',
    expect: 'refused',
    problem: 'not_an_object',
    says: /null under "mcpServers"/,
  },
  {
    name: 'a list of servers',
    bytes: '{"mcpServers": []}',
    expect: 'refused',
    problem: 'not_an_object',
    says: /a list under/,
  },
  {
    name: 'servers that are text',
    bytes: '{"mcpServers": "none"}',
    expect: 'refused',
    problem: 'not_an_object',
  },
  {
    name: 'nesting of a hundred thousand levels',
    bytes: `{"deep": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    expect: 'refused',
    problem: 'nested_too_deeply',
  },
];

const MARKED: Case[] = [
  {
    name: 'a byte order mark',
    bytes: BYTE_ORDER_MARK + json(OTHERS),
    expect: 'added',
    afterRoundTrip: json(OTHERS),
  },
  {
    name: 'a byte order mark and CRLF',
    bytes: BYTE_ORDER_MARK + json(OTHERS).replaceAll('\n', '\r\n'),
    expect: 'added',
    afterRoundTrip: json(OTHERS).replaceAll('\n', '\r\n'),
  },
  { name: 'nothing but a byte order mark', bytes: BYTE_ORDER_MARK, expect: 'added', afterRoundTrip: '' },
];

const NAMESAKES: Case[] = [
  {
    name: 'an older entry of ours',
    bytes: json(servers(OLD)),
    expect: 'repaired',
    afterRoundTrip: json({ mcpServers: { first: { command: 'a' }, last: { command: 'z' } }, after: 1 }),
  },
  {
    name: 'an older entry of ours, alone and minified',
    bytes: JSON.stringify({ mcpServers: { trainingpeaks: OLD } }),
    expect: 'repaired',
    afterRoundTrip: '{"mcpServers":{}}',
  },
  {
    name: 'an older entry of ours, last',
    bytes: json({ mcpServers: { a: {}, trainingpeaks: OLD } }, '\t'),
    expect: 'repaired',
    afterRoundTrip: json({ mcpServers: { a: {} } }, '\t'),
  },
  {
    name: 'a foreign entry of the same name',
    bytes: json(servers(FOREIGN)),
    expect: 'refused',
    problem: 'foreign_entry',
    says: /left alone/,
  },
  {
    name: 'a foreign entry that is no command',
    bytes: json(servers({ url: 'https://example.com/mcp' })),
    expect: 'refused',
    problem: 'foreign_entry',
  },
  {
    name: 'a foreign entry that is null',
    bytes: json(servers(null)),
    expect: 'refused',
    problem: 'foreign_entry',
  },
  {
    name: 'a foreign entry, replaced by force',
    bytes: json(servers(FOREIGN)),
    force: true,
    expect: 'replaced',
    afterRoundTrip: json({ mcpServers: { first: { command: 'a' }, last: { command: 'z' } }, after: 1 }),
  },
];

const noSpace = Object.assign(new Error('no space'), { code: 'ENOSPC' });
const noPermission = Object.assign(new Error('denied'), { code: 'EACCES' });

const TROUBLED: Case[] = [
  { name: 'a path with spaces and letters beyond ASCII', bytes: json(OTHERS), expect: 'added' },
  {
    name: 'a write-protected file',
    bytes: json(OTHERS),
    arrange: (path) => chmodSync(path, 0o444),
    expect: 'refused',
    problem: 'read_only',
    says: /write-protected/,
  },
  {
    name: 'a folder in its place',
    bytes: null,
    arrange: (path) => mkdirSync(path),
    expect: 'refused',
    problem: 'not_a_file',
    says: /is a folder/,
  },
  {
    name: 'a link in a circle',
    bytes: null,
    arrange: (path) => symlinkSync(path, path),
    expect: 'refused',
    problem: 'unreadable',
    says: /circle/,
  },
  {
    name: 'a file that may not be read',
    bytes: json(OTHERS),
    disk: () => ({ read: () => Promise.reject(noPermission) }),
    expect: 'refused',
    problem: 'unreadable',
    says: /no permission/,
  },
  {
    name: 'a folder that may not be written',
    bytes: json(OTHERS),
    disk: () => ({ writeNew: () => Promise.reject(noPermission) }),
    expect: 'refused',
    problem: 'read_only',
    says: /as it was/,
  },
  {
    name: 'a disk that is full for the new file',
    bytes: json(OTHERS),
    disk: () => ({ writeNew: () => Promise.reject(noSpace) }),
    expect: 'refused',
    problem: 'disk_full',
    says: /no space left/,
  },
  {
    name: 'a disk that is full for the backup',
    bytes: json(OTHERS),
    disk: () => ({
      writeNew: (path, file) =>
        path.includes('backup') ? Promise.reject(noSpace) : localDisk.writeNew(path, file),
    }),
    expect: 'refused',
    problem: 'disk_full',
  },
  {
    name: 'a rename that fails',
    bytes: json(OTHERS),
    disk: () => ({ rename: () => Promise.reject(Object.assign(new Error('io'), { code: 'EIO' })) }),
    expect: 'refused',
    problem: 'write_failed',
    says: /as it was/,
  },
];

export const CORPUS: readonly Case[] = [
  ...PLAIN,
  ...COMMENTED,
  ...BROKEN,
  ...MARKED,
  ...NAMESAKES,
  ...TROUBLED,
];

/** Puts a case in place. */
export function place({ bytes, arrange }: Case, folder: string): string {
  const path = join(folder, 'Größe of my files', 'claude_desktop_config.json');
  mkdirSync(dirname(path), { recursive: true });
  if (bytes !== null) writeFileSync(path, bytes);
  // Wider than the usual mask of new files leaves.
  if (bytes !== null) chmodSync(path, 0o664);
  arrange?.(path);
  return path;
}
