import { parseUrl } from '../host.ts';
import type { ObservationRecord } from '../records.ts';
import {
  type Check,
  type Context,
  type Said,
  absent,
  fail,
  info,
  list,
  number,
  pass,
  skip,
  text,
  warn,
} from './check.ts';

type Saw = ObservationRecord['saw'];
type What = Saw['what'];

/** All of one kind that was seen of a response, in order. */
function seen<W extends What>({ evidence }: Context, what: W): Extract<Saw, { what: W }>[] {
  return evidence.observations.flatMap(({ saw }) => (isOf(saw, what) ? [saw] : []));
}

function isOf<W extends What>(saw: Saw, what: W): saw is Extract<Saw, { what: W }> {
  return saw.what === what;
}

/** A rule that takes watching: without it nothing is known of the responses that it applies to. */
function watched(
  judge: (context: Context) => Said | null,
  applies: (context: Context) => boolean = () => true,
): Check['judge'] {
  return (context) => {
    if (!applies(context)) return null;
    return context.client.watch_for_leaks ? judge(context) : skip('not-watched');
  };
}

const isFormPost = ({ response }: Context) => response.channel === 'form_post';

/** Where something of the server's was not seen: whether it could have been. */
function unseen({ evidence }: Context): Said {
  const last = evidence.lookups.at(-1);
  return skip(last?.record.endpointObservable === false ? 'no-access' : 'not-seen');
}

/** Where the parameters of a response turned up, each place once. */
function places(leaks: readonly { readonly origin: string; readonly parameter: string }[]) {
  const found = [...new Set(leaks.map(({ origin, parameter }) => `${parameter} to ${origin}`))];
  return { expected: absent, observed: list('text', found) };
}

/**
 * A leak of a code, token or whole response can be used by whoever reads it; a `state` was used up by the response
 * that brought it (RFC 9700 4.2.4).
 */
function leaked(leaks: readonly { readonly origin: string; readonly parameter: string }[]): Said {
  if (leaks.length === 0) return pass();
  const isStateOnly = leaks.every(({ parameter }) => parameter === 'state');
  return isStateOnly ? warn('state', places(leaks)) : fail('credentials', places(leaks));
}

/** Policies under which a whole URL goes to other origins (Referrer Policy 3). */
const leakyPolicies = new Set(['unsafe-url', 'no-referrer-when-downgrade']);

/** The policy that counts: the last one of the list that is known (Referrer Policy 8.1). */
function effectivePolicy(header: string): string {
  const known = /^(?:no-referrer|same-origin|strict-origin|origin|unsafe-url)$|-when-/;
  const policies = header.split(',').map((policy) => policy.trim().toLowerCase());
  return policies.findLast((policy) => known.test(policy)) ?? '';
}

/** From when a code counts as redeemed late, in seconds: RFC 6749 4.1.2 recommends ten minutes at most. */
const codeLifetime = 600;
/** FAPI 2.0 allows codes a minute. */
const shortCodeLifetime = 60;

