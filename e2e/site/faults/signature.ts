import { createPublicKey } from 'node:crypto';
import { keyFor, secretKey } from '../keys.ts';
import { signed, signingInput } from '../jws.ts';
import { jwsFault, resigned } from './jarm.ts';

/** One bit of a base64url text turned over. */
export const flip = (signature: string): string => {
  const bytes = Buffer.from(signature, 'base64url');
  bytes.writeUInt8(bytes.readUInt8(0) ^ 1, 0);
  return bytes.toString('base64url');
};

/** The header or the signature wrong, the claims as the server made them. */
export const signatureFaults = [
  jwsFault(
    'flipped-signature',
    'one bit of the signature is flipped',
    ({ header, payload, signature }) => `${signingInput(header, payload)}.${flip(signature)}`,
  ),
  jwsFault(
    'unpublished-key',
    'signed with another key than the one that its kid names',
    ({ header, payload }, { unpublished }) =>
      signed(signingInput(header, payload), keyFor(header['alg'], unpublished)),
  ),
  jwsFault(
    'unknown-kid',
    'signed with a key that the JWKS does not hold, under a kid that it does not hold',
    ({ header, payload }, { unpublished }) => {
      const key = keyFor(header['alg'], unpublished);
      return signed(signingInput({ ...header, kid: key.kid }, payload), key);
    },
  ),
  jwsFault('missing-kid', 'the header has no kid, the signature is right', ({ header, payload }, context) =>
    resigned({ ...header, kid: undefined }, payload, context),
  ),
  jwsFault(
    'other-alg',
    'rightly signed with a published key, but not by the algorithm that the client registered',
    ({ header, payload }, { keys }) => {
      const key = keyFor(header['alg'] === 'ES256' ? 'RS256' : 'ES256', keys);
      return signed(signingInput({ ...header, alg: key.alg, kid: key.kid }, payload), key);
    },
  ),
  jwsFault(
    'hmac-public-key',
    'signed by HMAC with the public key of the JWKS for a secret, which anybody can do',
    ({ header, payload }, { keys }) => {
      const published = createPublicKey(keyFor(header['alg'], keys).privateKey);
      const pem = published.export({ type: 'spki', format: 'pem' }).toString();
      return signed(signingInput({ ...header, alg: 'HS256' }, payload), secretKey('HS256', pem));
    },
  ),
  jwsFault('alg-none', 'alg is none and the signature empty', ({ header, payload }) =>
    unsigned({ ...header, alg: 'none' }, payload),
  ),
  jwsFault('alg-none-respelled', 'alg is nOnE and the signature empty', ({ header, payload }) =>
    unsigned({ ...header, alg: 'nOnE' }, payload),
  ),
  jwsFault('empty-signature', 'alg is the right one but the signature is empty', ({ header, payload }) =>
    unsigned(header, payload),
  ),
  jwsFault('unknown-crit', 'crit names an extension that nobody knows', ({ header, payload }, context) =>
    resigned({ ...header, crit: ['urn:example:unknown'], 'urn:example:unknown': true }, payload, context),
  ),
] as const;

const unsigned = (header: object, payload: string): string => `${signingInput(header, payload)}.`;
