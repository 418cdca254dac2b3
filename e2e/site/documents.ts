import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { HttpAnswer } from './authorization-response.ts';
import { members } from './jws.ts';

/** A key as the server publishes it. */
type Jwk = Readonly<Record<string, unknown>>;

/** What can be wrong with a document of the issuer. */
export type DocumentFault =
  | 'status-500'
  | 'status-404'
  /** The connection is reset before anything is said. */
  | 'reset'
  | 'not-json'
  /** The true document with 10 MB more in it. */
  | 'huge'
  /** Starts and never ends. */
  | 'endless'
  /** Some kB that unpack to 100 MB. */
  | 'bomb'
  /** The true document, called a picture. */
  | 'wrong-type'
  /** The connection stays open and silent. */
  | 'stalled'
  /** The true document, so many milliseconds late. */
  | { readonly delay: number }
  /** The true document, a byte at a time with so many milliseconds between. */
  | { readonly drip: number }
  /** The true JWKS with other keys, made of those in it. */
  | { readonly keys: (published: readonly Jwk[]) => readonly unknown[] }
  /** 302 to there. */
  | { readonly redirect: string }
  /** The true document with these members changed; `undefined` removes one. */
  | { readonly members: Readonly<Record<string, unknown>> }
  /** This instead. */
  | { readonly json: unknown };

const paths = {
  jwks: '/jwks',
  'openid-configuration': '/.well-known/openid-configuration',
  'oauth-authorization-server': '/.well-known/oauth-authorization-server',
} as const;

type DocumentName = keyof typeof paths;

/** `metadata` stands for both well-known places; one named by itself goes before. */
export type DocumentFaults = { readonly [Name in DocumentName | 'metadata']?: DocumentFault | undefined };

export interface Documents {
  /** From now on these are wrong and the others right. */
  set(faults: DocumentFaults): void;
  /** From now on all are right. */
  reset(): void;
}

export interface DocumentSwitch extends Documents {
  faultAt(pathname: string): DocumentFault | undefined;
}

/** All documents right, until told otherwise. */
export function documentSwitch(): DocumentSwitch {
  let faults: DocumentFaults = {};
  return {
    set(wanted) {
      faults = wanted;
    },
    reset() {
      faults = {};
    },
    faultAt(pathname) {
      if (pathname === paths.jwks) return faults.jwks;
      if (pathname === paths['openid-configuration'])
        return faults['openid-configuration'] ?? faults.metadata;
      if (pathname !== paths['oauth-authorization-server']) return undefined;
      return faults['oauth-authorization-server'] ?? faults.metadata;
    },
  };
}

const json = { 'content-type': 'application/json' };

/** Sends the document the wrong way; `truth` is how the server itself answered. */
export function sendFaulty(response: ServerResponse, fault: DocumentFault, truth: HttpAnswer): void {
  const send = (body: string): void => void response.writeHead(200, json).end(body);
  if (fault === 'status-500') response.writeHead(500, json).end('{"error":"server_error"}');
  else if (fault === 'status-404') response.writeHead(404, json).end('{"error":"not_found"}');
  else if (fault === 'reset') response.socket?.resetAndDestroy();
  else if (fault === 'not-json') send('<!doctype html><title>Maintenance</title>');
  else if (fault === 'huge') send(changed(truth, { padding: 'x'.repeat(10_000_000) }));
  else if (fault === 'endless') sendForever(response);
  else if (fault === 'stalled') return;
  else if (fault === 'bomb') response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(bomb());
  else if (fault === 'wrong-type') response.writeHead(200, { 'content-type': 'image/png' }).end(truth.body);
  else if ('drip' in fault) drip(response, fault.drip, truth.body);
  else if ('keys' in fault) send(changed(truth, { keys: fault.keys(publishedIn(truth)) }));
  else if ('delay' in fault) late(response, fault.delay, () => send(truth.body));
  else if ('redirect' in fault) response.writeHead(302, { location: fault.redirect }).end();
  else if ('members' in fault) send(changed(truth, fault.members));
  else send(JSON.stringify(fault.json));
}

const changed = (truth: HttpAnswer, change: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({ ...members(truth.body), ...change });

function publishedIn({ body }: HttpAnswer): readonly Jwk[] {
  const { keys } = members(body);
  return Array.isArray(keys) ? keys : [];
}

let packed: Buffer | undefined;
const bomb = (): Buffer => (packed ??= gzipSync(Buffer.alloc(100_000_000, ' ')));

/** Both what takes long to come whole and what keeps a connection busy. */
function drip(response: ServerResponse, milliseconds: number, text: string): void {
  response.writeHead(200, json);
  let at = 0;
  const timer = setInterval(() => {
    if (at === text.length) response.end();
    else response.write(text.charAt(at));
    at += 1;
  }, milliseconds);
  response.once('close', () => clearInterval(timer));
}

function late(response: ServerResponse, milliseconds: number, send: () => void): void {
  const timer = setTimeout(send, milliseconds);
  response.once('close', () => clearTimeout(timer));
}

function sendForever(response: ServerResponse): void {
  const blank = ' '.repeat(64 * 1024);
  const more = (): void => {
    if (response.destroyed) return;
    // Only as fast as it is read: nothing piles up here.
    if (response.write(blank)) setImmediate(more);
    else response.once('drain', more);
  };
  response.writeHead(200, json).write('{"keys":[');
  more();
}
