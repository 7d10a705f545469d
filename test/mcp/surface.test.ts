import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANNOTATIONS } from '../../src/mcp/tool.ts';
import { TOOLS } from '../../src/mcp/tools/index.ts';
import { connectAthlete, TODAY, type McpFixture } from '../support/mcp-fixture.ts';
import { addDays, doneBetween, idOf, must } from '../support/wire-truth.ts';

const LARGEST_LIST_CHARACTERS = 30_000;
/** JSON and short lines of numbers take at least this many characters a token. */
const CHARACTERS_PER_TOKEN = 3;
const DEFAULT_ANSWER_TOKENS = 10_000;
/** Claude cuts the answer of a tool off here. */
const LONGEST_ANSWER_TOKENS = 25_000;

const NAMES = [
  'tp_auth_status',
  'tp_refresh_auth',
  'tp_get_profile',
  'tp_get_workouts',
  'tp_get_workout',
  'tp_get_planned_workouts',
  'tp_get_fitness',
  'tp_get_peaks',
  'tp_get_workout_prs',
  'tp_training_load_summary',
  'tp_fitness_trend',
  'tp_workout_analysis',
  'tp_performance_summary',
  'tp_training_zones_distribution',
];

type Defaults = Readonly<Record<string, unknown>>;
/** A parameter without a default of its own: left out it means today, the days counted back from it, or all. */
const OPEN = undefined;
const REQUIRED = Symbol('required');

/** The parameters of the Python server this one replaces, with their defaults. */
const PYTHON: Readonly<Record<string, Defaults>> = {
  tp_auth_status: {},
  tp_refresh_auth: {},
  tp_get_profile: {},
  tp_get_workouts: { start_date: OPEN, end_date: OPEN, workout_type: OPEN, limit: 20 },
  tp_get_workout: { workout_id: REQUIRED },
  tp_get_planned_workouts: { start_date: OPEN, end_date: OPEN, workout_type: OPEN, limit: 20 },
  tp_get_fitness: { days: 90, start_date: OPEN, end_date: OPEN },
  tp_get_peaks: { sport: 'Bike', days: 90, pr_class: OPEN },
  tp_get_workout_prs: { workout_id: REQUIRED },
  tp_training_load_summary: { days: 90 },
  tp_fitness_trend: { days: 90 },
  tp_workout_analysis: { workout_id: REQUIRED },
  tp_performance_summary: { sport: 'Bike', days: 90 },
  tp_training_zones_distribution: { start_date: OPEN, end_date: OPEN, days: 30 },
};

/** What ours take beyond them. */
const OURS: Readonly<Record<string, Defaults>> = {
  tp_get_workouts: { days: 30, offset: 0, status: 'all' },
  tp_get_planned_workouts: { offset: 0 },
  tp_get_fitness: { sport: OPEN, step: 'auto', ctl_days: 42, atl_days: 7 },
  tp_training_zones_distribution: { sport: OPEN },
};

let athlete: McpFixture;
beforeAll(async () => {
  athlete = await connectAthlete({ seasons: 3 });
});
afterAll(() => athlete.close());

const list = async () => (await athlete.client.listTools()).tools;
const latestRide = () => idOf(must(doneBetween(athlete.rows, addDays(TODAY, -30), TODAY, 2).at(-1)));
const needsWorkout = (tool: string) => Object.values(PYTHON[tool] ?? {}).includes(REQUIRED);

/** The files of a folder that end so, without that ending. */
function stems(folder: string, ending: string): string[] {
  return readdirSync(join(import.meta.dirname, folder))
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length));
}

