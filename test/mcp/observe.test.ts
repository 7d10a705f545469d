import { afterEach, expect, test, vi } from 'vitest';
import type { AskedQuestion } from '../../src/shared/activity.ts';
import { connectAthlete, NOW, type FixtureOptions, type McpFixture } from '../support/mcp-fixture.ts';

let athlete: McpFixture | undefined;
afterEach(async () => {
  await athlete?.close();
  athlete = undefined;
});

async function observed(options: FixtureOptions = {}) {
  const told: AskedQuestion[] = [];
  athlete = await connectAthlete({ ...options, observe: (question) => void told.push(question) });
  /** What was told, once there are so many. */
  const questions = async (count: number) => {
    await vi.waitFor(() => expect(told).toHaveLength(count));
    return told;
  };
  return { athlete, questions };
}

test('an answered question is told with its tool, its client, when, how long and how large', async () => {
  const { athlete, questions } = await observed();
  const answer = await athlete.client.callTool({ name: 'tp_get_fitness', arguments: { days: 7 } });
  const [question] = await questions(1);
  expect(question).toEqual({
    askedAt: new Date(NOW).toISOString(),
    tool: 'tp_get_fitness',
    client: 'test',
    durationMilliseconds: expect.any(Number) as number,
    answerCharacters: JSON.stringify(answer).length,
    outcome: 'answered',
    reason: null,
  });
  expect(question?.durationMilliseconds).toBeGreaterThanOrEqual(0);
});

test('an answer from what was here is told as such, with what stood in the way', async () => {
  const { athlete, questions } = await observed();
  await athlete.call('tp_get_fitness');
  athlete.clock.now += 3_600_000;
  athlete.simulator.faults.set({ serverError: true });
  await athlete.call('tp_get_fitness');
  expect(await questions(2)).toMatchObject([
    { outcome: 'answered', reason: null },
    { outcome: 'stale', reason: 'upstream_down' },
  ]);
});

test('a refusal is told with its code, and not a word of the question', async () => {
  const { athlete, questions } = await observed();
  await athlete.refusal('tp_get_fitness', { days: 'gAAAA-a-secret', 'another-secret': 1 });
  await athlete.refusal('tp_get_workout', { workout_id: 424242 });
  const told = await questions(2);
  expect(told).toMatchObject([
    { outcome: 'refused', reason: 'bad_input' },
    { outcome: 'refused', reason: 'not_found' },
  ]);
  expect(JSON.stringify(told)).not.toMatch(/secret|424242/);
});

test('a question that was given up is told as cancelled', async () => {
  const { athlete, questions } = await observed({ faults: { latency: { milliseconds: 50 } } });
  const stop = new AbortController();
  const asked = athlete.call('tp_get_fitness', {}, { signal: stop.signal });
  setTimeout(() => stop.abort(), 100);
  await expect(asked).rejects.toThrow();
  expect(await questions(1)).toMatchObject([{ outcome: 'refused', reason: 'cancelled' }]);
});

test('the overview of today is told too, the dictionary of metrics is not', async () => {
  const { athlete, questions } = await observed();
  await athlete.client.readResource({ uri: 'trainingpeaks://metrics' });
  await athlete.client.readResource({ uri: 'trainingpeaks://athlete/snapshot' });
  expect(await questions(1)).toMatchObject([
    { tool: 'trainingpeaks://athlete/snapshot', outcome: 'answered', client: 'test' },
  ]);
});

test('the answer is there before it is told', async () => {
  const order: string[] = [];
  athlete = await connectAthlete({ observe: () => void order.push('told') });
  await athlete.call('tp_auth_status');
  order.push('answered');
  await vi.waitFor(() => expect(order).toEqual(['answered', 'told']));
});
