import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

/** An answer read to its end. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array;
}

export interface HttpQuestion {
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly signal: AbortSignal;
}

/** More than any answer holds; a compressed one must not fill the memory. */
const LARGEST_BODY_BYTES = 256 * 1024 * 1024;

const decompress = promisify(gunzip);

/**
 * Asks once and reads the whole answer; redirects are not followed. Not by `fetch`, whose own HTTP
 * implementation would take a quarter of the memory of the process (14 MiB).
 * @throws what the network, a cut body or the signal gives as a reason
 */
export async function exchangeHttp(address: string, question: HttpQuestion): Promise<HttpAnswer> {
  const response = await responseTo(new URL(address), question);
  const pieces: Buffer[] = [];
  for await (const piece of response as AsyncIterable<Buffer>) pieces.push(piece);
  const body = Buffer.concat(pieces);
  const isCompressed = response.headers['content-encoding'] === 'gzip' && body.length > 0;
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    body: isCompressed ? await decompress(body, { maxOutputLength: LARGEST_BODY_BYTES }) : body,
  };
}

async function responseTo(
  url: URL,
  { method, headers, body, signal }: HttpQuestion,
): Promise<IncomingMessage> {
  // Loaded with the first request: an answer from the local history needs neither.
  const { request } = await (url.protocol === 'https:' ? import('node:https') : import('node:http'));
  return new Promise((resolve, reject) => {
    const options = { method, signal, headers: { 'Accept-Encoding': 'gzip', ...headers } };
    request(url, options).once('response', resolve).on('error', reject).end(body);
  });
}
