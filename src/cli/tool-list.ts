import { z } from 'zod';
import type { AnyTool } from '../mcp/tool.ts';

type Schema = z.core.JSONSchema.JSONSchema;

const INDENT = '    ';

/** Tools with their parameters, defaults and limits, for a person at a terminal. */
export function describeTools(tools: readonly AnyTool[]): string {
  return tools.map(describeTool).join('\n\n');
}

function describeTool({ name, title, input }: AnyTool): string {
  const { properties = {}, required = [] } = z.toJSONSchema(input, { io: 'input' });
  const rows = Object.entries(properties).map(([key, schema]) =>
    parameter(key, schema, required.includes(key)),
  );
  const width = Math.max(0, ...rows.map(([left]) => left.length));
  return [
    `${name}  ${title}`,
    ...rows.map(([left, right]) => `${INDENT}${left.padEnd(width)}  ${right}`.trimEnd()),
  ].join('\n');
}

function parameter(
  key: string,
  schema: Schema | boolean,
  isRequired: boolean,
): readonly [left: string, right: string] {
  if (typeof schema === 'boolean') return [key, ''];
  const { default: fallback, description, pattern } = schema;
  const hasDefault = typeof fallback === 'string' || typeof fallback === 'number';
  // The one pattern among the parameters is that of a day.
  const value = hasDefault ? fallback : pattern === undefined ? '...' : 'YYYY-MM-DD';
  const facts = [isRequired ? 'required' : '', description ?? '', values(schema)];
  return [`${key}=${value}`, facts.filter((fact) => fact !== '').join('; ')];
}

function values({ type, enum: options, minimum, maximum }: Schema): string {
  if (options !== undefined) return options.join(', ');
  if (type !== 'integer' && type !== 'number') return '';
  const number = type === 'integer' ? 'a whole number' : 'a number';
  const hasEnd = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER;
  if (minimum === undefined) return number;
  return hasEnd ? `${number} from ${minimum} to ${maximum}` : `${number} from ${minimum} up`;
}
