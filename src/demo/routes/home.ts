import { AUTH_COOKIE, cookieValue, DEMO_PASSWORD, DEMO_SECOND_FACTOR, FORGERY_COOKIE } from '../auth.ts';
import { DEMO_USER_NAME } from '../auth.ts';
import { empty, html } from '../reply.ts';
import type { Reply } from '../reply.ts';
import type { DemoRequest, Route } from '../router.ts';
import type { SimulatorState } from '../state.ts';

const LOGIN_PATH = '/home/login';
const APP_PATH = '/app/';
const COOKIE_LIFETIME_MILLISECONDS = 30 * 86_400_000;

/** The pages of `home`: login form, sliding renewal; and the page of the web app a login ends on. */
export function homeRoutes(state: SimulatorState): Route[] {
  return [
    { method: 'GET', pattern: LOGIN_PATH, handler: () => loginPage(state, '') },
    { method: 'POST', pattern: LOGIN_PATH, handler: (request) => logIn(state, request) },
    { method: 'GET', pattern: '/home/refresh', handler: (request) => refresh(state, request) },
    { method: 'GET', pattern: APP_PATH, handler: (request) => appPage(state, request) },
  ];
}

function logIn(state: SimulatorState, request: DemoRequest): Reply {
  const form = new URLSearchParams(request.body);
  const formCookie = cookieValue(request.headers.cookie, FORGERY_COOKIE);
  if (!state.auth.isFormGenuine(formCookie, form.get(FORGERY_COOKIE))) {
    return html(page('Error', '<p>The required anti-forgery token is missing or wrong.</p>'), 400);
  }
  const known = [DEMO_USER_NAME, 'demo@example.test'].includes(form.get('Username') ?? '');
  if (!known || form.get('Password') !== DEMO_PASSWORD) {
    return loginPage(
      state,
      '<div class="validation-summary-errors"><ul><li>The username or password is not correct.</li></ul></div>',
    );
  }
  if (state.faults.take('loginCaptcha', LOGIN_PATH) !== null && form.get('CaptchaToken') === '') {
    return loginPage(state, '<p>Please show that you are not a robot.</p>', { captcha: true });
  }
  const code = form.get('MfaCode');
  if (state.faults.peek('loginSecondFactor', LOGIN_PATH) !== null && code !== DEMO_SECOND_FACTOR) {
    return loginPage(state, '<p>Enter the verification code of your authenticator.</p>', {
      secondFactor: true,
    });
  }
  return empty(302, { Location: APP_PATH, 'Set-Cookie': sessionCookies(state) });
}

function refresh(state: SimulatorState, request: DemoRequest): Reply {
  const isAlive = state.auth.isCookieValid(cookieValue(request.headers.cookie, AUTH_COOKIE));
  const refused = state.faults.take('refreshFails', request.path) !== null;
  if (!isAlive || refused) return empty(302, { Location: LOGIN_PATH });
  return empty(302, { Location: APP_PATH, 'Set-Cookie': sessionCookies(state) });
}

function appPage(state: SimulatorState, request: DemoRequest): Reply {
  if (!state.auth.isCookieValid(cookieValue(request.headers.cookie, AUTH_COOKIE))) {
    return empty(302, { Location: LOGIN_PATH });
  }
  return html(page('Demo account', '<p>You are signed in to the demo account.</p>'));
}

function sessionCookies(state: SimulatorState): string[] {
  const expires = new Date(state.now() + COOKIE_LIFETIME_MILLISECONDS).toUTCString();
  const where = state.productionCookies ? 'Domain=.trainingpeaks.com; Path=/' : 'Path=/';
  const flags = state.productionCookies ? 'HttpOnly; Secure; SameSite=None' : 'HttpOnly; SameSite=Lax';
  return [
    `${AUTH_COOKIE}=${state.auth.addCookie()}; ${where}; Expires=${expires}; ${flags}`,
    `ajs_user_id=${String(state.account.athleteId)}; ${where}; Expires=${expires}`,
  ];
}

function loginPage(
  state: SimulatorState,
  notice: string,
  demands: { captcha?: boolean; secondFactor?: boolean } = {},
): Reply {
  const pair = state.auth.openForm();
  const secondFactor =
    demands.secondFactor === true
      ? `<select name="SelectedMfaMethod"><option value="Authenticator">Authenticator</option></select>
<input id="MfaCode" name="MfaCode" inputmode="numeric" autocomplete="one-time-code">`
      : '<input type="hidden" name="SelectedMfaMethod" value="">';
  const form = `${notice}
<form name="login-form" method="post" action="${LOGIN_PATH}">
<input type="hidden" name="${FORGERY_COOKIE}" value="${pair.field}">
<input type="hidden" name="CaptchaHidden" value="${demands.captcha === true ? 'true' : ''}">
<input type="hidden" name="CaptchaToken" value="">
<input type="hidden" name="Attempts" value="">
<label>Username <input id="Username" name="Username" value="${DEMO_USER_NAME}"></label>
<label>Password <input id="Password" name="Password" type="password"></label>
${secondFactor}
<button type="submit">Log in</button>
</form>
<p>Demo account: ${DEMO_USER_NAME}, ${DEMO_PASSWORD}</p>`;
  const flags = state.productionCookies ? 'HttpOnly; Secure' : 'HttpOnly; SameSite=Lax';
  return html(page('Log in', form), 200, {
    'Set-Cookie': `${FORGERY_COOKIE}=${pair.cookie}; Path=/; ${flags}`,
  });
}

function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title} | Simulated TrainingPeaks</title></head>
<body><h1>${title}</h1>
${content}
</body></html>`;
}