/** The checks on what was seen beside request and response. Seeing nothing is no proof: they are right as far as was seen. */
export const leaksChecks: readonly Check[] = [
  {
    name: 'redirect-status',
    catalogue: 'A16',
    clauses: ['RFC 9700 4.12'],
    certainty: 'as-observed',
    judge: watched(
      (context) => {
        const [redirect] = seen(context, 'redirect');
        if (!redirect) return unseen(context);
        const { status, credentials } = redirect;
        const values = { expected: number(303), observed: number(status) };
        if (status === 303) return pass(values);
        // RFC 9700 4.12 speaks of requests that may hold what a user typed in.
        if (status !== 307 && status !== 308)
          return credentials ? warn('not-303', values) : info('not-303', values);
        return credentials ? fail('credentials-resent', values) : info('method-kept', values);
      },
      (context) => !isFormPost(context),
    ),
  },
  {
    name: 'form-post-cache',
    catalogue: 'A18',
    clauses: ['Form Post 2'],
    certainty: 'as-observed',
    judge: watched((context) => {
      const [page] = seen(context, 'form-post-page');
      if (!page) return unseen(context);
      const { cacheControl } = page;
      const values = {
        expected: text('no-store'),
        observed: cacheControl === null ? absent : text(cacheControl),
      };
      if (cacheControl === null) return fail('missing', values);
      return /\bno-(?:store|cache)\b/i.test(cacheControl) ? pass(values) : fail('storable', values);
    }, isFormPost),
  },
  {
    name: 'answering-origin',
    catalogue: 'J07',
    clauses: ['RFC 9700 4.4'],
    certainty: 'as-observed',
    judge(context) {
      const [came] = [...seen(context, 'redirect'), ...seen(context, 'form-post-page')];
      if (!came) return null;
      const { authorization_endpoint, issuer } = context.client;
      const own = parseUrl(authorization_endpoint ?? issuer)?.origin;
      if (own === undefined) return null;
      const values = { expected: text(own), observed: text(came.origin) };
      return came.origin === own ? pass(values) : info('other', values);
    },
  },
  {
    name: 'referrer-leak',
    catalogue: 'M05',
    clauses: ['RFC 9700 4.2.4', 'RFC 6749 3.1.2.5', 'RFC 6749 10.3'],
    certainty: 'as-observed',
    judge: watched((context) => leaked(seen(context, 'referrer'))),
  },
  {
    name: 'no-referrer-policy',
    catalogue: 'M06',
    clauses: ['RFC 9700 4.2.4', 'RFC 6749 3.1.2.5'],
    certainty: 'as-observed',
    judge: watched((context) => {
      const thirdParties = seen(context, 'third-party').map(({ origin }) => origin);
      if (thirdParties.length > 0)
        return warn('third-party', { expected: absent, observed: list('text', thirdParties) });
      const page = seen(context, 'callback-page').at(-1);
      if (!page) return skip('not-seen');
      // What redirects on is no page, and a URL without the response in its query is harmless in a Referer.
      if (page.status >= 300 && page.status < 400) return null;
      if (context.response.channel !== 'query') return pass();
      const { referrerPolicy } = page;
      const expected = text('no-referrer');
      if (referrerPolicy === null) return info('no-policy', { expected, observed: absent });
      const values = { expected, observed: text(referrerPolicy) };
      const isLeaky = leakyPolicies.has(effectivePolicy(referrerPolicy));
      return isLeaky ? warn('leaky-policy', values) : pass(values);
    }),
  },
  {
    name: 'url-residue',
    catalogue: 'M07',
    clauses: ['RFC 9700 4.3.1'],
    certainty: 'as-observed',
    judge: watched((context) => {
      const [address] = seen(context, 'address');
      if (!address) return skip('not-seen');
      const observed = list('text', address.parameters);
      return address.parameters.length === 0 ? pass() : info('in-address', { expected: absent, observed });
    }),
  },
  {
    name: 'forwarded',
    catalogue: 'M08',
    clauses: ['RFC 9700 4.11.1', 'RFC 6749 3.1.2.5', 'RFC 6749 10.3'],
    certainty: 'as-observed',
    judge: watched((context) => leaked(seen(context, 'forwarded'))),
  },
  {
    name: 'slow-redeem',
    catalogue: 'M09',
    clauses: ['RFC 6749 4.1.2'],
    certainty: 'as-observed',
    judge({ evidence }) {
      const redeemed = evidence.observations.find(({ saw }) => saw.what === 'redeemed');
      if (!redeemed) return null;
      const age = (redeemed.at - evidence.response.at) / 1000;
      const values = {
        expected: { kind: 'duration', value: shortCodeLifetime, bound: 'at most' },
        observed: { kind: 'duration', value: age },
      } as const;
      if (age <= shortCodeLifetime) return pass(values);
      if (age <= codeLifetime) return info('after-a-minute', values);
      return warn('after-ten-minutes', { ...values, expected: { ...values.expected, value: codeLifetime } });
    },
  },
];
