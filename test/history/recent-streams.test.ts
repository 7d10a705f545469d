import { expect, test } from 'vitest';
import { createRecentStreams } from '../../src/history/recent-streams.ts';
import type { Streams } from '../../src/shared/workout.ts';

const STREAMS: Streams = {
  stepSeconds: 1,
  timeSeconds: [0],
  powerWatts: [200],
  heartRateBpm: null,
  speedMetersPerSecond: null,
  cadenceRpm: null,
  altitudeMeters: null,
};

/** The keeper, and how often it had to ask for each key. */
function counted() {
  const asked = new Map<string, number>();
  const recent = createRecentStreams();
  return {
    asked,
    read: (key: string, answer: Streams | null = STREAMS) =>
      recent(key, () => {
        asked.set(key, (asked.get(key) ?? 0) + 1);
        return Promise.resolve(answer);
      }),
  };
}

test('streams are asked for once, until the workout is edited', async () => {
  const { asked, read } = counted();
  expect(await read('1 monday')).toBe(STREAMS);
  expect(await read('1 monday')).toBe(STREAMS);
  await read('1 tuesday');
  expect([...asked.values()]).toEqual([1, 1]);
});

test('that there are none is asked again', async () => {
  const { asked, read } = counted();
  expect(await read('1', null)).toBeNull();
  expect(await read('1')).toBe(STREAMS);
  expect(asked.get('1')).toBe(2);
});

test('the ones looked at last are kept', async () => {
  const { asked, read } = counted();
  for (const key of ['1', '2', '3', '4', '5', '6', '7', '8', '1', '9', '1', '2']) await read(key);
  expect(asked.get('1')).toBe(1);
  expect(asked.get('2')).toBe(2);
});

test('a failure is not kept', async () => {
  const recent = createRecentStreams();
  await expect(recent('1', () => Promise.reject(new Error('down')))).rejects.toThrow('down');
  expect(await recent('1', () => Promise.resolve(STREAMS))).toBe(STREAMS);
});
