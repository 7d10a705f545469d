import { expect, test } from 'vitest';
import { ATHLETE, codeOf, connect, html, json, startServer } from './support.ts';

const RANGE = '2026-01-01/2027-12-31';
const notesPath = (version: string) => `/api/fitness/${version}/athletes/${ATHLETE}/calendarNote/${RANGE}`;
const AVAILABILITY_PATH = `/api/fitness/v1/athletes/${ATHLETE}/availability/${RANGE}`;
const NOTE = { id: 7, noteDate: '2026-09-20T00:00:00', title: 'Camp', description: 'Long rides.' };
const ILL = {
  id: 1,
  startDate: '2026-07-22T00:00:00',
  endDate: '2026-08-02T00:00:00',
  type: 1,
  reason: 'Sick',
};

test('notes come from the version of the web application', async () => {
  const server = await startServer();
  server.on(notesPath('v2'), json([NOTE]));
  expect(await connect(server).calendarNotes(ATHLETE, '2026-01-01', '2027-12-31')).toEqual([
    { noteId: 7, day: '2026-09-20', title: 'Camp', text: 'Long rides.' },
  ]);
  expect(server.to(notesPath('v1'))).toEqual([]);
});

test('notes come from the first version where the later one is not known', async () => {
  const server = await startServer();
  server.on(notesPath('v1'), json([NOTE]));
  expect(await connect(server).calendarNotes(ATHLETE, '2026-01-01', '2027-12-31')).toHaveLength(1);
});

test('a calendar without notes or availability is empty, whichever way that is said', async () => {
  const server = await startServer();
  const client = connect(server);
  expect(await client.calendarNotes(ATHLETE, '2026-01-01', '2027-12-31')).toEqual([]);
  expect(await client.availability(ATHLETE, '2026-01-01', '2027-12-31')).toEqual([]);
  server.on(notesPath('v2'), json([]));
  server.on(AVAILABILITY_PATH, json([]));
  expect(await client.calendarNotes(ATHLETE, '2026-01-01', '2027-12-31')).toEqual([]);
  expect(await client.availability(ATHLETE, '2026-01-01', '2027-12-31')).toEqual([]);
});

test('availability is read as stretches of days', async () => {
  const server = await startServer();
  server.on(AVAILABILITY_PATH, json([ILL]));
  expect(await connect(server).availability(ATHLETE, '2026-01-01', '2027-12-31')).toMatchObject([
    { firstDay: '2026-07-22', lastDay: '2026-08-02', possibleSportIds: null, reason: 'Sick' },
  ]);
});

test('a failure is a failure, not an empty calendar', async () => {
  const server = await startServer();
  server.on(notesPath('v2'), json({}, 500));
  server.on(AVAILABILITY_PATH, html());
  const client = connect(server);
  expect(await codeOf(client.calendarNotes(ATHLETE, '2026-01-01', '2027-12-31'))).toBe('upstream_down');
  expect(await codeOf(client.availability(ATHLETE, '2026-01-01', '2027-12-31'))).toBe('upstream_down');
  expect(await codeOf(client.availability(ATHLETE, '2027-12-31', '2026-01-01'))).toBe('bad_input');
});
