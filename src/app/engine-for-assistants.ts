import type { Engine } from '../mcp/tool.ts';
import { AppError } from '../shared/errors.ts';
import type { Log } from '../shared/log.ts';
import type { App } from './app.ts';

const DEMO_IS_SHOWN =
  'TP Tray is showing its demo athlete. Leave the demo in the window of TP Tray, then ask again about your own training.';

/**
 * The engine that the window shows, whenever an assistant asks. When an answer turns out stale or fresh again, or
 * rests on another refresh than what is shown, the app looks too, so that the window and the assistant say the same.
 * @param answersDemo the assistant was told that it asks the demo athlete; else it never gets those numbers, which it
 *   would take for the user's
 */
export function engineForAssistants(app: App, log: Log, { answersDemo = false } = {}): Engine {
  const engine = () => app.services().engine;
  const refuseDemo = () => {
    if (app.status().demo && !answersDemo) throw new AppError('no_data', DEMO_IS_SHOWN);
  };
  return {
    log,
    now: () => engine().now(),
    snapshot: async (options) => {
      refuseDemo();
      const snapshot = await engine().snapshot(options);
      const { stale, syncedAt } = snapshot.provenance;
      const { today, sync } = app.status();
      const isStaleShown = today === null ? sync.problem !== null : today.stale;
      if (isStaleShown !== (stale !== null) || syncedAt !== sync.syncedAt) app.refreshInBackground();
      return snapshot;
    },
    session: {
      report: async (signal) => {
        refuseDemo();
        return engine().session.report(signal);
      },
      renew: (signal) => engine().session.renew(signal),
      forget: () => engine().session.forget(),
    },
  };
}
