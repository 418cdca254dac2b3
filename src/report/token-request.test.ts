import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { Client } from '../client.ts';
import { inspect } from '../inspect.ts';
import { type Flow, evidenceOf } from '../mutations/flow.fixture.ts';
import { withClaim } from '../mutations/mutation.fixture.ts';
import { recorded } from '../mutations/results.fixture.ts';
import { tokenRequest } from './token-request.ts';

const flow = recorded.find(({ name }) => name.startsWith('RS256, query.jwt'));
if (!flow) throw new Error('no response was recorded');
const variables = {
  CODE_VERIFIER: 'the verifier',
  CLIENT_SECRET: 'a "secret" $HOME',
  CLIENT_ASSERTION: 'ey.ey.x',
  CLIENT_CERTIFICATE: 'c.pem',
  CLIENT_KEY: 'k.pem',
  TOKEN_ENDPOINT: 'https://somewhere.example/token',
};

async function commandFor(flow: Flow): Promise<string> {
  const { context } = await inspect(await evidenceOf(flow), flow.secrets);
  return tokenRequest(context) ?? '';
}

/** What a real shell makes of the command: the arguments that curl would get. */
async function argumentsOf(command: string): Promise<string[]> {
  const script = `curl() { printf '%s\\0' "$@"; }\n${command}`;
  const { stdout } = await promisify(execFile)('sh', ['-c', script], {
    env: { ...process.env, ...variables },
  });
  return stdout.split('\0').slice(0, -1);
}

const registered = (client: Partial<Client>): Flow => ({ ...flow, client: { ...flow.client, ...client } });
const codeOf = async (flow: Flow): Promise<unknown> =>
  (await inspect(await evidenceOf(flow), flow.secrets)).context.answer?.('code');

test('a public client redeems its code with the PKCE verifier', async () => {
  const own = registered({ token_endpoint_auth_method: 'none' });
  expect(await argumentsOf(await commandFor(own))).toEqual([
    `${own.client.issuer}/token`,
    '-d',
    'grant_type=authorization_code',
    '-d',
    `code=${String(await codeOf(own))}`,
    '-d',
    `redirect_uri=${encodeURIComponent(own.landing)}`,
    '-d',
    'client_id=rs256-client',
    '--data-urlencode',
    'code_verifier=the verifier',
  ]);
});

test.each([
  ['client_secret_basic', ['-u', 'a%2Fclient:a "secret" $HOME']],
  [
    'client_secret_post',
    ['-d', 'client_id=a%2Fclient', '--data-urlencode', 'client_secret=a "secret" $HOME'],
  ],
  ['private_key_jwt', ['--data-urlencode', 'client_assertion=ey.ey.x']],
  ['tls_client_auth', ['--cert', 'c.pem', '--key', 'k.pem']],
] as const)('a client with %s leaves to the shell what only it knows', async (method, expected) => {
  const command = await commandFor(registered({ client_id: 'a/client', token_endpoint_auth_method: method }));
  const given = await argumentsOf(command);
  expect(given.join('\n')).toContain(expected.join('\n'));
});

test.each([
  "'; touch /tmp/pwned; '",
  '$(id)`id`"\\',
  'line\nbreak\r\u001B[2J\u0003',
  '\u202Eevil\uD800',
  '--output=/etc/passwd',
])('a code that means something to a shell or a terminal is text: %j', async (code) => {
  const command = await commandFor(withClaim(flow, { code }));
  expect(command.replaceAll('\n', '')).toMatch(/^[\u0020-\u007E]*$/);
  const given = await argumentsOf(command);
  expect(given[given.findIndex((one) => one.startsWith('code='))]).toBe(
    `code=${encodeURIComponent(code.replace(/\p{Cs}/gu, '\uFFFD')).replaceAll("'", '%27')}`,
  );
  expect(given).toHaveLength(11);
});

test('of a login that the tool started the verifier is there', async () => {
  const { context } = await inspect(await evidenceOf(flow), flow.secrets);
  const given = await argumentsOf(tokenRequest(context, 'a~verifier') ?? '');
  expect(given.slice(-2)).toEqual(['-d', 'code_verifier=a~verifier']);
});

test('an endpoint that is not known is left to the shell', async () => {
  const { token_endpoint: _, ...metadata } = flow.metadata;
  const [url] = await argumentsOf(await commandFor({ ...flow, metadata }));
  expect(url).toBe(variables.TOKEN_ENDPOINT);
});

test('what the request did not have, the token request does not have', async () => {
  const request = flow.request.filter(
    ([name]) => !name.startsWith('code_challenge') && name !== 'redirect_uri',
  );
  expect(await commandFor({ ...flow, request })).not.toMatch(/code_verifier|redirect_uri/);
});

test('an error has nothing to redeem', async () => {
  expect(await commandFor(withClaim(flow, { code: undefined, error: 'access_denied' }))).toBe('');
});
