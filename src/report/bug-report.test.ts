import { describe, expect, test } from 'vitest';
import { client, issuer } from '../fixture.ts';
import { type Inspection, inspect } from '../inspect.ts';
import { type Flow, evidenceOf } from '../mutations/flow.fixture.ts';
import { withClaim } from '../mutations/mutation.fixture.ts';
import { mutations } from '../mutations/mutations.fixture.ts';
import { recorded } from '../mutations/results.fixture.ts';
import { readCompact } from '../jose/compact.ts';
import { splitUrl } from '../read/response.ts';
import { bugReport } from './bug-report.ts';

const facts = { mode: 'query.jwt', version: '0.1.0' };

async function reportOf(flow: Flow): Promise<{ inspection: Inspection; report: string }> {
  const inspection = await inspect(await evidenceOf(flow), flow.secrets);
  return { inspection, report: bugReport(inspection, facts) };
}

/** What everybody may know: it is registered, published or part of a specification. */
const known = ({ context }: Inspection): string =>
  [
    JSON.stringify([context.client, context.keys, context.metadata, context.response.landing]),
    'urn:ietf:params:oauth error_description',
    issuer,
    client.client_id,
  ].join(' ');

/** Every longer text in an exchange that nobody else knows, found without any knowledge of parameters. */
function privateTexts(inspection: Inspection): Set<string> {
  const { evidence, response } = inspection.context;
  const fields = [
    ...response.query,
    ...response.fragment,
    ...response.form,
    ...(evidence.request ? splitUrl(evidence.request.url).query : []),
    ...(evidence.request?.form ?? []),
  ].map(([, value]) => value);
  const payloads = fields.flatMap((field) => {
    const jwt = readCompact(field);
    return jwt.form === 'jws' && !jwt.payload.problem ? [JSON.stringify(jwt.payload.members)] : [];
  });
  const runs = [...fields, ...payloads].flatMap((text) => text.match(/[\w-]{16,}/g) ?? []);
  const everybodys = known(inspection);
  // Long ones are cut: a part is as bad as the whole.
  return new Set(runs.filter((run) => !everybodys.includes(run)).map((run) => run.slice(0, 40)));
}

test.each(recorded)('no secret of $name is in its report', async (flow) => {
  const { inspection, report } = await reportOf(flow);
  const secrets = privateTexts(inspection);
  expect(secrets.size).toBeGreaterThan(0);
  expect([...secrets].filter((secret) => report.includes(secret))).toEqual([]);
});

describe.each(mutations)('%s:', (_topic, list) => {
  test.each(list)('no secret is in the report of $name', async (mutation) => {
    const flow = recorded.find((one) => one.isUsual && (mutation.in?.(one) ?? true));
    if (!flow) throw new Error('the fault is in no recorded response');
    const { inspection, report } = await reportOf(mutation.apply(flow));
    const leaked = [...privateTexts(inspection)].filter((secret) => report.includes(secret));
    expect(leaked).toEqual([]);
  });
});

const flow = recorded.find(({ name }) => name.startsWith('RS256, query.jwt'));
const mutation = (name: string) => {
  const found = mutations.flatMap(([, list]) => list).find((one) => one.name === name);
  if (!found || !flow) throw new Error(`there is no ${name}`);
  return found.apply(flow);
};

test('a report begins with the verdict and says what was expected, what was observed and who has to act', async () => {
  const { report } = await reportOf(mutation('unknown-kid'));
  const [title, counts] = report.split('\n\n');
  expect(title).toBe('# Rejected: signed with a key the issuer does not publish');
  expect(counts).toMatch(/^2 failed, \d+ passed/);
  for (const line of [
    '- Client: `rs256-client`',
    '- Response mode: `query.jwt`',
    '### Signed with a key the issuer does not publish',
    '- Expected: `rs256-1, ps256-1, es256-1, ed25519-1`',
    '- Observed: `rs256-unpublished`',
    '- Check: `kid-known` (D06)',
  ])
    expect(report.split('\n')).toContain(line);
  expect(report).toMatch(/^- For the server's team: Publish the key/m);
  expect(report).toMatch(/^- Clause: \[OIDC Core 10\.1\]\(https:\/\/openid\.net\//m);
  expect(report).toMatch(/^- Authorization request: `[^`]*response_type=code&[^`]*state=…/m);
});

test('equal secrets have equal names, others have others', async () => {
  if (!flow) throw new Error('no response was recorded');
  const { report } = await reportOf(withClaim(flow, { state: 'a-state-of-somebody-else' }));
  const [, expected] = /- Expected: `(state#\d)`/.exec(report) ?? [];
  const [, observed] = /- Observed: `(state#\d)`/.exec(report) ?? [];
  expect([expected, observed].toSorted()).toEqual(['state#1', 'state#2']);
});

test('what a server sent becomes no Markdown', async () => {
  const evil = '`` ]( # **x**';
  if (!flow) throw new Error('no response was recorded');
  const { report } = await reportOf(withClaim(flow, { iss: evil }));
  expect(report).toContain(`- Observed: \`\`\` ${evil} \`\`\``);
});

test('a secret that stands where none belongs is taken out as well', async () => {
  if (!flow) throw new Error('no response was recorded');
  const state = new Map(flow.request).get('state') ?? '';
  const { report } = await reportOf(withClaim(flow, { iss: `https://${state}.example` }));
  expect(state).toMatch(/.{20}/);
  expect(report).toContain('- Observed: `https://state#1.example`');
  expect(report).not.toContain(state);
});
