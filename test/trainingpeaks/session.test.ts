import { expect, test } from 'vitest';
import { AppError } from '../../src/shared/errors.ts';
import {
  codeOf,
  connect,
  COOKIE,
  failureOf,
  html,
  json,
  memoryCookies,
  REFRESH_PATH,
  type Responder,
  startServer,
  text,
  tokenFor,
  TOKEN_PATH,
  USER_PATH,
  wireUser,
} from './support.ts';

const RENEWED = 'V001RenewedCookie';

function setCookies(...cookies: readonly string[]): Responder {
  return text('', 302, { Location: '/login', 'Set-Cookie': [...cookies] });
}

test('without a cookie nobody is signed in', async () => {
  const server = await startServer();
  const client = connect(server, { cookies: memoryCookies(null) });
  expect(await codeOf(client.user())).toBe('signed_out');
  expect(await codeOf(client.session.renew())).toBe('signed_out');
  expect(await client.session.currentCookie()).toBeNull();
  expect(server.requests).toHaveLength(0);
});

test('what the cookie store throws reaches the caller', async () => {
  const server = await startServer();
  const cookies = memoryCookies();
  cookies.read = () => Promise.reject(new AppError('keychain_unavailable', 'The keychain is locked.'));
  expect(await codeOf(connect(server, { cookies }).user())).toBe('keychain_unavailable');
});

test('a dead cookie is asked about once, until it changes', async () => {
  const server = await startServer();
  server.on(TOKEN_PATH, json({}, 401), tokenFor('gAAAANew'));
  server.on(USER_PATH, json(wireUser()));
  const cookies = memoryCookies();
  const client = connect(server, { cookies });
  expect(await codeOf(client.user())).toBe('session_expired');
  expect(await codeOf(client.user())).toBe('session_expired');
  expect(await codeOf(client.session.check())).toBe('session_expired');
  expect(await codeOf(client.session.renew())).toBe('session_expired');
  expect(server.requests).toHaveLength(1);

  cookies.current = 'V001AnotherCookie';
  await client.user();
  expect(server.to(TOKEN_PATH)[1]?.headers.cookie).toBe('Production_tpAuth=V001AnotherCookie');
});

test('a dead cookie is asked about again after forget', async () => {
  const server = await startServer();
  server.on(TOKEN_PATH, json({}, 401), tokenFor('gAAAANew'));
  const client = connect(server);
  expect(await codeOf(client.session.check())).toBe('session_expired');
  client.session.forget();
  await client.session.check();
  expect(server.to(TOKEN_PATH)).toHaveLength(2);
});

test('an outage says that the session could not be verified and keeps the cookie usable', async () => {
  const server = await startServer();
  server.on(TOKEN_PATH, json({ message: 'An error has occurred.' }, 500));
  const client = connect(server);
  const failure = await failureOf(client.session.check());
  expect(failure.code).toBe('upstream_down');
  expect(failure.message).toContain('could not verify');
  expect(server.to(TOKEN_PATH)).toHaveLength(2);
  server.on(TOKEN_PATH, tokenFor('gAAAABack'));
  await client.session.check();
});

test('without a network the reader is told to look at the network', async () => {
  const server = await startServer();
  const unreachable = { ...server.urls, api: 'http://127.0.0.1:9' };
  expect((await failureOf(connect(server, { urls: unreachable }).session.check())).message).toBe(
    'TrainingPeaks could not be reached. Check the network connection. ' +
      'TP Tray could not verify the session. The sign-in is kept.',
  );
});

test('one server error during the exchange is forgiven', async () => {
  const server = await startServer();
  server.on(TOKEN_PATH, json({}, 500), tokenFor('gAAAABack'));
  await connect(server).session.check();
  expect(server.to(TOKEN_PATH)).toHaveLength(2);
});

test('a check exchanges the cookie even while a token is good', async () => {
  const server = await startServer();
  const client = connect(server);
  await client.session.check();
  await client.session.check();
  expect(server.to(TOKEN_PATH)).toHaveLength(2);
});

test('after forget the cookie is read again, and a running exchange leaves nothing behind', async () => {
  const server = await startServer();
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  server.on(
    TOKEN_PATH,
    async (response, request) => {
      await released;
      await tokenFor('gAAAAOfTheFirst')(response, request);
    },
    tokenFor('gAAAAOfTheSecond'),
  );
  server.on(USER_PATH, json(wireUser()));
  const cookies = memoryCookies('V001First');
  const client = connect(server, { cookies });
  const early = client.session.check();
  await expect.poll(() => server.to(TOKEN_PATH).length).toBe(1);
  client.session.forget();
  cookies.current = 'V001Second';
  await client.user();
  release();
  await early;
  await client.user();
  expect(server.to(USER_PATH).map(({ headers }) => headers.authorization)).toEqual([
    'Bearer gAAAAOfTheSecond',
    'Bearer gAAAAOfTheSecond',
  ]);
});

test('tokens refused in parallel are replaced once', async () => {
  const server = await startServer();
  server.on(TOKEN_PATH, tokenFor('gAAAAOld'), tokenFor('gAAAANew'));
  server.on(USER_PATH, (response, request) =>
    json(wireUser(), request.headers.authorization === 'Bearer gAAAANew' ? 200 : 401)(response, request),
  );
  const client = connect(server);
  await Promise.all([client.user(), client.user(), client.user(), client.user()]);
  expect(server.to(TOKEN_PATH)).toHaveLength(2);
});

