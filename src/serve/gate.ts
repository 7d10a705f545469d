import type { MiddlewareHandler } from 'hono';

/** What a browser says about who asked: this very page, or the user in the address bar. */
const OWN_SITES = ['same-origin', 'none'];

/**
 * Lets only requests through that were meant for this server and that no other page made. A page of the web that
 * points a name of its own at 127.0.0.1 betrays itself by `Host`, one that asks across origins by `Origin` and
 * `Sec-Fetch-Site`. Programs send neither of the two.
 */
export function onlyOwnPages(ownHosts: () => readonly string[]): MiddlewareHandler {
  return async (context, next) => {
    const host = context.req.header('host') ?? '';
    if (!ownHosts().includes(host)) return context.text('This is not the address of TP Tray.', 403);
    const origin = context.req.header('origin');
    const site = context.req.header('sec-fetch-site');
    const isOwn = origin === undefined || origin === `http://${host}`;
    if (!isOwn || (site !== undefined && !OWN_SITES.includes(site)))
      return context.text(
        'Another page asked for this. Copy the address into the address bar of your browser.',
        403,
      );
    return next();
  };
}
