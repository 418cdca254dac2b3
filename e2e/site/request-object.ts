import { CompactEncrypt, SignJWT } from 'jose';
import type { SiteClient } from './clients.ts';
import { secretEncryptionKey } from './jwe.ts';

/** A signed request object (RFC 9101 4). FAPI wants `nbf` in it, and no more than an hour until `exp`. */
export async function requestObject(
  parameters: Readonly<Record<string, string>>,
  { client_id, requestKey }: SiteClient,
  issuer: string,
): Promise<string> {
  const { alg, kid, privateKey } = requestKey;
  return await new SignJWT({ ...parameters })
    .setProtectedHeader({ alg, kid, typ: 'oauth-authz-req+jwt' })
    .setIssuer(client_id)
    .setAudience(issuer)
    .setNotBefore('0s')
    .setExpirationTime('5m')
    .sign(privateKey);
}

/** How request objects are encrypted: with a key that the client secret gives, so that the server needs none. */
export const requestEncryption = { alg: 'A128KW', enc: 'A128GCM' } as const;

/** A signed request object in a JWE (RFC 9101 6.1); throws for a client without a secret. */
export async function encryptedRequestObject(
  parameters: Readonly<Record<string, string>>,
  client: SiteClient,
  issuer: string,
): Promise<string> {
  const { client_secret } = client;
  if (client_secret === undefined) throw new RangeError(`${client.name} has no secret to encrypt with`);
  return await new CompactEncrypt(new TextEncoder().encode(await requestObject(parameters, client, issuer)))
    .setProtectedHeader({ ...requestEncryption, cty: 'oauth-authz-req+jwt' })
    .encrypt(secretEncryptionKey(requestEncryption, client_secret));
}
