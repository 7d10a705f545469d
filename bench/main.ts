/**
 * `npm run bench`: measures the built server against a simulated TrainingPeaks with five years of training
 * and 80 ms of latency. `-- --against "COMMAND"` measures another MCP server on the same account in the same
 * run, turn by turn, and prints ratios. The command is run by the shell and finds the `TP_*` variables and
 * `TP_ATHLETE_ID` in its environment. Where Electron is, the tray app is measured too, idle for
 * `BENCH_IDLE_SECONDS` (60). Where Chromium is, the chart of the window is measured on ten years of days.
 */
import { execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { LATENCY_MILLISECONDS, SEASONS, startAccount } from './account.ts';
import { reportApp } from './app.ts';
import { reportChart } from './chart.ts';
import { measureLife, measureStart, noMeasurements, type Measurements } from './measure.ts';
import type { Memory } from './memory.ts';
import { table, type Line } from './report.ts';
import type { ServerCommand } from './server-process.ts';
import { median, percentile } from './statistics.ts';

const LIVES = 3;
const FURTHER_STARTS = 12;

const OURS: ServerCommand = {
  name: 'TP Tray',
  program: process.execPath,
  args: [pathOf('../dist/cli.js'), 'mcp'],
};

const { against } = parseArgs({ options: { against: { type: 'string' } } }).values;
const pmc = z
  .object({ label: z.string(), medianMs: z.number() })
  .parse(JSON.parse(execFileSync(process.execPath, [pathOf('./pmc-process.ts')], { encoding: 'utf8' })));
const servers = [
  { command: OURS, measured: noMeasurements() },
  ...(against === undefined ? [] : [{ command: shell(against), measured: noMeasurements() }]),
];
const account = await startAccount();
let app = '';
let chart = '';
try {
  for (let life = 0; life < LIVES; life += 1) {
    for (const { command, measured } of servers) await measureLife(command, account, measured);
  }
  for (let start = 0; start < FURTHER_STARTS; start += 1) {
    for (const { command, measured } of servers) await measureStart(command, account, measured);
  }
  app = await reportApp(account, OURS);
  chart = await reportChart();
} finally {
  await account.close();
}

const [ours, theirs] = servers.map(({ measured }) => measured);
console.log(
  `Node ${process.versions.node}, ${process.platform}, ${availableParallelism()} cores; an account of ${SEASONS} years, ${LATENCY_MILLISECONDS} ms latency\n`,
);
if (ours !== undefined) console.log(table(ownLines(ours)));
console.log(`\n${app}`);
console.log(`\n${chart}`);
if (ours !== undefined && theirs !== undefined) {
  console.log(`\nThe other server: ${against ?? ''}\n${table(plainLines(theirs))}`);
  console.log(`\nTP Tray divided by the other server\n${table(ratioLines(ours, theirs))}`);
}

function pathOf(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url));
}

function shell(command: string): ServerCommand {
  return { name: command, program: '/bin/sh', args: ['-c', command] };
}

function ownLines(measured: Measurements): Line[] {
  return [
    ...plainLines(measured),
    { name: pmc.label, value: pmc.medianMs, unit: 'ms', digits: 2, atMost: 2, inclusive: false },
    {
      name: `backfill of ${SEASONS} years / least time the throttle allows`,
      value: median(measured.backfillRatio),
      unit: 'times',
      digits: 3,
      atMost: 1.1,
    },
    {
      name: 'size of tools/list',
      value: measured.toolListCharacters,
      unit: 'characters',
      digits: 0,
      atMost: 30_000,
      inclusive: false,
    },
  ];
}

function plainLines(measured: Measurements): Line[] {
  const milliseconds = (name: string, value: number): Line => ({ name, value, unit: 'ms', digits: 1 });
  const { warmMilliseconds: warm } = measured;
  return [
    milliseconds('process start to tools/list answered, median', median(measured.startMilliseconds)),
    milliseconds('tp_get_fitness cold (first sync), median', median(measured.coldMilliseconds)),
    milliseconds(`tp_get_fitness warm, p50 of ${warm.length}`, median(warm)),
    milliseconds(`tp_get_fitness warm, p95 of ${warm.length}`, percentile(warm, 0.95)),
    milliseconds('tp_get_fitness first after a restart, median', median(measured.restartMilliseconds)),
    ...memoryLines('after tools/list', measured.memoryAfterStart),
    ...memoryLines('after a first sync and warm answers', measured.memoryAfterAnswers),
    ...memoryLines('after a restart and an answer', measured.memoryAfterRestart),
  ];
}

function memoryLines(when: string, memory: readonly Memory[]): Line[] {
  const line = (kind: string, value: number) => ({
    name: `memory at rest ${when}, ${kind}`,
    value,
    unit: 'MiB',
    digits: 1,
  });
  return [
    line('RSS', median(memory.map((each) => each.residentMebibytes))),
    line('PSS', median(memory.map((each) => each.proportionalMebibytes))),
  ];
}

function ratioLines(ours: Measurements, theirs: Measurements): Line[] {
  const ratio = (name: string, of: (measured: Measurements) => number, atMost?: number): Line => ({
    name,
    value: of(ours) / of(theirs),
    unit: 'times',
    digits: 3,
    atMost,
  });
  const resident = (memory: readonly Memory[]) => median(memory.map((each) => each.residentMebibytes));
  return [
    ratio('process start to tools/list answered', (one) => median(one.startMilliseconds), 0.3),
    ratio('tp_get_fitness cold', (one) => median(one.coldMilliseconds)),
    ratio('tp_get_fitness warm, p50', (one) => median(one.warmMilliseconds), 0.03),
    ratio('tp_get_fitness warm, p95', (one) => percentile(one.warmMilliseconds, 0.95)),
    ratio('tp_get_fitness first after a restart', (one) => median(one.restartMilliseconds)),
    ratio('memory at rest after tools/list', (one) => resident(one.memoryAfterStart), 1),
    ratio('memory at rest after a first sync', (one) => resident(one.memoryAfterAnswers), 1),
    ratio('memory at rest after a restart', (one) => resident(one.memoryAfterRestart), 1),
  ];
}
