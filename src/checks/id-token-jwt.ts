import type { Profile } from '../profile.ts';
import { overlayOf } from '../profiles/index.ts';
import { type Check, type Context, type Outcome, type Said } from './check.ts';
import { claimChecks } from './claims.ts';
import { envelopeChecks } from './envelope.ts';
import { signatureChecks } from './signature.ts';
import { hmacChecks } from './signature-hmac.ts';

/** A check on the ID token that asks what checks on the response's JWT ask. */
interface Borrowed extends Pick<Check, 'name' | 'catalogue' | 'clauses'> {
  /** The names of those checks. What the worst of them says is said of the ID token. */
  readonly rules: readonly string[];
  /** What the code of a finding is: the rule's own, or, where those would be too many, the name of the rule. */
  readonly code: 'own' | 'rule';
}

/** What holds for any JWT is judged of the ID token by the very rules that judge the response's. */
export const borrowed: readonly Borrowed[] = [
  {
    name: 'idt-form',
    catalogue: 'I02',
    clauses: ['OIDC Core 2', 'RFC 7519 7.2'],
    rules: [
      'jwt-structure',
      'response-charset',
      'header-json',
      'payload-json',
      'alg-present',
      'typ',
      'crit',
      'header-keys',
    ],
    code: 'rule',
  },
  {
    name: 'idt-signature',
    catalogue: 'I02',
    clauses: ['OIDC Core 3.2.2.11', 'OIDC Core 3.1.3.7', 'RFC 7515 5.2'],
    rules: ['signature'],
    code: 'own',
  },
  {
    name: 'idt-alg-profile',
    catalogue: 'I01',
    clauses: ['RFC 8725 3.2'],
    rules: ['alg-profile'],
    code: 'own',
  },
  {
    name: 'idt-key',
    catalogue: 'I02',
    clauses: ['OIDC Core 10.1', 'RFC 7515 4.1.4', 'RFC 7518 3'],
    rules: [
      'hmac-public-key',
      'hmac-public-client',
      'hmac-key-length',
      'kid-known',
      'kid-needed',
      'kid-unique',
      'key-use',
      'key-alg',
      'key-type',
      'key-size',
      'signature-length',
    ],
    code: 'rule',
  },
  {
    name: 'idt-iss',
    catalogue: 'I03',
    clauses: ['OIDC Core 2', 'OIDC Core 3.1.3.7'],
    rules: ['iss-match', 'iss-present', 'iss-form'],
    code: 'own',
  },
  {
    name: 'idt-aud',
    catalogue: 'I03',
    clauses: ['OIDC Core 2', 'OIDC Core 3.1.3.7'],
    rules: ['aud-match', 'aud-present'],
    code: 'own',
  },
  {
    name: 'idt-exp',
    catalogue: 'I03',
    clauses: ['OIDC Core 2', 'OIDC Core 3.1.3.7'],
    rules: ['exp-valid', 'exp-present', 'exp-absurd'],
    code: 'own',
  },
  {
    name: 'idt-nbf',
    catalogue: 'I03',
    clauses: ['RFC 7519 4.1.5'],
    rules: ['nbf'],
    code: 'own',
  },
];

const known = new Map(
  [...envelopeChecks, ...hmacChecks, ...signatureChecks, ...claimChecks].map((rule) => [rule.name, rule]),
);

/** The checks that rules make together. */
export const borrowedChecks: readonly Check[] = borrowed.map(({ rules, code, ...check }) => ({
  ...check,
  judge: (context) => judgeByRules(context, rules, code),
}));

/** From the worst to the best; what could not be judged hides behind what was found wrong. */
const severity: readonly Outcome[] = ['fail', 'warn', 'unsupported', 'skip', 'info', 'pass'];

function judgeByRules(context: Context, rules: readonly string[], code: Borrowed['code']): Said | null {
  const own = contextOfIdToken(context);
  if (!own) return null;
  const profile = profileOfIdToken(context);
  const said = rules.flatMap((name) => {
    const plain = known.get(name)?.judge(own);
    if (!plain) return [];
    const answer = { ...plain, outcome: overlayOf(profile, name, plain)?.outcome ?? plain.outcome };
    const isNamed = code === 'rule' && ['fail', 'warn', 'info'].includes(answer.outcome);
    return [isNamed ? { ...answer, code: name } : answer];
  });
  return severity.flatMap((outcome) => said.find((one) => one.outcome === outcome) ?? [])[0] ?? null;
}

/** An ID token is OpenID Connect's, whatever else the client is judged by. */
function profileOfIdToken({ profile }: Context): Profile {
  return profile === 'oauth2' ? 'oidc' : profile;
}

/** The context in which the ID token stands where the response's JWT does; null where there is none. */
function contextOfIdToken(context: Context): Context | null {
  const { idToken } = context;
  if (!idToken) return null;
  const { text, jwt, jwe, decryption, signature } = idToken;
  return { ...context, compact: text, jwt, jwe, decryption, signature };
}