describe('the list of tools', () => {
  it('is this one and no other', async () => {
    const tools = await list();
    expect(tools.map(({ name }) => name)).toEqual(NAMES);
    await expect(JSON.stringify(tools, null, 2) + '\n').toMatchFileSnapshot('tool-list.snap.json');
  });

  it('fits into what a client may spend on it', async () => {
    expect(JSON.stringify({ tools: await list() }).length).toBeLessThan(LARGEST_LIST_CHARACTERS);
  });

  it('describes each tool in full', async () => {
    for (const tool of await list()) {
      const effect = must(TOOLS.find(({ name }) => name === tool.name)).effect;
      expect(tool.title, tool.name).toMatch(/^[A-Z].{5,}/);
      expect(tool.description, tool.name).toMatch(/ Use it |^Use it |\nUse it /);
      expect(tool.annotations, tool.name).toEqual(ANNOTATIONS[effect]);
      expect(tool.inputSchema, tool.name).toMatchObject({ type: 'object', additionalProperties: false });
      expect(Object.keys(tool.outputSchema?.properties ?? {}), tool.name).toContain('about');
    }
  });

  it('promises to change nothing, save for the one tool that renews the session', async () => {
    const writers = (await list()).filter(({ annotations }) => annotations?.readOnlyHint !== true);
    expect(writers.map(({ name }) => name)).toEqual(['tp_refresh_auth']);
    expect((await list()).some(({ annotations }) => annotations?.destructiveHint !== false)).toBe(false);
  });

  it('has one file per tool, named after it, and a test beside each', () => {
    const files = NAMES.map((name) => name.replaceAll('_', '-')).toSorted();
    expect(
      stems('../../src/mcp/tools', '.ts')
        .filter((stem) => stem !== 'index')
        .toSorted(),
    ).toEqual(files);
    expect(stems('tools', '.test.ts').toSorted()).toEqual(files);
  });

  it('takes the parameters of the Python server with their defaults, and those of ours', async () => {
    for (const tool of await list()) {
      const expected = { ...PYTHON[tool.name], ...OURS[tool.name] };
      const properties = (tool.inputSchema.properties ?? {}) as Record<string, { default?: unknown }>;
      const required = new Set(tool.inputSchema.required ?? []);
      const actual = Object.fromEntries(
        Object.entries(properties).map(([name, schema]) => [
          name,
          required.has(name) ? REQUIRED : schema.default,
        ]),
      );
      expect(actual, tool.name).toStrictEqual(expected);
    }
  });
});

describe('the size of answers', () => {
  const tokensOf = async (tool: string, input: Readonly<Record<string, unknown>>) => {
    const { text, data } = await athlete.call(tool, input);
    return (text.length + JSON.stringify(data).length) / CHARACTERS_PER_TOKEN;
  };

  it.each(NAMES)('is small for %s when nothing is asked in particular', async (tool) => {
    const input = needsWorkout(tool) ? { workout_id: latestRide() } : {};
    expect(await tokensOf(tool, input)).toBeLessThan(DEFAULT_ANSWER_TOKENS);
  });

  it.each(NAMES.filter((name) => 'days' in { ...PYTHON[name], ...OURS[name] }))(
    'stays bearable for a year and for ten years of %s',
    async (tool) => {
      expect(await tokensOf(tool, { days: 365 })).toBeLessThan(LONGEST_ANSWER_TOKENS);
      expect(await tokensOf(tool, { days: 3650 })).toBeLessThan(LONGEST_ANSWER_TOKENS);
    },
  );

  it.each(['tp_get_workouts', 'tp_get_planned_workouts'])(
    'stays bearable for the longest page of %s',
    async (tool) => {
      const range = { start_date: '2019-01-01', end_date: addDays(TODAY, 365), limit: 100 };
      expect(await tokensOf(tool, range)).toBeLessThan(LONGEST_ANSWER_TOKENS);
    },
  );
});

describe('what answers never contain', () => {
  it('is the cookie or a token, in answers, refusals and resources', async () => {
    const token = /gAAAA[\w-]{20}|V001[\w-]{20}/;
    expect(athlete.simulator.cookie).toMatch(token);
    const said: string[] = [];
    for (const name of NAMES) {
      said.push(
        JSON.stringify(await athlete.client.callTool({ name, arguments: { workout_id: latestRide() } })),
      );
      said.push(JSON.stringify(await athlete.client.callTool({ name, arguments: {} })));
    }
    for (const { uri } of (await athlete.client.listResources()).resources) {
      said.push(JSON.stringify(await athlete.client.readResource({ uri })));
    }
    athlete.simulator.account.revokeCookie();
    athlete.simulator.account.expireTokens();
    athlete.clock.now += 2 * 60 * 60_000;
    for (const name of NAMES)
      said.push(JSON.stringify(await athlete.client.callTool({ name, arguments: {} })));
    expect(said).toHaveLength(NAMES.length * 3 + 2);
    expect(said.filter((text) => token.test(text) || text.includes('DEMOCALENDARKEY'))).toEqual([]);
  });
});
