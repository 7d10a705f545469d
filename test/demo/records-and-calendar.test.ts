import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { Client, numberIn, rowsIn, textIn, TODAY } from './client.ts';
import type { Row } from './client.ts';

let client: Client;
const workouts = '/fitness/v6/athletes/{a}/workouts';

beforeAll(async () => {
  client = await Client.start();
});
afterAll(() => client.simulator.close());

describe('records', () => {
  it('are ranked best first and limited by days', async () => {
    const all = await client.get('/personalrecord/v2/athletes/{a}/Bike?prType=power20min');
    const values = all.map((record) => numberIn(record, 'value'));
    expect(values).toEqual([...values].sort((a, b) => b - a));
    expect(all.map((record) => record['rank'])).toEqual(all.map((_, index) => index + 1));
    const query = 'prType=power20min&startDate=2026-09-01T00:00:00&endDate=2026-09-30T00:00:00';
    const september = await client.get(`/personalrecord/v2/athletes/{a}/Bike?${query}`);
    expect(september.length).toBeGreaterThan(0);
    for (const record of september) expect(textIn(record, 'workoutDate')).toMatch(/^2026-09/);
  });

  it('of a workout agree with the list and the count in its row', async () => {
    const best = (await client.get('/personalrecord/v2/athletes/{a}/Run?prType=speed10K'))[0];
    const id = String(best?.['workoutId']);
    const own = await client.get<Row>(
      `/personalrecord/v2/athletes/{a}/workouts/${id}?displayPeaksForBasic=true`,
    );
    expect(rowsIn(own, 'personalRecords')).toContainEqual(best);
    const row = await client.get<Row>(`${workouts}/${id}`);
    expect(row['personalRecordCount']).toBe(own['personalRecordCount']);
    expect(numberIn(own, 'personalRecordCount')).toBe(rowsIn(own, 'personalRecords').length);
  });

  it('refuse swims and unknown types', async () => {
    expect((await client.call('/personalrecord/v2/athletes/{a}/Swim?prType=speed1K')).status).toBe(400);
    expect((await client.call('/personalrecord/v2/athletes/{a}/Bike?prType=power7min')).status).toBe(400);
  });
});

describe('the calendar', () => {
  it('holds past and coming races, the focus event among them', async () => {
    const events = await client.get('/fitness/v6/athletes/{a}/events/2024-01-01/2027-12-31');
    const focus = await client.get<Row>('/fitness/v6/athletes/{a}/events/focusevent');
    const next = await client.get<Row>('/fitness/v6/athletes/{a}/events/nextplannedevent');
    expect(focus['atpPriority']).toBe('A');
    expect(events).toContainEqual(focus);
    expect(textIn(next, 'eventDate') <= textIn(focus, 'eventDate')).toBe(true);
    expect(textIn(next, 'eventDate') >= TODAY).toBe(true);
    expect(new Set(events.map((event) => event['distanceUnits'])).size).toBeGreaterThan(2);
  });

  it('takes events by the singular route only', async () => {
    const event = { name: 'Fun run', eventDate: '2027-03-01', personId: client.simulator.athleteId };
    expect((await client.call('/fitness/v6/athletes/{a}/events', 'POST', event)).status).toBe(500);
    const made = (await (await client.call('/fitness/v6/athletes/{a}/event', 'POST', event)).json()) as Row;
    expect(made['eventDate']).toBe('2027-03-01T00:00:00');
    const moved = { ...made, eventDate: '2027-03-02' };
    expect((await client.call('/fitness/v6/athletes/{a}/event', 'PUT', moved)).status).toBe(200);
    const path = `/fitness/v6/athletes/{a}/event/${String(made['id'])}`;
    expect((await client.call(path, 'DELETE')).status).toBe(204);
    expect((await client.call(path, 'DELETE')).status).toBe(404);
    expect(
      (await client.call('/fitness/v6/athletes/{a}/event', 'POST', { ...event, personId: 1 })).status,
    ).toBe(500);
  });

  it('holds notes and availability around the illness', async () => {
    const notes = await client.get('/fitness/v2/athletes/{a}/calendarNote/2024-01-01/2027-01-01');
    expect(notes.map((note) => note['title'])).toContain('Flu');
    const away = await client.get('/fitness/v1/athletes/{a}/availability/2024-01-01/2027-01-01');
    expect(away[0]).toMatchObject({ type: 1, reason: 'Sick' });
    const path = '/fitness/v1/athletes/{a}/availability';
    const mine = {
      personId: client.simulator.athleteId,
      startDate: '2027-01-04',
      endDate: '2027-01-06',
      type: 1,
    };
    const made = (await (await client.call(path, 'POST', mine)).json()) as Row;
    expect(made['startDate']).toBe('2027-01-04T00:00:00');
    expect((await client.call(path, 'POST', { athleteId: client.simulator.athleteId })).status).toBe(400);
    expect((await client.call(`${path}/${String(made['id'])}`, 'DELETE')).status).toBe(204);
  });

  it('holds an annual plan by weeks', async () => {
    const weeks = await client.get('/fitness/v1/athletes/{a}/atp/2026-10-01/2026-12-31');
    expect(weeks.length).toBeGreaterThan(11);
    expect(weeks.map((week) => week['racePriority'])).toContain('A');
  });
});

describe('metrics', () => {
  const path = '/metrics/v3/athletes/{a}/consolidatedtimedmetrics/2026-08-01/2026-11-24';

  it('hold the morning values, with gaps and duplicates', async () => {
    const records = await client.get(path);
    const details = records.flatMap((record) => rowsIn(record, 'details'));
    expect(new Set(details.map((detail) => detail['type']))).toEqual(new Set([5, 6, 9, 60, 62]));
    const days = records.map((record) => record['timeStamp']);
    expect(days.length).toBeGreaterThan(new Set(days).size);
    expect(new Set(days).size).toBeLessThan(116);
    expect(details.filter((detail) => detail['uploadClient'] === 'Oura').length).toBeGreaterThan(0);
  });

  it('edit a record by its id and append the rest', async () => {
    const record = (await client.get(path))[0];
    const [first] = rowsIn(record, 'details');
    const sent = {
      ...record,
      details: [
        { ...first, value: 44 },
        { type: 58, label: 'Steps', value: 9000, time: 'x' },
      ],
    };
    const saved = (await (
      await client.call('/metrics/v3/athletes/{a}/consolidatedtimedmetric', 'POST', sent)
    ).json()) as Row;
    expect(rowsIn(saved, 'details')).toHaveLength(rowsIn(record, 'details').length + 1);
    expect(rowsIn(saved, 'details').filter((detail) => detail['type'] === first?.['type'])).toMatchObject([
      { value: 44 },
    ]);
    expect((await client.call('/metrics/v3/athletes/{a}/consolidatedtimedmetric', 'POST', {})).status).toBe(
      400,
    );
  });
});

describe('the analysis host', () => {
  it('has no v1 any more', async () => {
    const answer = await client.analyze('v1/analyze', 1);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toBe('');
  });
});
