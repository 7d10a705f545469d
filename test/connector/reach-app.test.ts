import { existsSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { appOrStandIn } from '../../src/connector/reach-app.ts';
import { atTheEnd, startHost, temporaryAddress } from './lab.ts';
import { startStandInApp } from './stand-in-app.ts';

const STAND_IN = { name: 'stand-in' };

describe('the app or what stands in for it', () => {
  it('is the app when it answers, and nothing else is prepared', async () => {
    const address = temporaryAddress();
    await startHost(address);
    const prepare = vi.fn(() => Promise.resolve(STAND_IN));
    const found = await appOrStandIn(address, prepare);
    if ('app' in found) atTheEnd(() => void found.app.destroy());
    expect(found).toHaveProperty('app');
    expect(prepare).not.toHaveBeenCalled();
  });

  it('is the stand-in when no app is running', async () => {
    expect(await appOrStandIn(temporaryAddress(), () => Promise.resolve(STAND_IN))).toEqual({
      standIn: STAND_IN,
    });
  });

  it('is the stand-in as soon as that is ready when the app hangs', async () => {
    const address = temporaryAddress();
    const app = await startStandInApp(address);
    app.process.kill('SIGSTOP');
    expect(await appOrStandIn(address, () => Promise.resolve(STAND_IN))).toEqual({ standIn: STAND_IN });
  });

  it('is the app when it is only slow, and lets us in before the stand-in is ready', async () => {
    const address = temporaryAddress();
    const app = await startStandInApp(address);
    const found = await appOrStandIn(address, async () => {
      app.answer();
      await vi.waitFor(() => expect(existsSync(app.answered)).toBe(true), 20_000);
      return STAND_IN;
    });
    if ('app' in found) atTheEnd(() => void found.app.destroy());
    expect(found).toHaveProperty('app');
  });

  it('is the app when its answer came while code was loaded and nothing else could happen', async () => {
    const address = temporaryAddress();
    const app = await startStandInApp(address);
    const found = await appOrStandIn(address, () => {
      app.answer();
      return holdUp(() => existsSync(app.answered));
    });
    if ('app' in found) atTheEnd(() => void found.app.destroy());
    expect(found).toHaveProperty('app');
  });

  it('is neither when the stand-in fails', async () => {
    const address = temporaryAddress();
    const app = await startStandInApp(address);
    const broken = new Error('broken');
    await expect(appOrStandIn(address, () => Promise.reject(broken))).rejects.toBe(broken);
    expect(app.process.exitCode).toBeNull();
  });
});

/** Keeps the thread, as the evaluation of modules does, until something is so. */
async function holdUp(isSo: () => boolean): Promise<typeof STAND_IN> {
  // What was written before must leave this process first.
  await new Promise((resolve) => setImmediate(resolve));
  const latest = Date.now() + 20_000;
  while (!isSo() && Date.now() < latest);
  return STAND_IN;
}
