import { isLoopback, parseUrl } from '../host.ts';
import { isOff } from '../read/clock.ts';
import { valueOf, valuesOf } from '../read/parameters.ts';
import { type Check, absent, fail, info, list, observe, pass, skip, warn } from './check.ts';
import { compareIssuer } from './claims.ts';

/** The checks on who says to have answered, where the response is plain (RFC 9207). */
export const issuerChecks: readonly Check[] = [
  {
    name: 'issuer-tls',
    catalogue: 'F03',
    clauses: ['RFC 8414 2'],
    judge({ client }) {
      const url = parseUrl(client.issuer);
      if (!url || url.protocol === 'https:' || isLoopback(url.hostname)) return null;
      const observed = observe('issuer', client.issuer);
      return client.test_network_without_tls ? warn('http-test-network', { observed }) : null;
    },
  },
  {
    name: 'clock',
    catalogue: 'F08',
    clauses: ['RFC 7519 4.1.4', 'RFC 9110 6.6.1'],
    certainty: 'as-observed',
    judge({ clock, client, jwt, idToken }) {
      if (!clock || (jwt?.form !== 'jws' && !idToken)) return null;
      const { offset, uncertainty, url, at } = clock;
      const difference = Math.abs(offset);
      const by = { kind: 'duration', value: difference, within: uncertainty } as const;
      const values = {
        expected: { kind: 'duration', value: client.leeway, bound: 'at most' },
        observed: {
          kind: 'list',
          values: [by, observe('url', url), { kind: 'time', value: Math.floor(at) }],
        },
      } as const;
      if (!isOff(clock)) return pass(values);
      const code = offset > 0 ? 'ahead' : 'behind';
      return difference > client.leeway + uncertainty ? warn(code, values) : info(code, values);
    },
  },
  {
    name: 'iss-required',
    catalogue: 'J01',
    clauses: ['RFC 9207 2', 'RFC 9207 4'],
    judge({ compact, metadata, response, client, idToken, profile }) {
      if (compact !== null) return null;
      // FAPI2-SP 5.3.2.2: there it is in every response, whether or not the metadata say so.
      const isProfiled = profile === 'fapi2-security' || profile === 'fapi2-message-signing';
      const isPromised = metadata?.authorization_response_iss_parameter_supported === true;
      if (!isProfiled && !metadata) return skip('no-metadata');
      if (!isProfiled && !isPromised) return null;
      if (valueOf(response.parameters, 'iss') !== undefined) return pass();
      // RFC 9207 4: where an ID token names the issuer, the parameter may be left out.
      if (idToken?.jwt.form === 'jwe') return skip('encrypted');
      if (idToken?.jwt.form === 'jws' && typeof idToken.jwt.payload.members['iss'] === 'string')
        return pass();
      const values = { expected: observe('issuer', client.issuer), observed: absent };
      return fail(isPromised ? 'missing' : 'profile', values);
    },
  },
  {
    name: 'iss-param-match',
    catalogue: 'J02',
    clauses: ['RFC 9207 2.4'],
    judge({ compact, response, client, evidence }) {
      const iss = valueOf(response.parameters, 'iss');
      if (compact !== null || iss === undefined) return null;
      return compareIssuer(iss, client.issuer, evidence.response.issuers);
    },
  },
  {
    name: 'iss-in-jwt',
    catalogue: 'J04',
    clauses: ['RFC 9207 2.4', 'JARM 2.1'],
    judge({ compact, metadata, answer }) {
      if (compact === null || !metadata?.authorization_response_iss_parameter_supported) return null;
      const iss = answer?.('iss');
      return typeof iss === 'string' ? info('enough', { observed: observe('issuer', iss) }) : null;
    },
  },
  {
    name: 'one-issuer',
    catalogue: 'J05',
    clauses: ['RFC 9207 4'],
    judge({ compact, response, answer }) {
      const inside = compact === null ? undefined : answer?.('iss');
      const named = [
        ...[response.query, response.fragment, response.form].flatMap((channel) => valuesOf(channel, 'iss')),
        ...(typeof inside === 'string' ? [inside] : []),
      ].filter((iss) => iss !== '');
      if (named.length < 2) return null;
      const issuers = [...new Set(named)];
      return issuers.length === 1 ? pass() : fail('several', { observed: list('issuer', issuers) });
    },
  },
  {
    name: 'iss-unadvertised',
    catalogue: 'J03',
    clauses: ['RFC 9207 2.4'],
    judge({ compact, metadata, response }) {
      const iss = valueOf(response.parameters, 'iss');
      if (compact !== null || iss === undefined || !metadata) return null;
      return metadata.authorization_response_iss_parameter_supported
        ? pass()
        : warn('unadvertised', { observed: observe('issuer', iss) });
    },
  },
];
