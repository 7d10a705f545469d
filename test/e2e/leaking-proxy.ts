import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Simulator } from '../../src/demo/server.ts';

/** How the proxy answers a data call instead of passing it on. `secrets` holds the cookie and the tokens. */
export type Leak = (response: ServerResponse, secrets: string, request: IncomingMessage) => void;

export interface LeakingProxy {
  readonly apiUrl: string;
  readonly homeUrl: string;
  readonly analysisUrl: string;
  /** Every bearer and refresh token that was handed out, and every bearer that was sent. */
  readonly tokens: ReadonlySet<string>;
  /** Answers that carried the secrets. */
  readonly leaked: number;
  /** Answers data calls with the leak from now on; null passes them on again. */
  leak(leak: Leak | null): void;
  close(): void;
}

const TOKEN_PATH = '/tpapi/users/v3/token';

/** Stands before a simulated TrainingPeaks, sees what is secret, and can answer with all of it. */
export async function startLeakingProxy(simulator: Simulator): Promise<LeakingProxy> {
  const behind = new URL(simulator.apiUrl).origin;
  const tokens = new Set<string>();
  let leaked = 0;
  let present: Leak | null = null;

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pieces: Buffer[] = [];
    for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece);
    const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (bearer !== undefined) tokens.add(bearer);
    if (present !== null && request.url !== TOKEN_PATH) {
      leaked += 1;
      present(response, [simulator.cookie, ...tokens].join(' '), request);
      return;
    }
    const body = Buffer.concat(pieces);
    const answer = await fetch(behind + (request.url ?? '/'), {
      method: request.method ?? 'GET',
      headers: forwarded(request),
      body: body.length === 0 ? null : body,
      redirect: 'manual',
    });
    const text = await answer.text();
    if (request.url === TOKEN_PATH) {
      for (const [, token = ''] of text.matchAll(/"(?:access|refresh)_token":"([^"]+)"/g)) tokens.add(token);
    }
    const type = answer.headers.get('content-type');
    response.writeHead(answer.status, type === null ? {} : { 'Content-Type': type }).end(text);
  }

  const server = createServer((request, response) => {
    pass(request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const origin = `http://127.0.0.1:${String(typeof address === 'object' ? address?.port : '')}`;
  return {
    apiUrl: `${origin}/tpapi`,
    homeUrl: `${origin}/home`,
    analysisUrl: `${origin}/peaksware`,
    tokens,
    get leaked() {
      return leaked;
    },
    leak: (leak) => {
      present = leak;
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function forwarded({ headers }: IncomingMessage): Record<string, string> {
  const { authorization, cookie, 'content-type': type } = headers;
  return {
    ...(authorization === undefined ? {} : { authorization }),
    ...(cookie === undefined ? {} : { cookie }),
    ...(type === undefined ? {} : { 'content-type': type }),
  };
}
