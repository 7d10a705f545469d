import { createServer, request, type IncomingHttpHeaders } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

interface ProxyOptions {
  /** The server behind the proxy. */
  readonly port: number;
  readonly token: string;
  /** Names in requests that stand for others. */
  readonly names: Readonly<Record<string, string>>;
}

/**
 * Passes requests on as they are, with two additions that the conformance suite has no option for: the bearer token,
 * and our names in the place of those of its own test server.
 */
export async function startConformanceProxy({ port, token, names }: ProxyOptions) {
  const proxy = createServer((asked, answer) => {
    const forward = async () => {
      const body = Object.entries(names).reduce(
        (rest, [theirs, ours]) => rest.replaceAll(`"${theirs}"`, `"${ours}"`),
        await text(asked),
      );
      const headers = {
        ...withOurPort(asked.headers, ownPort, port),
        authorization: `Bearer ${token}`,
        'content-length': String(Buffer.byteLength(body)),
      };
      const passedOn = request({ host: '127.0.0.1', port, path: asked.url, method: asked.method, headers });
      passedOn.once('response', (response) => {
        answer.writeHead(response.statusCode ?? 0, response.headers);
        response.pipe(answer);
      });
      passedOn.once('error', () => answer.destroy());
      answer.once('close', () => passedOn.destroy());
      passedOn.end(body);
    };
    forward().catch(() => answer.destroy());
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const { port: ownPort } = proxy.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${ownPort}/mcp`,
    close: () => {
      proxy.closeAllConnections();
      proxy.close();
    },
  };
}

/** `Host` and `Origin` name the port that the client sees. */
function withOurPort(headers: IncomingHttpHeaders, theirs: number, ours: number): IncomingHttpHeaders {
  const changed = { ...headers };
  for (const name of ['host', 'origin'] as const)
    if (changed[name] !== undefined) changed[name] = changed[name].replace(`:${theirs}`, `:${ours}`);
  return changed;
}
