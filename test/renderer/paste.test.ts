import { expect, it } from 'vitest';
import type { AppStatus } from '../../src/shared/app-status.ts';
import { openInChromium } from './open-in-chromium.ts';
import { FRESH, HALFWAY, SIGNED_IN, SIGNED_OUT } from './statuses.ts';

const open = openInChromium();

/** As `tp-tray serve` shows it: no window for the login page, and no file manager. */
const IN_BROWSER: AppStatus = { ...FRESH, shell: { signIn: 'paste', opensFolders: false } };
const PASTED = 'V001-a-pasted-cookie';

it('asks for the cookie in a field where no login page can open', async (context) => {
  const window = await open(context, IN_BROWSER);
  expect(await window.text()).toContain('from the browser in which you are signed in');
  expect(await window.text()).not.toContain('login page');
  await window.step(1).getByRole('button', { name: 'Sign in' }).click();
  const dialog = window.page.getByRole('dialog');
  const field = dialog.getByLabel('Value of Production_tpAuth');
  expect(await field.getAttribute('type')).toBe('password');
  expect(window.calls).toEqual([]);

  const refused = 'TrainingPeaks does not accept this cookie.';
  window.answersWith('session.usePastedCookie', {
    ...IN_BROWSER,
    session: { ...SIGNED_OUT, signInProblem: refused },
  });
  await field.fill(PASTED);
  await window.press('Use this cookie');
  await expect.poll(() => dialog.getByRole('alert').innerText()).toContain(refused);
  expect(await field.inputValue()).toBe('');

  window.answersWith('session.usePastedCookie', { ...HALFWAY, shell: IN_BROWSER.shell });
  await field.fill(PASTED);
  await field.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await window.page.getByRole('heading', { name: 'Signed in as Vera Held' }).waitFor();
  const pasted = { name: 'session.usePastedCookie', request: { text: PASTED } };
  expect(window.calls).toEqual([pasted, pasted]);
});

it('opens the same guide from the line over old numbers', async (context) => {
  const window = await open(context, { ...IN_BROWSER, session: { ...SIGNED_IN, state: 'expired' } });
  await window.page
    .getByRole('button', { name: /^Sign in again/ })
    .first()
    .click();
  await window.page.getByRole('dialog').getByLabel('Value of Production_tpAuth').waitFor();
  expect(window.calls).toEqual([]);
});
