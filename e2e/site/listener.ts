import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { text } from 'node:stream/consumers';
import type { Certificate } from './certificate.ts';

/** One request as a listener received it. `body` is filled once it has been read, `''` until then. */
export interface Heard {
  /** When it came, in milliseconds since 1970 with fractions. */
  readonly at: number;
  readonly method: string;
  /** Path and query, as on the request line. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  body: string;
  /** What the issuer answered, where it was asked for tokens. */
  tokens?: string;
}

export interface Bound {
  readonly port: number;
  /** How many connections were opened to it. */
  readonly connections: number;
  close(): Promise<void>;
}

export interface Listener extends Bound {
  /** `http://<host>:<port>`, no slash at the end; `https:` where it speaks TLS. */
  readonly origin: string;
  /** Every request since the start, oldest first; noted before it is answered. */
  readonly heard: readonly Heard[];
}

export interface ListenerOptions {
  /** The host in `origin`; the socket is bound to 127.0.0.1 whatever it says. Default `localhost`. */
  readonly host?: string | undefined;
  /** Default: one that is free. */
  readonly port?: number | undefined;
  /** With this one it speaks TLS. */
  readonly certificate?: Certificate | undefined;
}

export type Handler = (heard: Heard, response: ServerResponse, request: IncomingMessage) => unknown;

// A 1 MB response in the query is a request line of 1 MB; Node's default limit is 16 KB.
const maxHeaderSize = 4 * 1024 * 1024;

/** Binds an HTTP server, with a certificate an HTTPS one, to 127.0.0.1. `close` cuts what is still open. */
export async function bind(answer: RequestListener, port = 0, certificate?: Certificate): Promise<Bound> {
  const server = certificate
    ? createTlsServer({ maxHeaderSize, ...certificate }, answer)
    : createServer({ maxHeaderSize }, answer);
  let connections = 0;
  server.on('connection', () => (connections += 1));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening on TCP');
  return {
    port: address.port,
    get connections() {
      return connections;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/**
 * A listener that keeps a log. It answers with 204, and after `serve` with that handler, so that its address can
 * be known before its handler is made. What a handler throws becomes a 500 with its message.
 */
export async function listen(
  options: ListenerOptions = {},
): Promise<Listener & { serve(handler: Handler): void }> {
  const heard: Heard[] = [];
  let handler: Handler = (_heard, response) => response.writeHead(204).end();
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = '', url = '', headers } = request;
    const at = performance.timeOrigin + performance.now();
    const entry: Heard = { at, method, url, headers, body: '' };
    heard.push(entry);
    try {
      entry.body = await text(request);
      await handler(entry, response, request);
    } catch (error) {
      if (response.headersSent) response.destroy();
      else response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error));
    }
  };
  const { port, certificate, host = 'localhost' } = options;
  const bound = await bind((request, response) => void answer(request, response), port, certificate);
  const scheme = certificate ? 'https' : 'http';
  return Object.assign(bound, {
    origin: `${scheme}://${host}:${bound.port}`,
    heard,
    serve: (wanted: Handler) => {
      handler = wanted;
    },
  });
}

/**
 * A loopback listener that answers everything with 204 and records it: what is to be proved not to be
 * fetched is pointed at it, and `heard` must stay empty.
 */
export function startListener(options: ListenerOptions = {}): Promise<Listener> {
  return listen(options);
}

/**
 * A loopback port on which nothing listens: connections to it are refused. It lies below those that systems give to
 * whoever asks for any.
 */
export const refusedPort = 21_999;
