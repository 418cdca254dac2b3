import { type Check, absent, fail, list, observe, pass, text, warn } from './check.ts';

/** The checks on a signed JWT inside an encrypted one, and on what kind of token it is. */
export const nestedChecks: readonly Check[] = [
  {
    name: 'cty',
    catalogue: 'C09',
    clauses: ['RFC 7519 5.2'],
    judge({ jwe, jwt }) {
      if (!jwe || jwt?.form !== 'jws') return null;
      const { cty } = jwe.header.members;
      const values = { expected: text('JWT'), observed: observe('text', cty) };
      if (cty === undefined) return warn('missing', values);
      const isJwt = typeof cty === 'string' && /^(?:application\/)?jwt$/i.test(cty);
      return isJwt ? pass({ observed: values.observed }) : warn('other', values);
    },
  },
  {
    name: 'zip',
    catalogue: 'C10',
    clauses: ['RFC 8725 3.6', 'RFC 7516 4.1.3'],
    judge({ jwe }) {
      if (!jwe || jwe.header.problem) return null;
      const { zip } = jwe.header.members;
      if (zip === undefined) return pass();
      const values = { expected: absent, observed: observe('text', zip) };
      return zip === 'DEF' ? warn('compressed', values) : warn('unknown', values);
    },
  },
  {
    name: 'jwe-header-claims',
    catalogue: 'C11',
    clauses: ['RFC 7519 5.3'],
    judge({ jwe, jwt }) {
      if (!jwe || jwt?.form !== 'jws' || jwt.payload.problem) return null;
      const [outer, inner] = [jwe.header.members, jwt.payload.members];
      const replicated = ['iss', 'sub', 'aud'].filter((name) => outer[name] !== undefined);
      if (replicated.length === 0) return null;
      const differing = replicated.find(
        (name) => JSON.stringify(outer[name]) !== JSON.stringify(inner[name]),
      );
      if (differing === undefined) return pass({ observed: list('text', replicated) });
      const kind = differing === 'iss' ? 'issuer' : differing === 'aud' ? 'client_id' : 'text';
      return warn('differs', {
        expected: observe(kind, inner[differing]),
        observed: observe(kind, outer[differing]),
      });
    },
  },
  {
    name: 'token-confusion',
    catalogue: 'C12',
    clauses: ['RFC 8725 3.12'],
    judge({ jwt }) {
      if (jwt?.form !== 'jws' || jwt.payload.problem) return null;
      const claims = jwt.payload.members;
      const found = (names: readonly string[]) => names.filter((name) => claims[name] !== undefined);
      const values = { expected: list('text', answers), observed: list('text', Object.keys(claims)) };
      // A JWT that answers the request and says more than it should is a response nevertheless.
      if (found(answers).length > 0 || claims['sub'] === undefined) return pass();
      if (found(ofIdTokens).length > 0) return fail('id-token', values);
      return found(ofAccessTokens).length > 0 ? fail('access-token', values) : pass();
    },
  },
];

/** Claims that make an authorization response. */
const answers = ['code', 'error', 'access_token', 'id_token', 'state'];
/** Claims of an ID token (OpenID Connect Core 2, 3.3.2.11), and of an access token (RFC 9068 2.2). */
const ofIdTokens = ['nonce', 'auth_time', 'at_hash', 'c_hash', 's_hash', 'azp', 'acr', 'amr'];
const ofAccessTokens = ['client_id', 'scope'];
