import type { Channel } from '../read/parameters.ts';
import { type Flow, asked } from './flow.fixture.ts';
import { type Mutation, hasIdToken, isJwt, isPlain, memberOf, withRequest } from './mutation.fixture.ts';

const channels: readonly Channel[] = ['query', 'fragment', 'form_post'];

/** What the response would say in the clear. */
function plainly(flow: Flow): (readonly [string, string])[] {
  return ['code', 'error', 'state', 'iss'].flatMap((name): [string, string][] => {
    const value = memberOf(flow, name);
    return typeof value === 'string' ? [[name, value]] : [];
  });
}

/** The rule that says where the response should have come: one of three, by what was asked for. */
function otherChannel(flow: Flow): string[] {
  const mode = asked(flow, 'response_mode');
  const rule = mode === undefined ? 'default-mode' : mode === 'jwt' ? 'jwt-shortcut' : 'delivery-mode-match';
  return [`fail ${rule} other-channel`];
}

/** Faults of the way that the response took. */
export const deliveryMutations: readonly Mutation[] = [
  ...channels.map((channel): Mutation => ({
    name: `sent-as-${channel}`,
    breaks: `comes by ${channel}, whatever was asked for`,
    in: (flow) => flow.channel !== channel && !hasIdToken(flow),
    apply: (flow) => ({ ...flow, channel }),
    raises: (flow) =>
      memberOf(flow, 'error') === undefined ? otherChannel(flow) : ['warn error-channel other-channel'],
  })),
  {
    name: 'plain-beside-jwt',
    breaks: 'code (or error) and state stand in the clear beside the JWT',
    in: isJwt,
    apply: (flow) => ({ ...flow, plain: plainly(flow).map(([name, value]) => [name, value]) }),
    raises: ['fail response-only outside'],
  },
  {
    name: 'other-state-beside-jwt',
    breaks: 'another state stands beside the JWT',
    in: isJwt,
    apply: (flow) => ({ ...flow, plain: [['state', 'another']] }),
    raises: ['fail response-only outside', 'fail outer-inner-conflict differs'],
  },
  {
    name: 'unknown-beside-jwt',
    breaks: 'a parameter that nobody knows stands beside the JWT',
    // Of a form only known names are kept at all.
    in: (flow) => isJwt(flow) && flow.channel !== 'form_post',
    apply: (flow) => ({ ...flow, plain: [['utm_source', 'mail']] }),
    raises: ['warn extra-unknown unknown'],
  },
  {
    name: 'response-twice',
    breaks: 'response comes twice in one channel',
    in: isJwt,
    apply: (flow) => ({ ...flow, plain: [['response', 'garbage']] }),
    raises: ['fail jwt-structure not-a-jwt', 'fail duplicate-param twice'],
  },
  {
    name: 'state-twice',
    breaks: 'state comes twice in one channel',
    in: isPlain,
    apply: (flow) => ({
      ...flow,
      plain: flow.plain.flatMap((field) => (field[0] === 'state' ? [field, field] : [field])),
    }),
    raises: ['fail duplicate-param twice'],
  },
  {
    name: 'response-in-two-channels',
    breaks: 'response comes in the query and in the fragment',
    in: (flow) => isJwt(flow) && flow.channel === 'query',
    apply: (flow) => ({ ...flow, elsewhere: { fragment: [['response', 'garbage']] } }),
    raises: (flow) => [
      'fail jwt-structure not-a-jwt',
      ...otherChannel(flow),
      'warn mixed-channel several',
      'fail duplicate-param several-channels',
    ],
  },
  {
    name: 'split-over-channels',
    breaks: 'scope comes in another channel than the rest',
    in: (flow) => flow.channel !== 'fragment' && asked(flow, 'response_type') !== 'none',
    apply: (flow) => ({ ...flow, elsewhere: { fragment: [['scope', 'openid']] } }),
    raises: (flow) => [...(isJwt(flow) ? ['fail response-only outside'] : []), 'warn mixed-channel several'],
  },
  {
    name: 'empty-parameter',
    breaks: 'scope is there but empty',
    in: isPlain,
    apply: (flow) => ({ ...flow, plain: [...flow.plain, ['scope', '']] }),
    raises: ['warn empty-param empty'],
  },
  {
    name: 'empty-response',
    breaks: 'response is there but empty',
    in: isJwt,
    apply: (flow) => ({ ...flow, finish: () => '' }),
    raises: (flow) => [
      'fail jarm-downgrade empty',
      'warn empty-param empty',
      'fail iss-required missing',
      'fail state-echo missing',
      ...(asked(flow, 'response_type') === 'none'
        ? []
        : ['fail code-xor-error neither', 'fail params-by-type missing']),
    ],
  },
  {
    name: 'plain-instead-of-jwt',
    breaks: 'the parameters come in the clear, without a JWT',
    in: (flow) => isJwt(flow) && !hasIdToken(flow),
    apply: (flow) => ({ ...flow, jwt: null, plain: plainly(flow).map(([name, value]) => [name, value]) }),
    raises: (flow) => [
      memberOf(flow, 'error') === undefined ? 'fail jarm-downgrade plain' : 'warn jarm-downgrade plain-error',
    ],
  },
  {
    name: 'jwt-instead-of-plain',
    breaks: 'a JWT comes though none was asked for',
    in: isJwt,
    apply: (flow) => withRequest(flow, 'response_mode', flow.channel),
    raises: ['fail unrequested-jarm jwt'],
  },
  {
    name: 'unknown-mode',
    breaks: 'the request asks for a mode that nobody knows',
    apply: (flow) => withRequest(flow, 'response_mode', 'carrier_pigeon'),
    raises: ['warn delivery-mode-match unknown-mode', 'warn mode-advertised not-in-list'],
  },
  {
    name: 'shortcut-for-none',
    breaks:
      'nothing was asked for, by the mode jwt, and the answer comes in the fragment: where, nobody says',
    in: (flow) => isJwt(flow) && asked(flow, 'response_type') === 'none',
    apply: (flow) => ({ ...withRequest(flow, 'response_mode', 'jwt'), channel: 'fragment' }),
    raises: ['warn jwt-shortcut undefined-for-none'],
  },
  {
    name: 'mode-of-another-standard',
    breaks: 'the request asks for a mode with rules of its own, which is worth a note',
    apply: (flow) => withRequest(flow, 'response_mode', 'direct_post.jwt'),
    raises: ['warn mode-advertised not-in-list'],
  },
  {
    name: 'long-url',
    breaks: 'the URL is longer than old servers can take, which is worth a note',
    in: (flow) => isPlain(flow) && flow.channel === 'query',
    apply: (flow) => ({ ...flow, plain: [...flow.plain, ['long', 'x'.repeat(9000)]] }),
    raises: [],
  },
  {
    name: 'other-port-of-loopback',
    breaks: 'comes to another port of this computer than asked for, as a native application may have it',
    apply: (flow) => {
      const landing = 'http://127.0.0.1:4001/cb';
      return { ...withRequest(flow, 'redirect_uri', 'http://127.0.0.1:4000/cb'), landing };
    },
    raises: [],
  },
  {
    name: 'token-in-query',
    breaks: 'an access token comes in the query',
    in: (flow) => isPlain(flow) && flow.channel === 'query',
    apply: (flow) => ({ ...flow, plain: [...flow.plain, ['access_token', 'SlAV32hkKG']] }),
    raises: (flow) => [
      'fail token-in-query query',
      'warn front-channel-token returned',
      ...(memberOf(flow, 'error') === undefined
        ? [`warn params-by-type ${asked(flow, 'response_type') === 'none' ? 'not-none' : 'unexpected'}`]
        : ['fail code-xor-error both']),
    ],
  },
  {
    name: 'other-callback',
    breaks: 'comes to another registered callback than the redirect_uri of the request',
    apply: (flow) => ({ ...flow, landing: flow.landing.replace('/cb/', '/wiping/') }),
    raises: ['fail redirect-uri-match elsewhere'],
  },
  {
    name: 'callback-query-lost',
    breaks: 'the query that the redirect_uri had is gone',
    apply: (flow) => withRequest(flow, 'redirect_uri', `${flow.landing}?tenant=7`),
    raises: ['fail redirect-query-retained lost'],
  },
  {
    name: 'callback-without-tls',
    breaks: 'the callback is http on another machine',
    apply: (flow) => {
      const landing = 'http://app.example/cb';
      return { ...withRequest(flow, 'redirect_uri', landing), landing };
    },
    raises: ['fail redirect-https http'],
  },
  {
    name: 'callback-on-test-network',
    breaks: 'the callback is http on another machine, on a network that is known to have no TLS',
    apply: (flow) => {
      const landing = 'http://app.example/cb';
      const client = { ...flow.client, test_network_without_tls: true };
      return { ...withRequest(flow, 'redirect_uri', landing), landing, client };
    },
    raises: ['warn redirect-https http-test-network'],
  },
];