test('a token that lives less than a minute is still used', async () => {
  const server = await startServer();
  server.on(TOKEN_PATH, tokenFor('gAAAAShort', 30));
  server.on(USER_PATH, json(wireUser()));
  const client = connect(server, { now: () => 0 });
  await client.user();
  await client.user();
  expect(server.to(TOKEN_PATH)).toHaveLength(1);
});

test('the store may hold anything that contains the cookie', async () => {
  const server = await startServer();
  const cookies = memoryCookies(`a=b; Production_tpAuth=${COOKIE}; c=d`);
  await connect(server, { cookies }).session.check();
  expect(server.to(TOKEN_PATH)[0]?.headers.cookie).toBe(`Production_tpAuth=${COOKIE}`);
  cookies.current = 'no cookie at all\r\nX-Injected: yes';
  expect(await codeOf(connect(server, { cookies }).session.check())).toBe('bad_input');
  expect(server.requests).toHaveLength(1);
});

test('a cookie is verified without being kept', async () => {
  const server = await startServer();
  const cookies = memoryCookies(null);
  const client = connect(server, { cookies });
  await client.session.verify(`Production_tpAuth=${RENEWED}`);
  expect(server.to(TOKEN_PATH)[0]?.headers.cookie).toBe(`Production_tpAuth=${RENEWED}`);
  expect(await codeOf(client.user())).toBe('signed_out');
  server.on(TOKEN_PATH, json({}, 401));
  expect(await codeOf(client.session.verify(RENEWED))).toBe('session_expired');
});

test('renewal proves the new cookie before it hands it over', async () => {
  const server = await startServer();
  const cookies = memoryCookies();
  server.on(
    REFRESH_PATH,
    setCookies('ajs_user_id=1; Path=/', `Production_tpAuth=${RENEWED}; Path=/; HttpOnly`),
  );
  const replacedWhenAsked: number[] = [];
  server.on(TOKEN_PATH, (response, request) => {
    replacedWhenAsked.push(cookies.replaced.length);
    return tokenFor('gAAAAOfRenewed')(response, request);
  });
  server.on(USER_PATH, json(wireUser()));
  const client = connect(server, { cookies });
  expect(await client.session.renew()).toBe(true);
  expect(replacedWhenAsked).toEqual([0]);
  expect(server.to(REFRESH_PATH)[0]?.headers.cookie).toBe(`Production_tpAuth=${COOKIE}`);
  expect(server.to(TOKEN_PATH)[0]?.headers.cookie).toBe(`Production_tpAuth=${RENEWED}`);
  expect(cookies.replaced).toEqual([{ cookie: RENEWED, previous: COOKIE }]);
  await client.user();
  expect(server.to(USER_PATH)[0]?.headers.authorization).toBe('Bearer gAAAAOfRenewed');
  expect(server.to(TOKEN_PATH)).toHaveLength(1);
});

test('renewal keeps the old cookie when no new one comes, or one that does not work', async () => {
  const server = await startServer();
  const cookies = memoryCookies();
  const client = connect(server, { cookies });
  for (const answer of [
    setCookies('ajs_user_id=1'),
    setCookies('Production_tpAuth=; expires=Thu, 01 Jan 1970 00:00:00 GMT'),
    setCookies('Other_Production_tpAuth=V001Stranger'),
    html(),
    json({}, 401),
  ]) {
    server.on(REFRESH_PATH, answer);
    expect(await client.session.renew()).toBe(false);
  }
  expect(server.to(TOKEN_PATH)).toHaveLength(0);

  server.on(REFRESH_PATH, setCookies(`Production_tpAuth=${RENEWED}`));
  server.on(TOKEN_PATH, json({}, 401), tokenFor('gAAAAOfOld'));
  expect(await client.session.renew()).toBe(false);
  await client.session.check();
  expect(server.to(TOKEN_PATH)[1]?.headers.cookie).toBe(`Production_tpAuth=${COOKIE}`);

  server.on(TOKEN_PATH, json({}, 500));
  expect(await codeOf(client.session.renew())).toBe('upstream_down');
  expect(cookies.replaced).toEqual([]);
});

test('a renewal that outlives a sign-out brings nothing back', async () => {
  const server = await startServer();
  const cookies = memoryCookies();
  server.on(REFRESH_PATH, setCookies(`Production_tpAuth=${RENEWED}`));
  const client = connect(server, { cookies });
  server.on(TOKEN_PATH, (response, request) => {
    client.session.forget();
    cookies.current = null;
    return tokenFor('gAAAAOfRenewed')(response, request);
  });
  expect(await client.session.renew()).toBe(false);
  expect(cookies.replaced).toEqual([]);
  expect(await codeOf(client.user())).toBe('signed_out');
});

test('renewals asked for together are one', async () => {
  const server = await startServer();
  server.on(REFRESH_PATH, setCookies(`Production_tpAuth=${RENEWED}`));
  const client = connect(server);
  expect(await Promise.all([client.session.renew(), client.session.renew()])).toEqual([true, true]);
  expect(server.to(REFRESH_PATH)).toHaveLength(1);
});
