import { expect, test } from 'vitest';
import { makeApp, startAccount, until } from './lab.ts';

test('a pasted cookie is refused where TrainingPeaks’ own login page can open', async () => {
  const { openServices, keychain, simulator } = await startAccount({ signedIn: false });
  const { app } = makeApp(openServices);
  app.start();
  await until(app, ({ session }) => session.state === 'signed_out');
  await expect(app.usePastedCookie(simulator.cookie)).rejects.toMatchObject({ code: 'not_permitted' });
  expect(keychain.cookie).toBeNull();
  expect(app.status().session.state).toBe('signed_out');
});
