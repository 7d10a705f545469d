import type { StandardSchemaWithJSON } from '@modelcontextprotocol/server';
import { z } from 'zod';

interface JsonSchema {
  readonly [keyword: string]: unknown;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly properties?: SchemaParts;
  readonly $defs?: SchemaParts;
}
type SchemaParts = Readonly<Record<string, JsonSchema>>;

/** Parts that several tools share, published in full where they are the point of the answer. */
const SHARED_PARTS: SchemaParts = {
  about: { type: 'object', description: 'As of when, stale, partial, notes' },
  range: { type: 'object', description: 'start_date, end_date' },
  workout: { type: 'object', description: 'As in tp_get_workouts' },
};

/** Publishes the schema of a tool's input without letting the SDK check it, so that a refusal is in our own words. */
export function publishedInput(schema: z.ZodObject): StandardSchemaWithJSON {
  const { properties = {}, ...rest } = jsonOf(schema, 'input');
  const parts: SchemaParts = Object.fromEntries(
    Object.entries(properties).map(([name, part]) => [name, withoutMachineLimit(part)]),
  );
  return standard({ ...rest, properties: parts }, (value) => ({ value }));
}

/**
 * Publishes the schema of a tool's answer; the SDK checks every answer against the whole of it. Each client
 * pays for the list of tools whenever it starts, so the published form leaves out what says least: that
 * every field is always there, that there are no others, and the inside of parts that several tools share.
 */
export function publishedOutput(schema: z.ZodObject): StandardSchemaWithJSON {
  return standard(lean(jsonOf(schema, 'output')), (value) => {
    const { data, error } = schema.safeParse(value);
    return error === undefined ? { value: data } : { issues: error.issues };
  });
}

function standard(
  json: JsonSchema,
  validate: StandardSchemaWithJSON['~standard']['validate'],
): StandardSchemaWithJSON {
  const jsonSchema = { input: () => json, output: () => json };
  return { '~standard': { version: 1, vendor: 'tp-tray', jsonSchema, validate } };
}

/** MCP takes JSON Schema 2020-12 for granted, so `$schema` need not say it. */
function jsonOf(schema: z.ZodObject, io: 'input' | 'output'): JsonSchema {
  return without(z.toJSONSchema(schema, { io }) as JsonSchema, ['$schema']);
}

function lean(schema: JsonSchema): JsonSchema {
  const { anyOf, properties, $defs, items, ...rest } = schema;
  const kept = without(rest, ['required', 'additionalProperties', 'id']);
  const [known, other] = anyOf ?? [];
  if (known?.type !== undefined && other?.type === 'null') return { ...kept, ...orNull(lean(known)) };
  return {
    ...(kept.enum === undefined ? kept : without(kept, ['type'])),
    ...(anyOf && { anyOf: anyOf.map(lean) }),
    ...(items && { items: lean(items) }),
    ...(properties && { properties: { ...leanParts(properties), ...sharedAmong(properties) } }),
    ...($defs && { $defs: leanParts($defs) }),
  };
}

function leanParts(parts: SchemaParts): SchemaParts {
  return Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, lean(part)]));
}

function sharedAmong(parts: SchemaParts): SchemaParts {
  return Object.fromEntries(Object.entries(SHARED_PARTS).filter(([name]) => parts[name]?.type === 'object'));
}

/** Every whole number is bounded by what a double can hold; that limit is none of the tool. */
function withoutMachineLimit(schema: JsonSchema): JsonSchema {
  return schema['maximum'] === Number.MAX_SAFE_INTEGER ? without(schema, ['maximum']) : schema;
}

/** The same schema with null allowed; a list of values says their type by itself. */
function orNull(schema: JsonSchema): JsonSchema {
  if (schema.enum !== undefined) return { ...schema, enum: [...schema.enum, null] };
  return { ...schema, type: [schema.type ?? [], 'null'].flat() };
}

function without(schema: JsonSchema, keywords: readonly string[]): JsonSchema {
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => !keywords.includes(keyword)));
}
