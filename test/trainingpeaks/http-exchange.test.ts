import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { exchangeHttp, type HttpQuestion } from '../../src/trainingpeaks/http-exchange.ts';
import { startServer, text } from './support.ts';

const PATH = '/api/page';

function question(change: Partial<HttpQuestion> = {}): HttpQuestion {
  return { method: 'GET', headers: {}, body: null, signal: AbortSignal.timeout(5_000), ...change };
}

test('status, headers and body of an answer, whatever the status', async () => {
  const server = await startServer();
  server.on(PATH, text('räder', 418, { 'Retry-After': '7' }));
  const answer = await exchangeHttp(`${server.urls.api}/page?day=1`, question());
  expect(answer).toMatchObject({ status: 418, headers: { 'retry-after': '7' } });
  expect(new TextDecoder().decode(answer.body)).toBe('räder');
  expect(server.to(PATH)[0]?.query.get('day')).toBe('1');
});

test('every Set-Cookie header is kept', async () => {
  const server = await startServer();
  server.on(PATH, (response) => {
    response.writeHead(200, { 'Set-Cookie': ['one=1; Path=/', 'two=2; Path=/'] });
    response.end();
  });
  const { headers } = await exchangeHttp(`${server.urls.api}/page`, question());
  expect(headers['set-cookie']).toEqual(['one=1; Path=/', 'two=2; Path=/']);
});

test('a body is sent whole and as it is', async () => {
  const server = await startServer();
  server.on(PATH, text('ok'));
  const body = JSON.stringify({ title: 'Höhenmeter' });
  await exchangeHttp(`${server.urls.api}/page`, question({ method: 'POST', body }));
  expect(server.to(PATH)[0]).toMatchObject({ method: 'POST', body });
});

test('a compressed answer is asked for and unpacked', async () => {
  const server = await startServer();
  const page = 'a long week '.repeat(1_000);
  server.on(PATH, (response, { headers }) => {
    expect(headers['accept-encoding']).toBe('gzip');
    response.writeHead(200, { 'Content-Encoding': 'gzip' });
    response.end(gzipSync(page));
  });
  const { body } = await exchangeHttp(`${server.urls.api}/page`, question());
  expect(new TextDecoder().decode(body)).toBe(page);
});

test('a compressed answer that was cut off fails', async () => {
  const server = await startServer();
  server.on(PATH, (response) => {
    response.writeHead(200, { 'Content-Encoding': 'gzip' });
    response.end(gzipSync('a long week '.repeat(1_000)).subarray(0, 30));
  });
  await expect(exchangeHttp(`${server.urls.api}/page`, question())).rejects.toThrow();
});

test('the signal ends an exchange before the answer and in the middle of it', async () => {
  const server = await startServer();
  for (const responder of [
    () => undefined,
    (response: Parameters<Parameters<typeof server.on>[1]>[0]) => {
      response.writeHead(200);
      response.write('the first half');
    },
  ]) {
    server.on(PATH, responder);
    const signal = AbortSignal.timeout(60);
    await expect(exchangeHttp(`${server.urls.api}/page`, question({ signal }))).rejects.toThrow();
  }
});
