import { getNodeValue, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import { SERVER_NAME } from './entry.ts';
import { refusal, type ConfigProblem } from './problem.ts';

/** What a client understands. */
export interface Dialect {
  readonly serversKey: string;
  readonly comments: 'refused' | 'kept';
}

/** A property of an object, with where it stands in the text. */
export interface Property {
  readonly node: Node;
  readonly value: Node;
}

/** A configuration that was read; offsets count UTF-16 units of `text`. */
export interface ConfigDocument {
  readonly text: string;
  /** Null when the text holds nothing but blanks and comments. */
  readonly root: Node | null;
  readonly servers: Node | null;
  readonly entry: Property | null;
}

/**
 * Reads a configuration, strictly: what the client could not read, or what an edit could not keep, is refused.
 * Keys that occur twice are refused where we work: in the file's top level and among the servers.
 * @throws ConfigProblem `not_json`, `not_an_object`, `duplicate_key`, `nested_too_deeply`
 */
export function parseConfig(text: string, dialect: Dialect, path: string): ConfigDocument {
  const root = parse(text, dialect, path);
  if (root === null) return { text, root, servers: null, entry: null };
  const servers = member(objectAt(root, 'at its top level', path), dialect.serversKey, path);
  if (servers === null) return { text, root, servers: null, entry: null };
  const object = objectAt(servers.value, `under "${dialect.serversKey}"`, path);
  const entry = member(object, SERVER_NAME, path);
  return { text, root, servers: servers.value, entry };
}

/** The plain value of a node. */
export function valueOf(node: Node): unknown {
  return getNodeValue(node);
}

function parse(text: string, { comments }: Dialect, path: string): Node | null {
  const strict = comments === 'refused';
  if (text.trim() === '') return null;
  const errors: ParseError[] = [];
  let root: Node | undefined;
  try {
    root = parseTree(text, errors, {
      disallowComments: strict,
      allowTrailingComma: !strict,
      allowEmptyContent: !strict,
    });
  } catch (error) {
    throw refusal('nested_too_deeply', {
      wrong: `${path} is nested too deeply to be edited safely.`,
      mend: 'Take out of it what is nested so deeply',
      cause: error,
    });
  }
  const [first] = errors;
  if (first !== undefined) throw syntaxProblem(text, first, path);
  if (strict) assertPlainJson(text, path);
  return root ?? null;
}

/** The tolerant parser and the client's own `JSON.parse` must agree that the text is JSON. */
function assertPlainJson(text: string, path: string): void {
  try {
    JSON.parse(text);
  } catch (error) {
    throw refusal('not_json', { wrong: `${path} is not valid JSON.`, mend: 'Correct it', cause: error });
  }
}

const KINDS: Readonly<Record<string, string>> = {
  array: 'a list',
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
  null: 'null',
};

function objectAt(node: Node, place: string, path: string): Node {
  if (node.type === 'object') return node;
  throw refusal('not_an_object', {
    wrong: `${path} holds ${KINDS[node.type] ?? 'something else'} ${place}, where an object { } belongs.`,
    mend: 'Put an object in its place',
  });
}

/** A property by name; the whole object is checked for keys that occur twice. */
function member(object: Node, name: string, path: string): Property | null {
  const seen = new Set<unknown>();
  let found: Property | null = null;
  for (const node of object.children ?? []) {
    const [key, value] = node.children ?? [];
    if (key === undefined || value === undefined) continue;
    if (seen.has(key.value)) {
      throw refusal('duplicate_key', {
        wrong: `${path} has the key ${JSON.stringify(key.value)} twice in the same object, and only one of the two counts for a client.`,
        mend: 'Remove the other one',
      });
    }
    seen.add(key.value);
    if (key.value === name) found = { node, value };
  }
  return found;
}

function syntaxProblem(text: string, error: ParseError, path: string): ConfigProblem {
  const before = text.slice(0, error.offset).split(/\r\n|\n|\r/u);
  const line = before.length;
  const column = (before.at(-1)?.length ?? 0) + 1;
  return refusal('not_json', {
    wrong: `${path} is not valid JSON: line ${line}, column ${column}: ${complaint(text, error)}.`,
    mend: 'Correct it',
  });
}

const COMPLAINTS: Readonly<Record<string, string>> = {
  InvalidCommentToken: 'comments are not allowed in this file',
  ColonExpected: 'a colon is missing',
  CommaExpected: 'a comma is missing',
  CloseBraceExpected: 'the closing brace } is missing',
  CloseBracketExpected: 'the closing bracket ] is missing',
  PropertyNameExpected: 'a key in double quotes is expected',
  ValueExpected: 'a value is expected',
  EndOfFileExpected: 'there is more text after the end of the JSON',
  UnexpectedEndOfComment: 'a comment is not closed',
  UnexpectedEndOfString: 'a text is not closed with a double quote',
  InvalidCharacter: 'a text holds a control character, such as a line break',
  InvalidEscapeCharacter: 'a text holds a backslash that starts no valid escape',
  InvalidUnicode: 'a text holds an incomplete \\u escape',
};

function complaint(text: string, { error, offset, length }: ParseError): string {
  const token = text.slice(offset, offset + length);
  const closes = token.startsWith('}') || token.startsWith(']');
  if (closes && /,\s*$/u.test(text.slice(0, offset)))
    return `the comma before the closing ${token.slice(0, 1)} must go`;
  return (
    COMPLAINTS[printParseErrorCode(error)] ?? 'something stands there that is neither a value nor punctuation'
  );
}
