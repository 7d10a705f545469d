import { createScanner, type Node } from 'jsonc-parser';
import type { ConfigDocument, Property } from './config-document.ts';
import { SERVER_NAME } from './entry.ts';

/** A change of one stretch of text. */
interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** How a file is laid out. */
interface Layout {
  readonly lineBreak: string;
  /** One level of indentation; null when the whole file is one line. */
  readonly indent: string | null;
  /** What stands between a colon and a value. */
  readonly gap: string;
}

/**
 * Puts our entry into a configuration: in the place of the one that is there, else as the last of the servers. All
 * other characters stay; indentation and line breaks follow the file.
 */
export function withEntry(document: ConfigDocument, serversKey: string, entry: object): string {
  const { text, root, servers } = document;
  const layout = layoutOf(text, root);
  if (root === null) {
    const created = rendered({ [serversKey]: { [SERVER_NAME]: entry } }, '', layout) + layout.lineBreak;
    return text.trim() === '' ? created : `${text.trimEnd()}${layout.lineBreak}${created}`;
  }
  if (document.entry !== null) {
    const { node, value } = document.entry;
    const replacement = rendered(entry, lineIndent(text, node.offset), layout);
    return spliced(text, [{ start: value.offset, end: endOf(value), text: replacement }]);
  }
  return servers === null
    ? spliced(text, insertion(text, root, serversKey, { [SERVER_NAME]: entry }, layout))
    : spliced(text, insertion(text, servers, SERVER_NAME, entry, layout));
}

/** Takes a property out, with its comma and its line; all other characters stay. */
export function withoutProperty(text: string, owner: Node, { node }: Property): string {
  const siblings = owner.children ?? [];
  const previous = siblings[siblings.indexOf(node) - 1];
  const end = endOf(node);
  const lead = blankStart(text, node.offset);
  const ownLine = /[\r\n]/u.test(text.slice(lead, node.offset));
  const comma = commaAfter(text, end);
  if (comma !== null) {
    const restIsBlank = /^[ \t]*(?:[\r\n]|$)/u.test(text.slice(comma + 1));
    if (ownLine && restIsBlank) return spliced(text, [{ start: lead, end: comma + 1, text: '' }]);
    return spliced(text, [{ start: node.offset, end: blankEnd(text, comma + 1), text: '' }]);
  }
  const before = previous === undefined ? null : commaAfter(text, endOf(previous));
  const commaGone = before === null ? [] : [{ start: before, end: before + 1, text: '' }];
  const lineGoes = !ownLine || /^\s*$/u.test(text.slice(end, lineEnd(text, end)));
  const remains = spliced(text, [...commaGone, { start: lineGoes ? lead : node.offset, end, text: '' }]);
  if (previous !== undefined) return remains;
  const inside = text.slice(owner.offset + 1, node.offset) + text.slice(end, endOf(owner) - 1);
  return inside.trim() === ''
    ? spliced(text, [{ start: owner.offset, end: endOf(owner), text: '{}' }])
    : remains;
}

/** Appends a property to an object; comments behind the last property stay with it. */
function insertion(text: string, owner: Node, key: string, value: object, layout: Layout): Splice[] {
  const close = endOf(owner) - 1;
  const last = owner.children?.at(-1);
  const ownerIndent = lineIndent(text, owner.offset);
  const anchor = blankStart(text, close);
  if (last === undefined) {
    if (layout.indent === null)
      return [{ start: anchor, end: anchor, text: property(key, value, '', layout) }];
    const indent = ownerIndent + layout.indent;
    const closes = /[\r\n]/u.test(text.slice(anchor, close)) ? '' : layout.lineBreak + ownerIndent;
    const added = layout.lineBreak + indent + property(key, value, indent, layout) + closes;
    return [{ start: anchor, end: anchor, text: added }];
  }
  const lead = text.slice(blankStart(text, last.offset), last.offset);
  const comma = commaAfter(text, endOf(last));
  const behind = comma === null ? endOf(last) : comma + 1;
  const separate = /[\r\n]/u.test(lead) || anchor > behind;
  const indent = lineIndent(text, last.offset);
  const added = separate
    ? layout.lineBreak + indent + property(key, value, indent, layout)
    : layout.gap + property(key, value, '', { ...layout, indent: null });
  const commaAdded = comma === null ? [{ start: endOf(last), end: endOf(last), text: ',' }] : [];
  return [...commaAdded, { start: anchor, end: anchor, text: comma === null ? added : `${added},` }];
}

function property(key: string, value: object, indent: string, layout: Layout): string {
  return `${JSON.stringify(key)}:${layout.gap}${rendered(value, indent, layout)}`;
}

/** A value as text; lines after the first begin with `indent`. */
function rendered(value: object, indent: string, { lineBreak, indent: unit }: Layout): string {
  if (unit === null) return JSON.stringify(value);
  return JSON.stringify(value, null, unit).replaceAll('\n', lineBreak + indent);
}

function layoutOf(text: string, root: Node | null): Layout {
  const lineBreak = /\r\n|\n|\r/u.exec(text)?.[0] ?? '\n';
  const first = root?.children?.[0];
  if (root === null || first === undefined) return { lineBreak, indent: '  ', gap: ' ' };
  const value = first.children?.[1];
  const gap = value !== undefined && text[value.offset - 1] === ':' ? '' : ' ';
  const oneLine = !/[\r\n]/u.test(text.slice(root.offset, endOf(root)));
  if (oneLine) return { lineBreak, indent: null, gap };
  const unit = lineIndent(text, first.offset).slice(lineIndent(text, root.offset).length);
  return { lineBreak, indent: unit === '' ? '  ' : unit, gap };
}

function spliced(text: string, splices: readonly Splice[]): string {
  let rest = text;
  for (const splice of [...splices].reverse())
    rest = rest.slice(0, splice.start) + splice.text + rest.slice(splice.end);
  return rest;
}

function endOf(node: Node): number {
  return node.offset + node.length;
}

/** The four blanks of JSON; a no-break space may end a comment, and belongs to it. */
function isBlank(text: string, offset: number): boolean {
  return /[ \t\r\n]/u.test(text.charAt(offset));
}

/** Where the blanks begin that stand directly before an offset. */
function blankStart(text: string, offset: number): number {
  let start = offset;
  while (isBlank(text, start - 1)) start -= 1;
  return start;
}

function blankEnd(text: string, offset: number): number {
  let end = offset;
  while (isBlank(text, end)) end += 1;
  return end;
}

/** Where the line of an offset ends, its line break not included. */
function lineEnd(text: string, offset: number): number {
  const ahead = /[\r\n]/u.exec(text.slice(offset));
  return ahead === null ? text.length : offset + ahead.index;
}

/** The blanks at the start of the line of an offset. */
function lineIndent(text: string, offset: number): string {
  const start = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  return /^[ \t]*/u.exec(text.slice(start, offset))?.[0] ?? '';
}

/** The offset of the comma that follows a value, comments skipped; null when none follows. */
function commaAfter(text: string, offset: number): number | null {
  const scanner = createScanner(text, true);
  scanner.setPosition(offset);
  scanner.scan();
  const token = scanner.getTokenOffset();
  return text.charAt(token) === ',' ? token : null;
}
