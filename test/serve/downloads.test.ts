import { beforeEach, expect, test } from 'vitest';
import { createDownloads } from '../../src/serve/downloads.ts';
import { isSynced, until } from '../app/lab.ts';
import { parseCsv } from '../support/parse-csv.ts';
import { ask, callFrom, startServeLab, visit, type ServeLab, type Visit } from './lab.ts';

let lab: ServeLab;
let page: Visit;

beforeEach(async () => {
  lab = await startServeLab();
  lab.app.start();
  await until(lab.app, isSynced);
  page = await visit(lab);
});

/** The address of an export, as the page is told it. */
async function exported(): Promise<string> {
  const { body } = await callFrom(page, 'data.export', { table: 'workouts' });
  const { value } = JSON.parse(body) as { value: { downloadFrom: string } };
  return page.path + value.downloadFrom;
}

test('a table comes as a file with a name, whole', async () => {
  const { status, headers, body } = await ask(lab.port, await exported(), {
    headers: { Cookie: page.cookie },
  });
  expect(status).toBe(200);
  expect(headers['content-type']).toBe('text/csv; charset=utf-8');
  expect(headers['content-disposition']).toMatch(/^attachment; filename="TP Tray workouts [\d-]+\.csv"$/u);
  expect(headers['cache-control']).toBe('no-store');
  const [head, ...rows] = parseCsv(body.replace(/^\uFEFF/u, ''));
  expect(head).toContain('tss');
  const completed = rows.filter((row) => row[head?.indexOf('completed') ?? -1] === 'yes');
  expect(completed).toHaveLength(lab.app.status().sync.workoutCount);
  expect(rows.length).toBeGreaterThan(completed.length);
});

test('its address works once, and for the browser that asked', async () => {
  const address = await exported();
  const cookie = { headers: { Cookie: page.cookie } };
  expect((await ask(lab.port, address)).status).toBe(403);
  const other = await visit(lab);
  expect((await ask(lab.port, address, { headers: { Cookie: other.cookie } })).status).toBe(403);
  expect((await ask(lab.port, address, cookie)).status).toBe(200);
  expect((await ask(lab.port, address, cookie)).status).toBe(404);
  expect((await ask(lab.port, `${page.path}download/guess`, cookie)).status).toBe(404);
});

test('files that nobody fetches are forgotten', () => {
  const downloads = createDownloads();
  const ids = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) =>
    downloads.offer({ name, lines: [] }).replace('download/', ''),
  );
  expect(ids.map((id) => downloads.take(id)?.name ?? null)).toEqual([null, null, 'c', 'd', 'e', 'f']);
});
