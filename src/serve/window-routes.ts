import { serveStatic } from '@hono/node-server/serve-static';
import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { getCookie, setCookie } from 'hono/cookie';
import { stream, streamSSE } from 'hono/streaming';
import { Readable } from 'node:stream';
import { z } from 'zod';
import type { AppStatus } from '../shared/app-status.ts';
import type { EventName, Reply } from '../shared/ipc.ts';
import type { Downloads } from './downloads.ts';
import type { EventStream } from './events.ts';
import type { Sessions } from './sessions.ts';

/** What the window shows and asks. */
export interface WindowSource {
  /** Folder of the built window. */
  readonly pages: string;
  readonly answer: (name: string, request: unknown) => Promise<Reply<unknown>>;
  readonly status: () => AppStatus;
  readonly events: EventStream;
  readonly downloads: Pick<Downloads, 'take'>;
}

const COOKIE = 'tp-tray';
const LARGEST_CALL_BYTES = 64 * 1024;
const NOT_LET_IN =
  'This address opens TP Tray once, in one browser. To open it again press Enter in the terminal where TP Tray runs, or start it again.';

const Call = z.strictObject({ request: z.unknown().optional() });

/** The address that TP Tray opens: its token is exchanged for a cookie, and is gone from the address after that. */
export function entrance(sessions: Sessions): Hono {
  const routes = new Hono();
  routes.get('/', (context) => {
    const session = sessions.redeem(context.req.query('token') ?? '');
    if (session === null) return context.text(NOT_LET_IN, 403);
    const path = `/window/${session.room}/`;
    setCookie(context, COOKIE, session.key, { path, httpOnly: true, sameSite: 'Strict' });
    return context.redirect(path, 303);
  });
  return routes;
}

/** The window of a session: its page and files, its calls, and what it is told unasked. */
export function windowRoutes(
  sessions: Sessions,
  { pages, answer, status, events, downloads }: WindowSource,
): Hono {
  const routes = new Hono();
  routes.use('/:room/*', onlyWithSession(sessions));
  routes.get('/:room/', serveStatic({ root: pages, path: 'browser.html' }));
  routes.get('/:room/assets/*', serveStatic({ root: pages, rewriteRequestPath: withoutRoom }));
  routes.post('/:room/call/:name', bodyLimit({ maxSize: LARGEST_CALL_BYTES }), async (context) => {
    // Other pages cannot send this type without asking first, and nobody answers that question.
    if (context.req.header('content-type') !== 'application/json')
      return context.text('Calls are JSON.', 415);
    const call = Call.safeParse(await context.req.json().catch(() => null));
    if (!call.success) return context.text('This is no call.', 400);
    return context.json(await answer(context.req.param('name'), call.data.request));
  });
  routes.get('/:room/download/:id', (context) => {
    const file = downloads.take(context.req.param('id'));
    if (file === null) return context.text('This file was fetched already. Export it again.', 404);
    context.header('Content-Type', 'text/csv; charset=utf-8');
    context.header('Content-Disposition', `attachment; filename="${file.name}"`);
    return stream(context, (out) => out.pipe(Readable.toWeb(Readable.from(file.lines))));
  });
  routes.get('/:room/events', (context) =>
    streamSSE(context, async (stream) => {
      const ended = new Promise<void>((resolve) => stream.onAbort(resolve));
      const tell = (event: EventName, payload: unknown) =>
        stream.writeSSE({ event, data: JSON.stringify(payload) });
      const quiet = events.listen((event, payload) => void tell(event, payload));
      // A window that was cut off for a while learns what it has missed.
      await tell('app.status', status());
      await ended;
      quiet();
    }),
  );
  return routes;
}

function onlyWithSession(sessions: Sessions): MiddlewareHandler {
  return async (context, next) => {
    const key = getCookie(context, COOKIE) ?? '';
    if (!sessions.isOpen(context.req.param('room') ?? '', key)) return context.text(NOT_LET_IN, 403);
    return next();
  };
}

/** `/window/ROOM/assets/x.js` as `/assets/x.js`. */
function withoutRoom(path: string): string {
  return path.replace(/^\/window\/[^/]+/, '');
}
