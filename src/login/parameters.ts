import { type Client, isCallbackOf } from '../client.ts';
import { parseUrl } from '../host.ts';
import type { Metadata } from '../issuer/metadata.ts';
import { carriesToken, expectedDelivery } from '../read/request.ts';
import type { Field } from '../records.ts';
import { type Fresh, challengeOf } from './fresh.ts';
import type { LoginOptions } from './options.ts';
import type { LoginProblem } from './problem.ts';

/** What the tool makes itself, or what belongs to how the request travels. */
const own: ReadonlySet<string> = new Set(
  [
    'client_id redirect_uri response_type response_mode scope prompt state nonce',
    'code_challenge code_challenge_method request request_uri',
    'client_secret client_assertion client_assertion_type',
  ].flatMap((names) => names.split(' ')),
);

/** What a client may ask for with what these options say; the callback is there even where it has a problem. */
export async function parametersOf(
  client: Client,
  options: LoginOptions,
  { state, nonce, code_verifier }: Fresh,
): Promise<readonly Field[]> {
  const { response_type, response_mode, scope, prompt, further = [] } = options;
  const asksForCode = response_type.split(' ').includes('code');
  const asksForIdToken = `${scope} ${response_type}`
    .split(' ')
    .some((one) => one === 'openid' || one === 'id_token');
  const all: readonly (readonly [string, string | undefined])[] = [
    ['client_id', client.client_id],
    ['redirect_uri', redirectUriOf(client, options)],
    ['response_type', response_type],
    ['response_mode', response_mode],
    ['scope', scope === '' ? undefined : scope],
    ['prompt', prompt],
    ['state', state],
    // Servers refuse it where no ID token is asked for, as oidc-provider does.
    ['nonce', asksForIdToken ? nonce : undefined],
    ['code_challenge', asksForCode ? await challengeOf(code_verifier) : undefined],
    ['code_challenge_method', asksForCode ? 'S256' : undefined],
  ];
  return [
    ...all.flatMap(([name, value]): Field[] => (value === undefined ? [] : [[name, value]])),
    ...further,
  ];
}

function redirectUriOf(client: Client, { redirect_uri }: LoginOptions): string | undefined {
  return redirect_uri ?? client.callbacks.find((callback) => !callback.includes('*'));
}

/** What speaks against such a request, before anything is sent. */
export function parameterProblems(
  client: Client,
  metadata: Metadata | null,
  options: LoginOptions,
): readonly LoginProblem[] {
  const { response_type, response_mode, further = [], via } = options;
  const redirectUri = redirectUriOf(client, options);
  const callback = parseUrl(redirectUri ?? '');
  const found = (is: boolean | undefined, code: LoginProblem['code'], detail = ''): LoginProblem[] =>
    is ? [{ code, detail }] : [];
  const unlisted = (
    listed: readonly string[] | undefined,
    wanted: string,
    sorted: (text: string) => string,
  ) => listed !== undefined && !listed.some((one) => sorted(one) === sorted(wanted));
  // Without a list it has query and fragment alone (RFC 8414 2).
  const modes = metadata && (metadata.response_modes_supported ?? ['query', 'fragment']);
  const isObject = via === 'request' || via === 'pushed-request';
  const isPushed = via === 'pushed' || via === 'pushed-request';
  return [
    ...found(redirectUri === undefined, 'no-redirect-uri'),
    ...found(
      redirectUri !== undefined && !(callback && isCallbackOf(client, callback)),
      'other-redirect-uri',
      redirectUri,
    ),
    ...further
      .filter(([name]) => own.has(name))
      .map(([name]) => ({ code: 'own-parameter' as const, detail: name })),
    ...found(
      response_mode !== undefined && modes !== null && unlisted(modes, response_mode, same),
      'mode-unlisted',
      response_mode,
    ),
    ...found(
      unlisted(metadata?.response_types_supported, response_type, asSet),
      'type-unlisted',
      response_type,
    ),
    ...found(putsTokenInQuery(client, response_mode, response_type), 'token-in-query', response_mode),
    ...found(isObject && metadata?.request_parameter_supported === false, 'request-objects-unsupported'),
    ...found(!isPushed && metadata?.require_pushed_authorization_requests, 'pushed-only'),
    ...found(!isObject && metadata?.require_signed_request_object, 'request-object-only'),
  ];
}

/** Whether a mode would bring a token in the query (MRT 5), where only an encrypted JWT may (JARM 2.3.1). */
export function putsTokenInQuery(
  { authorization_encrypted_response_alg: encryption }: Client,
  mode: string | undefined,
  type: string,
): boolean {
  const delivery = expectedDelivery(mode, type);
  const isHidden = delivery?.jwt === true && encryption !== undefined;
  return carriesToken(type) && delivery?.channel === 'query' && !isHidden;
}

const same = (text: string) => text;
const asSet = (text: string) => text.split(' ').toSorted().join(' ');
