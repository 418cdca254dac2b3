import { X509Certificate } from 'node:crypto';
import { request } from 'node:https';
import { expect, onTestFinished, test } from 'vitest';
import { selfSigned } from './certificate.ts';
import { listen } from './listener.ts';

test('a certificate is for localhost, for now, and signed with its own key', () => {
  const certificate = new X509Certificate(selfSigned().cert);
  expect(certificate.checkHost('localhost')).toBe('localhost');
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  const now = Date.now();
  expect(Date.parse(certificate.validFrom)).toBeLessThan(now);
  expect(Date.parse(certificate.validTo)).toBeGreaterThan(now);
});

test('who trusts it is answered, and who does not asks nothing', async () => {
  const certificate = selfSigned();
  const listener = await listen({ certificate });
  onTestFinished(() => listener.close());
  const ask = (ca?: string) =>
    new Promise((resolve) => {
      request(
        `${listener.origin}/jwks`,
        { agent: false, ...(ca === undefined ? {} : { ca }) },
        ({ statusCode }) => resolve(statusCode),
      )
        .once('error', (error: NodeJS.ErrnoException) => resolve(error.code))
        .end();
    });
  expect(await ask()).toBe('DEPTH_ZERO_SELF_SIGNED_CERT');
  expect(listener.heard).toEqual([]);
  expect(await ask(certificate.cert)).toBe(204);
  expect(listener.heard.map(({ url }) => url)).toEqual(['/jwks']);
  expect(listener.connections).toBe(2);
});
