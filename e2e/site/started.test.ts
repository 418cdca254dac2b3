import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspect } from '../../src/inspect.ts';
import { sendingWays } from '../../src/records.ts';
import { authenticatingNames } from './clients.ts';
import { type Published, logIn, publishedBy } from './started.fixture.ts';
import { type Site, startSite } from './site.ts';

let site: Site;
let published: Published;
beforeAll(async () => {
  site = await startSite({ further: authenticatingNames });
  published = await publishedBy(site);
});
afterAll(() => site.close());

const modes = ['query.jwt', 'fragment.jwt', 'form_post.jwt', 'jwt', 'query', 'fragment', 'form_post'];
/** Not said of the request: what is not watched, and what needs the person's own doing. */
const aboutRequest = new Set(['request', 'flow', 'parameters', 'delivery', 'id-token', 'history', 'issuer']);

describe.each(sendingWays)('sent as %s', (via) => {
  it.each(modes)('%s is answered as it should be, and nothing about the request is skipped', async (mode) => {
    const { evidence, secrets } = await logIn(site, published, 'confidential', { via, response_mode: mode });
    const { verdict, findings } = await inspect(evidence, secrets);
    expect(verdict.kind).toBe(mode.endsWith('jwt') ? 'valid' : 'unsigned');
    expect(verdict.reason).toBeNull();
    const skipped = findings.filter(({ outcome, family }) => outcome === 'skip' && aboutRequest.has(family));
    expect(skipped.map(({ check, code }) => `${check} ${code}`)).toEqual([]);
  });
});

describe.each(['RS256', 'confidential', ...authenticatingNames] as const)('the client %s', (name) => {
  it.each(['pushed', 'pushed-request'] as const)('logs in by a request %s', async (via) => {
    const { evidence, secrets } = await logIn(site, published, name, { via, response_mode: 'jwt' });
    expect((await inspect(evidence, secrets)).verdict.kind).toBe('valid');
  });
});
