import { request as send, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { type HttpAnswer, readResponse, writeResponse } from './authorization-response.ts';
import { type DocumentSwitch, sendFaulty } from './documents.ts';
import type { FaultContext } from './faults/fault.ts';
import type { FaultsElsewhere } from './elsewhere.ts';
import { faultOf } from './faults/index.ts';
import type { Handler, Heard } from './listener.ts';
import type { Login } from './login.ts';
import { nonceHeader } from './provider.ts';
import type { ServerClockSwitch } from './server-clock.ts';

export interface HopOptions {
  readonly issuer: string;
  /** The loopback port of the authorization server itself. */
  readonly upstreamPort: number;
  readonly documents: DocumentSwitch;
  readonly clock: ServerClockSwitch;
  readonly loginOf: (nonce: unknown) => Login | undefined;
  /** What is broken in the responses to logins that are none of the site's. */
  readonly elsewhere: FaultsElsewhere;
  readonly faultContext: (login: Pick<Login, 'client'>) => Promise<FaultContext>;
}

/**
 * The reverse proxy that the browser takes for the issuer. It passes everything through, but breaks the response
 * of a login that was started with a fault, and the documents that are to be faulty.
 */
export function hop(options: HopOptions): Handler {
  const { issuer, upstreamPort, documents, clock, loginOf, elsewhere, faultContext } = options;
  return async (heard, response) => {
    const answer = clock.dated(await forward(heard, issuer, upstreamPort));
    const { pathname } = new URL(heard.url, issuer);
    if (pathname === '/token') heard.tokens = answer.body;
    const documentFault = documents.faultAt(pathname);
    if (documentFault !== undefined) return sendFaulty(response, documentFault, answer);

    const { [nonceHeader]: nonce, ...headers } = answer.headers;
    const login = loginOf(nonce);
    const isChanged = login === undefined ? elsewhere.isSet : login.fault !== undefined || clock.ahead !== 0;
    const authorization = isChanged ? readResponse(answer, issuer) : undefined;
    if (authorization === undefined) return respond(response, { ...answer, headers });
    const context = await faultContext(login ?? {});
    const timed = login ? await clock.timed(authorization, context) : authorization;
    const fault = login ? login.fault : elsewhere.faultIn(authorization);
    const broken = fault === undefined ? timed : await faultOf(fault).apply(timed, context);
    const cookies = headers['set-cookie'];
    const written = writeResponse(broken);
    // A form with an error in it is a 400 here as it is without the hop.
    const status = written.status === 200 && answer.status !== 303 ? answer.status : written.status;
    return respond(response, {
      ...written,
      status,
      headers: { ...written.headers, ...(cookies === undefined ? {} : { 'set-cookie': cookies }) },
    });
  };
}

function respond(response: ServerResponse, { status, headers, body }: HttpAnswer): void {
  response.writeHead(status, headers).end(body);
}

/**
 * Asks the server what the hop was asked. oidc-provider makes the URLs in its metadata out of the Host header: they
 * are to be the issuer's by whatever name the hop was reached.
 */
function forward(heard: Heard, issuer: string, port: number): Promise<HttpAnswer> {
  const { method, url, body } = heard;
  const headers = { ...heard.headers, host: new URL(issuer).host };
  return new Promise((resolve, reject) => {
    const read = async (answer: IncomingMessage): Promise<void> => {
      const { statusCode = 502, headers } = answer;
      resolve({ status: statusCode, headers, body: await text(answer) });
    };
    const request = send({ host: '127.0.0.1', port, method, path: url, headers, agent: false }, (answer) => {
      read(answer).catch(reject);
    });
    request.once('error', reject);
    request.end(body);
  });
}
