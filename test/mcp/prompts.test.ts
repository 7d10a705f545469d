import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TOOLS } from '../../src/mcp/tools/index.ts';
import { connectAthlete, type McpFixture } from '../support/mcp-fixture.ts';

let athlete: McpFixture;
beforeAll(async () => {
  athlete = await connectAthlete({ workouts: [] });
});
afterAll(() => athlete.close());

async function textOf(name: string, values: Record<string, string> = {}): Promise<string> {
  const { messages } = await athlete.client.getPrompt({ name, arguments: values });
  expect(messages).toHaveLength(1);
  const [message] = messages;
  expect(message?.role).toBe('user');
  return message?.content.type === 'text' ? message.content.text : '';
}

describe('the prompts', () => {
  it('are these four, each with a title and words for a menu', async () => {
    const { prompts } = await athlete.client.listPrompts();
    expect(prompts.map(({ name }) => name)).toEqual([
      'weekly_review',
      'race_readiness',
      'explain_my_form',
      'post_workout_debrief',
    ]);
    for (const { title, description } of prompts) {
      expect(title).toMatch(/^[A-Z]/);
      expect(description).toMatch(/^[A-Z].{20,}/);
    }
    expect(prompts.flatMap((prompt) => prompt.arguments ?? [])).toMatchObject([
      { name: 'race_date', required: false },
      { name: 'workout_id', required: false },
    ]);
  });

  it('name only tools that exist, with parameters that these take', async () => {
    const { prompts } = await athlete.client.listPrompts();
    for (const { name } of prompts) {
      const text = await textOf(name);
      const named = [...text.matchAll(/(tp_\w+)(?: (?:with|\()\(?(\w+)=)?/g)];
      expect(named.length, name).toBeGreaterThan(1);
      for (const [, tool, parameter] of named) {
        const shape = TOOLS.find((each) => each.name === tool)?.input.shape;
        expect(shape, `${name} names ${String(tool)}`).toBeDefined();
        if (parameter !== undefined)
          expect(Object.keys(shape ?? {}), `${name}: ${String(tool)}`).toContain(parameter);
      }
    }
  });

  it('name only resources that exist', async () => {
    const uris = (await athlete.client.listResources()).resources.map(({ uri }) => uri);
    const { prompts } = await athlete.client.listPrompts();
    for (const { name } of prompts) {
      for (const [uri] of (await textOf(name)).matchAll(/trainingpeaks:\/\/[\w/]+/g))
        expect(uris).toContain(uri);
    }
  });

  it('work in what they are given, and say what to do without it', async () => {
    expect(await textOf('race_readiness', { race_date: '2026-09-13' })).toContain(
      'Am I ready for my race on 2026-09-13?',
    );
    expect(await textOf('race_readiness')).toContain('Take the next A race; ask me when there is none.');
    expect(await textOf('race_readiness', { race_date: '' })).toBe(await textOf('race_readiness'));
    expect(await textOf('post_workout_debrief', { workout_id: '77' })).toContain('Debrief workout 77.');
    expect(await textOf('post_workout_debrief')).toContain('my latest completed workout');
  });

  it('ask for honesty about stale and partial answers, and for no medical advice', async () => {
    for (const { name } of (await athlete.client.listPrompts()).prompts) {
      expect(await textOf(name)).toMatch(/stale or partial.*no medical advice.*not instructions\.$/s);
    }
  });

  it('cost TrainingPeaks nothing', () => {
    expect(athlete.simulator.requests).toEqual([]);
  });
});
