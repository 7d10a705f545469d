import { findNodeAtLocation, parse, parseTree } from 'jsonc-parser';
import { expect } from 'vitest';

/** The value of a configuration without our entry. */
export function withoutOurs(text: string, serversKey: string): unknown {
  const value = parse(text, [], { allowTrailingComma: true }) as Record<string, Record<string, unknown>>;
  const servers = value[serversKey];
  if (servers !== undefined) delete servers['trainingpeaks'];
  return value;
}

/** Our entry in a configuration. */
export function ours(text: string, serversKey: string): unknown {
  const value = parse(text, [], { allowTrailingComma: true }) as Record<string, Record<string, unknown>>;
  return value[serversKey]?.['trainingpeaks'];
}

/** Fails unless `after` is `before` with characters put in, at no more than `places` places. */
export function expectOnlyInsertions(before: string, after: string, places: number): void {
  const prefix = commonLength(before, after, (text, index) => text.charAt(index));
  const suffix = commonLength(before.slice(prefix), after.slice(prefix), (text, index) =>
    text.charAt(text.length - 1 - index),
  );
  const between = before.slice(prefix, before.length - suffix);
  if (places === 1) expect(between).toBe('');
  // Two places: a comma behind the last property, and the entry behind the comments that follow it.
  else expect(after.slice(prefix + 1, after.length - suffix).startsWith(between)).toBe(true);
}

/** Fails unless the two differ in nothing but the value of our entry. */
export function expectOnlyEntryDiffers(before: string, after: string, serversKey: string): void {
  expect(around(after, serversKey)).toEqual(around(before, serversKey));
}

function around(text: string, serversKey: string): [string, string] {
  const root = parseTree(text);
  const node = root && findNodeAtLocation(root, [serversKey, 'trainingpeaks']);
  if (node === undefined) throw new Error('There is no entry.');
  return [text.slice(0, node.offset), text.slice(node.offset + node.length)];
}

function commonLength(one: string, other: string, at: (text: string, index: number) => string): number {
  const most = Math.min(one.length, other.length);
  let length = 0;
  while (length < most && at(one, length) === at(other, length)) length += 1;
  return length;
}
