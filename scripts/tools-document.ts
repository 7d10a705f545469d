import { z } from 'zod';
import type { AnyTool } from '../src/mcp/tool.ts';

interface Parameter {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly default?: string | number | boolean;
  readonly description?: string;
}

/** `docs/tools.md`: every tool with its parameters, made from the definitions themselves. */
export function toolsDocument(tools: readonly AnyTool[]): string {
  const head = `# Tools

Made from the tool definitions by \`npm run gen\`; do not edit. Days are \`YYYY-MM-DD\` in the athlete's calendar.
Every answer carries \`about\`: \`as_of\`, \`time_zone\`, \`synced_at\`, \`stale\`, \`partial\`, \`notes\`.
`;
  return [head, ...tools.map(section)].join('\n');
}

function section(tool: AnyTool): string {
  const parameters = Object.entries(schemaOf(tool).properties ?? {});
  const table =
    parameters.length === 0
      ? 'No parameters.'
      : [
          '| parameter | type | default | meaning |',
          '|---|---|---|---|',
          ...parameters.map(([name, each]) => row(name, each, schemaOf(tool).required ?? [])),
        ].join('\n');
  const answers = Object.keys(tool.output.shape)
    .map((name) => `\`${name}\``)
    .join(', ');
  return `## ${tool.name}: ${tool.title}\n\n${tool.description}\n\n${table}\n\nAnswers with ${answers}.\n`;
}

function row(
  name: string,
  { type, enum: choices, default: fallback, description }: Parameter,
  required: readonly string[],
): string {
  const kind = choices === undefined ? (type ?? '') : choices.join(', ');
  const preset = fallback === undefined ? (required.includes(name) ? 'required' : '') : String(fallback);
  return `| \`${name}\` | ${kind} | ${preset} | ${description ?? ''} |`;
}

function schemaOf(tool: AnyTool): { properties?: Record<string, Parameter>; required?: readonly string[] } {
  return z.toJSONSchema(tool.input, { io: 'input' }) as ReturnType<typeof schemaOf>;
}
