import { type Client, signingAlgorithms } from '../client.ts';
import { issuerProblem } from '../issuer/metadata.ts';
import { type Compact, readCompact, textMember } from '../jose/compact.ts';
import { encryptionNames, managementNames } from '../jose/encryption-algorithms.ts';
import type { JsonPart } from '../jose/json.ts';
import { valueOf } from '../read/parameters.ts';
import type { ReadResponse } from '../read/response.ts';

/** What of a client a response shows, by how its JWTs are protected. */
export type SeenAlgorithms = Partial<
  Pick<
    Client,
    | 'authorization_signed_response_alg'
    | 'authorization_encrypted_response_alg'
    | 'authorization_encrypted_response_enc'
    | 'id_token_signed_response_alg'
  >
>;

/** What a response claims of its client and server. None of it was verified. */
export interface ResponseFacts {
  /** The audience of its JWT; null where it has none, several, or is encrypted. */
  readonly client_id: string | null;
  /** The `iss` of its JWT, or beside its parameters (RFC 9207), and where it stood. */
  readonly issuer: { readonly text: string; readonly from: 'response' | 'id_token' } | null;
  /** How it travelled, by the names of JARM 2.3 and of OAuth's response modes. */
  readonly response_mode: string;
  readonly algorithms: SeenAlgorithms;
}

/** The longest issuer or audience that is taken for one, in characters. */
const limit = 2000;

/** What a response claims; null where it carries no JWT, code, token or error. */
export function responseFacts({ parameters, channel }: ReadResponse): ResponseFacts | null {
  const value = (name: string) => valueOf(parameters, name);
  const jwt = compactIn(value('response'));
  const idToken = compactIn(value('id_token'));
  const answers = ['code', 'error', 'id_token', 'access_token'];
  if (!jwt && !answers.some((name) => value(name) !== undefined)) return null;
  const [payload, idPayload] = [payloadOf(jwt), payloadOf(idToken)];
  // An encrypted JWT may repeat its claims in its header (RFC 7519 5.3).
  const iss = jwt ? textIn(payload ?? headerOf(jwt), 'iss') : value('iss');
  return {
    client_id: audienceIn(payload) ?? audienceIn(idPayload),
    issuer: issuerFrom('response', iss) ?? issuerFrom('id_token', textIn(idPayload, 'iss')),
    response_mode: jwt ? `${channel}.jwt` : channel,
    algorithms: { ...responseAlgorithms(jwt), ...idTokenAlgorithm(idToken) },
  };
}

function compactIn(text: string | undefined): Exclude<Compact, { form: 'other' }> | null {
  const compact = text === undefined ? null : readCompact(text);
  return compact === null || compact.form === 'other' ? null : compact;
}

type Jwt = ReturnType<typeof compactIn>;

function headerOf(jwt: Jwt): JsonPart | null {
  return jwt && jwt.header;
}

function payloadOf(jwt: Jwt): JsonPart | null {
  return jwt?.form === 'jws' ? jwt.payload : null;
}

function textIn(part: JsonPart | null, name: string): string | undefined {
  return part ? textMember(part, name) : undefined;
}

function audienceIn(part: JsonPart | null): string | null {
  const aud = part?.members['aud'];
  const only: unknown = Array.isArray(aud) && aud.length === 1 ? aud[0] : aud;
  return typeof only === 'string' && only !== '' && only.length <= limit ? only : null;
}

function issuerFrom(from: 'response' | 'id_token', text: string | undefined): ResponseFacts['issuer'] {
  return text === undefined || text.length > limit || issuerProblem(text) ? null : { text, from };
}

function responseAlgorithms(jwt: Jwt): SeenAlgorithms {
  if (jwt?.form === 'jws') {
    const alg = signingAlgorithm(jwt);
    return alg ? { authorization_signed_response_alg: alg } : {};
  }
  const alg = managementNames.find((name) => name === textIn(headerOf(jwt), 'alg'));
  const enc = encryptionNames.find((name) => name === textIn(headerOf(jwt), 'enc'));
  return {
    ...(alg === undefined ? {} : { authorization_encrypted_response_alg: alg }),
    ...(alg === undefined || enc === undefined ? {} : { authorization_encrypted_response_enc: enc }),
  };
}

function idTokenAlgorithm(idToken: Jwt): SeenAlgorithms {
  const alg = idToken?.form === 'jws' ? signingAlgorithm(idToken) : undefined;
  return alg ? { id_token_signed_response_alg: alg } : {};
}

function signingAlgorithm(jwt: Jwt): (typeof signingAlgorithms)[number] | undefined {
  return signingAlgorithms.find((name) => name === textIn(headerOf(jwt), 'alg'));
}
