import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { DEMO_PASSWORD, DEMO_SECOND_FACTOR, DEMO_USER_NAME } from '../../src/demo/auth.ts';
import { startSimulator } from '../../src/demo/server.ts';
import type { Simulator } from '../../src/demo/server.ts';
import { NOON } from './client.ts';

let clock = NOON;
let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator({ now: () => clock });
});
afterEach(() => {
  simulator.faults.clear();
  clock = NOON;
});
afterAll(() => simulator.close());

interface Form {
  readonly cookie: string;
  readonly field: string;
}

async function openForm(): Promise<Form> {
  const answer = await fetch(`${simulator.homeUrl}/login`);
  const page = await answer.text();
  expect(page).toContain('<form name="login-form"');
  const field = /name="__RequestVerificationToken" value="([^"]+)"/.exec(page)?.[1] ?? '';
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  return { cookie, field };
}

function submit(form: Form, fields: Record<string, string> = {}): Promise<Response> {
  return fetch(`${simulator.homeUrl}/login`, {
    method: 'POST',
    redirect: 'manual',
    headers: { Cookie: form.cookie },
    body: new URLSearchParams({
      __RequestVerificationToken: form.field,
      Username: DEMO_USER_NAME,
      Password: DEMO_PASSWORD,
      CaptchaHidden: '',
      CaptchaToken: '',
      Attempts: '',
      SelectedMfaMethod: '',
      ...fields,
    }),
  });
}

function authCookie(answer: Response): string | undefined {
  const header = answer.headers.getSetCookie().find((each) => each.startsWith('Production_tpAuth='));
  return header?.split(';')[0]?.slice('Production_tpAuth='.length);
}

async function exchangeStatus(cookie: string, headers: Record<string, string> = {}): Promise<number> {
  const answer = await fetch(`${simulator.apiUrl}/users/v3/token`, {
    headers: { Cookie: `Production_tpAuth=${cookie}`, ...headers },
  });
  return answer.status;
}

describe('the login page', () => {
  it('redirects a right password to the app with a cookie that buys a token', async () => {
    const answer = await submit(await openForm());
    expect(answer.status).toBe(302);
    const cookie = authCookie(answer) ?? '';
    expect(cookie).toMatch(/^V001[A-Za-z0-9_-]{1600,1800}$/);
    expect(await exchangeStatus(cookie)).toBe(200);
    const app = new URL(answer.headers.get('location') ?? '', simulator.homeUrl);
    const landing = await fetch(app, { headers: { Cookie: `Production_tpAuth=${cookie}` } });
    expect(landing.status).toBe(200);
    expect(await landing.text()).toContain('signed in');
  });

  it('sends visitors of the app without a cookie to the login page', async () => {
    const answer = await fetch(new URL('/app/', simulator.homeUrl), { redirect: 'manual' });
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toContain('/login');
  });

  it('renders the form again, with an error, for a wrong password', async () => {
    const answer = await submit(await openForm(), { Password: 'wrong' });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('validation-summary-errors');
    expect(authCookie(answer)).toBeUndefined();
  });

  it('refuses a form without its anti-forgery cookie', async () => {
    const form = await openForm();
    expect((await submit({ ...form, cookie: '' })).status).toBe(400);
    expect((await submit({ ...form, field: 'forged' })).status).toBe(400);
  });

  it('asks for a captcha when switched on', async () => {
    simulator.faults.set({ loginCaptcha: true });
    const answer = await submit(await openForm());
    expect(answer.status).toBe(200);
    expect(await answer.text()).toMatch(/robot[\s\S]*name="CaptchaHidden" value="true"/);
  });

  it('asks for a second factor and takes the right code', async () => {
    simulator.faults.set({ loginSecondFactor: true });
    const answer = await submit(await openForm());
    expect(await answer.text()).toMatch(/verification code[\s\S]*<select name="SelectedMfaMethod"/);
    const confirmed = await submit(await openForm(), { MfaCode: DEMO_SECOND_FACTOR });
    expect(confirmed.status).toBe(302);
  });

  it('sets the cookie attributes of the real service on request only', async () => {
    const header = (answer: Response): string => answer.headers.getSetCookie()[0] ?? '';
    const refresh = (base: Simulator): Promise<Response> =>
      fetch(`${base.homeUrl}/refresh`, {
        redirect: 'manual',
        headers: { Cookie: `Production_tpAuth=${base.cookie}` },
      });
    expect(header(await refresh(simulator))).not.toMatch(/Domain|Secure/);
    const faithful = await startSimulator({ productionCookies: true, workouts: [] });
    expect(header(await refresh(faithful))).toMatch(
      /; Domain=\.trainingpeaks\.com; Path=\/; .*HttpOnly; Secure; SameSite=None$/,
    );
    await faithful.close();
  });
});

describe('sliding renewal', () => {
  const refresh = (cookie: string): Promise<Response> =>
    fetch(`${simulator.homeUrl}/refresh`, {
      redirect: 'manual',
      headers: { Cookie: `Production_tpAuth=${cookie}` },
    });

  it('gives a new, valid cookie', async () => {
    const answer = await refresh(simulator.cookie);
    expect(answer.status).toBe(302);
    const cookie = authCookie(answer) ?? '';
    expect(cookie).not.toBe(simulator.cookie);
    expect(await exchangeStatus(cookie)).toBe(200);
  });

  it('sends a dead cookie to the login page without a new one', async () => {
    const dead = simulator.account.addCookie();
    simulator.account.revokeCookie(dead);
    const answer = await refresh(dead);
    expect(answer.headers.get('location')).toContain('/login');
    expect(authCookie(answer)).toBeUndefined();
  });

  it('can be made to fail for a living cookie', async () => {
    simulator.faults.set({ refreshFails: true });
    expect(authCookie(await refresh(simulator.cookie))).toBeUndefined();
    expect(await exchangeStatus(simulator.cookie)).toBe(200);
  });
});

describe('the token exchange', () => {
  it('answers 401 without a valid cookie, and with an Authorization header', async () => {
    expect(await exchangeStatus('V001unknown')).toBe(401);
    expect(await exchangeStatus(simulator.cookie, { Authorization: 'Bearer x' })).toBe(401);
  });

  it('tells nothing about the athlete', async () => {
    const answer = await fetch(`${simulator.apiUrl}/users/v3/token`, {
      headers: { Cookie: `Production_tpAuth=${simulator.cookie}` },
    });
    const body = (await answer.json()) as { success: boolean; token: Record<string, unknown> };
    expect(body.success).toBe(true);
    expect(body.token).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
    expect(Object.keys(body.token)).not.toContain('athleteId');
  });

  it('ends cookies after 30 days by the clock', async () => {
    const cookie = simulator.account.addCookie();
    clock += 29 * 86_400_000;
    expect(await exchangeStatus(cookie)).toBe(200);
    clock += 2 * 86_400_000;
    expect(await exchangeStatus(cookie)).toBe(401);
  });
});
