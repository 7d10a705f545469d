/**
 * `npm start`: asks the six questions of the README about the demo athlete, through a real MCP client
 * that starts the built server the way Claude does, and prints the answers.
 */
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';

const SERVER = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const BOLD = '\u001B[1m';
const DIM = '\u001B[2m';
const PLAIN = '\u001B[0m';

interface Question {
  readonly words: string;
  readonly calls: readonly Call[];
}

interface Call {
  readonly tool: string;
  readonly input: Record<string, unknown>;
  /** Takes the id of the newest workout of the call before. */
  readonly aboutFoundWorkout?: boolean;
}

const QUESTIONS: readonly Question[] = [
  { words: "What's my current fitness?", calls: [{ tool: 'tp_get_fitness', input: {} }] },
  {
    words: 'Show my training load trend for the last 3 months',
    calls: [{ tool: 'tp_fitness_trend', input: { days: 90 } }],
  },
  {
    words: 'Analyze my last bike workout',
    calls: [
      { tool: 'tp_get_workouts', input: { workout_type: 'Bike', status: 'completed', limit: 1 } },
      { tool: 'tp_workout_analysis', input: {}, aboutFoundWorkout: true },
    ],
  },
  {
    words: 'What are my power PRs?',
    calls: [{ tool: 'tp_get_peaks', input: { sport: 'Bike', pr_class: 'Power', days: 3650 } }],
  },
  {
    words: 'How is my training zone distribution this month?',
    calls: [{ tool: 'tp_training_zones_distribution', input: { days: 30 } }],
  },
  {
    words: 'Compare my bike performance over the last 90 days',
    calls: [{ tool: 'tp_performance_summary', input: { sport: 'Bike', days: 90 } }],
  },
];

const client = new Client({ name: 'tp-tray-examples', version: '1.0.0' });
await client.connect(
  new StdioClientTransport({ command: process.execPath, args: [SERVER, 'mcp', '--demo'] }),
);
try {
  console.log('TP Tray answers for a made-up athlete. Nothing leaves this computer.\n');
  for (const { words, calls } of QUESTIONS) {
    console.log(`${BOLD}${words}${PLAIN}`);
    let found: unknown;
    for (const { tool, input, aboutFoundWorkout } of calls) {
      const result = await client.callTool({
        name: tool,
        arguments: aboutFoundWorkout === true ? { ...input, workout_id: found } : input,
      });
      found = newestWorkout(result.structuredContent);
      console.log(`${DIM}${tool}${PLAIN}`);
      for (const part of result.content) if (part.type === 'text') console.log(indented(part.text));
    }
    console.log('');
  }
  console.log(
    'To ask about your own account: npx tp-tray login, then npx tp-tray call tp_get_fitness (see README).',
  );
} finally {
  await client.close();
}

function newestWorkout(answer: unknown): unknown {
  if (
    typeof answer !== 'object' ||
    answer === null ||
    !('workouts' in answer) ||
    !Array.isArray(answer.workouts)
  )
    return undefined;
  const newest: unknown = answer.workouts[0];
  return typeof newest === 'object' && newest !== null && 'workout_id' in newest
    ? newest.workout_id
    : undefined;
}

function indented(text: string): string {
  return text
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
}
