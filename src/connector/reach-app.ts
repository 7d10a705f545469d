import type { Socket } from 'node:net';
import { setImmediate as turn, setTimeout as delay } from 'node:timers/promises';
import type { ConnectorAddress } from './address.ts';
import { connectToApp } from './client.ts';

/** An app that is not held up answers within a few milliseconds. */
const PROMPT_WITHIN_MILLISECONDS = 300;

/**
 * The running tray app, or what answers in its place. An app that is slow to let us in is waited for as long as it
 * takes to prepare the stand-in, and no longer: one that is busy is then still found, since whatever slows the
 * computer slows that too, and one that hangs costs next to nothing.
 * @param prepare begun only when no app is there or it is slow
 */
export async function appOrStandIn<StandIn>(
  address: ConnectorAddress,
  prepare: () => Promise<StandIn>,
): Promise<{ readonly app: Socket } | { readonly standIn: StandIn }> {
  const patience = new AbortController();
  const arrival = connectToApp(address, patience.signal);
  const prompt = await Promise.race([arrival, delay(PROMPT_WITHIN_MILLISECONDS, null, { ref: false })]);
  if (prompt !== null) return { app: prompt };
  try {
    const standIn = await prepare();
    // An answer that came while code was loaded and nothing was read is taken in by the next whole turn of the loop.
    await turn();
    await turn();
    patience.abort();
    const app = await arrival;
    return app === null ? { standIn } : { app };
  } finally {
    patience.abort();
  }
}
