import { net, protocol } from 'electron';
import { pathToFileURL } from 'node:url';
import { fileOf, SCHEME } from './page-address.ts';

/** Must be called before the app is ready. */
export function declarePages(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the files of the built window, and nothing outside their folder. */
export function servePages(folder: string): void {
  protocol.handle(SCHEME, ({ url, method }) => {
    const file = method === 'GET' ? fileOf(url, folder) : null;
    return file === null ? new Response(null, { status: 404 }) : net.fetch(pathToFileURL(file).href);
  });
}
