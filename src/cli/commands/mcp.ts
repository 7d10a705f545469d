import { connectorAddress } from '../../connector/address.ts';
import { pipeToApp } from '../../connector/pipe.ts';
import { appOrStandIn } from '../../connector/reach-app.ts';
import { dataFolder } from '../../environment.ts';
import { keepProcessSmall } from '../small-process.ts';

// Beside a running app this process is a pipe, and stays as small as one.
const loadEngine = () => import('../serve-here.ts');

/**
 * Serves MCP on standard input and output until the client closes them: through the running tray app, or,
 * when none is running, in this process from the same history and keychain. It never starts a window.
 */
export async function serveMcp({ demo }: { demo: boolean }): Promise<void> {
  const self = keepProcessSmall();
  // A cookie in the environment may be another athlete's than the app's.
  const isOwnWorld = demo || (process.env['TP_AUTH_COOKIE'] ?? '') !== '';
  const found = isOwnWorld
    ? { standIn: await loadEngine() }
    : await appOrStandIn(connectorAddress(dataFolder(process.env)), loadEngine);
  if ('app' in found) pipeToApp(found.app, process.stdin, process.stdout, () => process.exit(0));
  else found.standIn.serveHere(demo, self);
}
