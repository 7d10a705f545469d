import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/clients/config-document.ts';
import { withEntry, withoutProperty } from '../../src/clients/config-edit.ts';
import { expectOnlyInsertions, ours, withoutOurs } from './support/foreign.ts';
import { ENTRY } from './support/workbench.ts';

const STRICT = { serversKey: 'mcpServers', comments: 'refused' } as const;
const TOLERANT = { serversKey: 'mcpServers', comments: 'kept' } as const;

const blanks = fc.string({ unit: fc.constantFrom(' ', '\t', '\n', '\r\n'), maxLength: 4 });
const comment = fc.constantFrom('', '/* , */', '/* "mcpServers": {} */', '// } tail\n', '// a // b\n');
const commentedBlanks = fc.tuple(blanks, comment, blanks).map((parts) => parts.join(''));
const number = fc.constantFrom('0', '-0.0', '1e400', '123456789012345678901234567890', '3.10');
const text = fc.string({ unit: 'binary', maxLength: 6 }).map((value) => JSON.stringify(value));
const foreignKey = text.filter(
  (key) => JSON.parse(key) !== 'trainingpeaks' && JSON.parse(key) !== 'mcpServers',
);

/** The text of an object with unique keys, laid out at random; now and then with a comma behind the last property. */
function object(
  properties: fc.Arbitrary<[string, string][]>,
  space: fc.Arbitrary<string>,
  trailingComma: fc.Arbitrary<boolean>,
): fc.Arbitrary<string> {
  return fc.tuple(properties, fc.infiniteStream(space), trailingComma).map(([list, spaces, comma]) => {
    const next = () => (spaces.next().value as string | undefined) ?? '';
    const members = list.map(([key, value]) => next() + key + next() + ':' + next() + value + next());
    return `{${members.join(',')}${comma && list.length > 0 ? `,${next()}` : ''}${list.length === 0 ? next() : ''}}`;
  });
}

/** A list of properties with one more somewhere among them. */
function among(
  list: fc.Arbitrary<[string, string][]>,
  property: fc.Arbitrary<[string, string]>,
): fc.Arbitrary<[string, string][]> {
  return fc.tuple(list, property, fc.nat()).map(([others, one, place]) => {
    const position = place % (others.length + 1);
    return [...others.slice(0, position), one, ...others.slice(position)];
  });
}

interface Kind {
  readonly space: fc.Arbitrary<string>;
  readonly trailingComma: fc.Arbitrary<boolean>;
  /** With our entry somewhere among the servers. */
  readonly connected?: boolean;
}

function configurations({ space, trailingComma, connected = false }: Kind): fc.Arbitrary<string> {
  const scalar = fc.oneof(number, text, fc.constantFrom('true', 'null', '[]', '[ 1,2 ]', '{ }'));
  const unique = (value: fc.Arbitrary<string>) =>
    fc.uniqueArray(fc.tuple(foreignKey, value), {
      maxLength: 3,
      selector: ([key]) => JSON.parse(key) as string,
    });
  const value = fc.oneof(scalar, object(unique(scalar), space, trailingComma));
  const held = connected
    ? among(unique(value), fc.tuple(fc.constant('"trainingpeaks"'), fc.constant(JSON.stringify(ENTRY))))
    : unique(value);
  const servers = object(held, space, trailingComma);
  const withServers = among(unique(value), fc.tuple(fc.constant('"mcpServers"'), servers));
  const properties = connected ? withServers : fc.oneof(unique(value), withServers);
  return fc
    .tuple(space, object(properties, space, trailingComma), space)
    .map(([before, root, after]) => before + root + after);
}

const PLAIN: Kind = { space: blanks, trailingComma: fc.constant(false) };
const COMMENTED: Kind = { space: commentedBlanks, trailingComma: fc.boolean() };

describe('an edit of any configuration', () => {
  it('only inserts, and is undone without losing a foreign key', () => {
    fc.assert(
      fc.property(configurations(PLAIN), (before) => {
        const connected = withEntry(parseConfig(before, STRICT, 'file'), 'mcpServers', ENTRY);
        expectOnlyInsertions(before, connected, 1);
        expect(ours(connected, 'mcpServers')).toEqual(ENTRY);

        const { document, without } = removed(connected, STRICT);
        expect(document.entry).toBeNull();
        const hadServers = parseConfig(before, STRICT, 'file').servers !== null;
        const expected = JSON.parse(before) as Record<string, unknown>;
        expect(JSON.parse(without)).toEqual(hadServers ? expected : { ...expected, mcpServers: {} });
      }),
      { numRuns: 400 },
    );
  });

  it('keeps comments and trailing commas where the client knows them', () => {
    fc.assert(
      fc.property(configurations(COMMENTED), (before) => {
        const connected = withEntry(parseConfig(before, TOLERANT, 'file'), 'mcpServers', ENTRY);
        expectOnlyInsertions(before, connected, 2);
        expect(ours(connected, 'mcpServers')).toEqual(ENTRY);

        const { document, without } = removed(connected, TOLERANT);
        expect(document.entry).toBeNull();
        expect(withoutOurs(without, 'mcpServers')).toEqual(withoutOurs(connected, 'mcpServers'));
        expect(commentsOf(without)).toEqual(commentsOf(before));
      }),
      { numRuns: 400 },
    );
  });

  it('takes an entry out of any place, and nothing else', () => {
    const cases: [Kind, typeof STRICT | typeof TOLERANT][] = [
      [PLAIN, STRICT],
      [COMMENTED, TOLERANT],
    ];
    for (const [kind, dialect] of cases) {
      fc.assert(
        fc.property(configurations({ ...kind, connected: true }), (before) => {
          const { document, without } = removed(before, dialect);
          expect(document.entry).toBeNull();
          expect(withoutOurs(without, 'mcpServers')).toEqual(withoutOurs(before, 'mcpServers'));
        }),
        { numRuns: 400 },
      );
    }
  });
});

function removed(connected: string, dialect: typeof STRICT | typeof TOLERANT) {
  const { servers, entry } = parseConfig(connected, dialect, 'file');
  if (servers === null || entry === null) throw new Error('There is no entry.');
  const without = withoutProperty(connected, servers, entry);
  return { without, document: parseConfig(without, dialect, 'file') };
}

function commentsOf(source: string): string[] {
  return source.match(/\/\* , \*\/|\/\* "mcpServers": \{\} \*\/|\/\/ \} tail|\/\/ a \/\/ b/gu) ?? [];
}
