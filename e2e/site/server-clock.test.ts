import { afterAll, beforeAll, expect, test } from 'vitest';
import { CookieClient } from './cookie-client.ts';
import { members, parseJws } from './jws.ts';
import { type Site, startSite } from './site.ts';

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(async () => await site.close());

const now = () => Date.now() / 1000;

/** By how many seconds the document's `Date`, and the expiry of a response, are ahead of this computer's clock. */
async function ahead(): Promise<{ date: number; exp: number }> {
  const { headers } = await fetch(`${site.issuer}/jwks`);
  const landing = await new CookieClient(site).follow(site.login());
  const jwt = Object.fromEntries(landing.parameters)['response'] ?? '';
  return {
    date: Date.parse(headers.get('date') ?? '') / 1000 - now(),
    exp: Number(members(parseJws(jwt).payload)['exp']) - now(),
  };
}

test.each([0, -600, 600])(
  'a server that is %d s ahead says so in its answers and its responses',
  async (by) => {
    site.clock.set(by);
    const found = await ahead();
    site.clock.reset();
    // A whole second is lost in the Date, and a login takes its time.
    expect(Math.abs(found.date - by)).toBeLessThan(30);
    expect(Math.abs(found.exp - 120 - by)).toBeLessThan(30);
  },
);
