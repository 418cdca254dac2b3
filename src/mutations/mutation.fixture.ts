import { type JWK, base64url } from 'jose';
import type { Field } from '../records.ts';
import { type Flow, type Token, withClaims } from './flow.fixture.ts';
import { signInput } from './sign.fixture.ts';

/** One fault, the hand that makes it, and exactly what must be found then. */
export interface Mutation {
  readonly name: string;
  /** What is wrong then, in words. */
  readonly breaks: string;
  /** Which flows it can be made in; all where left out. */
  readonly in?: (flow: Flow) => boolean;
  readonly apply: (flow: Flow) => Flow;
  /** Everything that fails or warns, as `outcome check code`; by flow where it depends on it. */
  readonly raises: readonly string[] | ((flow: Flow) => readonly string[]);
}

export const isJwt = ({ jwt }: Flow): boolean => jwt !== null;
export const isPlain = ({ jwt }: Flow): boolean => jwt === null;
export const hasIdToken = ({ idToken }: Flow): boolean => idToken !== null;
/** Findings of an ID token that shares the fault, where there is one. */
export const ofIdToken = (flow: Flow, ...findings: readonly string[]): readonly string[] =>
  hasIdToken(flow) ? findings : [];
export const isEncrypted = ({ jwe }: Flow): boolean => jwe !== null;

/** Changes the signed JWT. */
export function inJwt(flow: Flow, change: (token: Token) => Token): Flow {
  if (!flow.jwt) throw new Error(`${flow.name} has no JWT`);
  return { ...flow, jwt: change(flow.jwt) };
}

/** Changes members of the JWT's header; `undefined` takes one out. */
export function withHeader(flow: Flow, changes: Readonly<Record<string, unknown>>): Flow {
  return inJwt(flow, (token) => ({ ...token, header: { ...token.header, ...changes } }));
}

/** Changes claims of the JWT, signed again; a JWE's header that replicates them follows (RFC 7519 5.3). */
export function withClaim(flow: Flow, changes: Readonly<Record<string, unknown>>): Flow {
  const changed = inJwt(flow, (token) => withClaims(token, changes));
  if (!flow.jwe) return changed;
  const { header } = flow.jwe;
  const replicated = Object.entries(changes).filter(([name]) => name in header);
  return { ...changed, jwe: { ...flow.jwe, header: { ...header, ...Object.fromEntries(replicated) } } };
}

/** Changes one response parameter, in the JWT or in the clear; `undefined` takes it out. */
export function withMember(flow: Flow, name: string, value: string | undefined): Flow {
  return flow.jwt
    ? withClaim(flow, { [name]: value })
    : { ...flow, plain: replaced(flow.plain, name, value) };
}

/** Changes one parameter of the request; `undefined` takes it out. */
export function withRequest(flow: Flow, name: string, value: string | undefined): Flow {
  return { ...flow, request: replaced(flow.request, name, value) };
}

/** The flow of a client that authenticates itself: what is a failure of a public one is less of one there. */
export function ofConfidentialClient(flow: Flow): Flow {
  return { ...flow, client: { ...flow.client, token_endpoint_auth_method: 'private_key_jwt' } };
}

function replaced(fields: readonly Field[], name: string, value: string | undefined): Field[] {
  const others = fields.filter(([key]) => key !== name);
  return value === undefined ? others : [...others, [name, value]];
}

/** The value of one response parameter, in the JWT or in the clear. */
export function memberOf(flow: Flow, name: string): unknown {
  const read: unknown = flow.jwt && JSON.parse(flow.jwt.payload);
  if (typeof read === 'object' && read !== null) return new Map(Object.entries(read)).get(name);
  return new Map(flow.plain).get(name);
}

/** Replaces the encoded parts of the JWT before it is signed: what is wrong stands inside the signature. */
export function withParts(
  flow: Flow,
  change: (parts: { header: string; payload: string }) => { header: string; payload: string },
): Flow {
  return inJwt(flow, (token) => ({
    ...token,
    finish: (compact) => {
      const [header = '', payload = ''] = compact.split('.');
      const parts = change({ header, payload });
      return signInput(`${parts.header}.${parts.payload}`, token.key);
    },
  }));
}

/** Replaces the signature of the JWT, after signing. */
export function withSignature(flow: Flow, change: (bytes: Uint8Array) => Uint8Array | string): Flow {
  return inJwt(flow, (token) => ({
    ...token,
    finish: (compact) => {
      const [header = '', payload = '', signature = ''] = compact.split('.');
      const changed = change(base64url.decode(signature));
      return [header, payload, typeof changed === 'string' ? changed : base64url.encode(changed)].join('.');
    },
  }));
}

/** Flips one bit. */
export function flipped(bytes: Uint8Array, at = 0): Uint8Array {
  return bytes.map((byte, index) => (index === at ? byte ^ 1 : byte));
}

export const encode = (text: string | Uint8Array): string => base64url.encode(text);

/** A key as it is published. */
export function publicPart({ d: _d, p: _p, q: _q, dp: _dp, dq: _dq, qi: _qi, ...published }: JWK): JWK {
  return published;
}
