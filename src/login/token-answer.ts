import { type Context, type Finding, type Value, observe, requested } from '../checks/check.ts';
import { judgeRedeemed } from '../checks/index.ts';
import { judgeSignature } from '../inspect.ts';
import { momentOf } from '../read/clock.ts';
import { readIdToken } from '../read/id-token.ts';
import type { Secrets } from '../secrets.ts';
import { type Verdict, foldVerdict } from '../verdict.ts';
import type { HttpAnswer } from './http.ts';
import { type ServerError, membersOf, readServerError } from './server-error.ts';

/** What the token endpoint gave for a code (RFC 6749 5.1; OpenID Connect Core 3.1.3.3). */
export interface TokenAnswer {
  readonly status: number;
  /** Its members in order. Every token, and every text nobody knows, is a value of the kind `token`. */
  readonly members: readonly (readonly [name: string, value: Value])[];
  /** The ID token, judged; null where there is none. */
  readonly idToken: JudgedIdToken | null;
  /** Whether `openid` was asked for and no ID token came (OpenID Connect Core 3.1.3.3). */
  readonly lacksIdToken: boolean;
}

/** An ID token with what was found of it. */
export interface JudgedIdToken {
  /** That of the response, with this ID token in it. */
  readonly context: Context;
  readonly findings: readonly Finding[];
  readonly verdict: Verdict;
  /** Whether the issuer has to be asked for its keys once more, and the answer read again with what it says. */
  readonly needsKeys: boolean;
}

/** Members that are no secret (RFC 6749 5.1 and 5.2). */
const publicNames: ReadonlySet<string> = new Set([
  'token_type',
  'expires_in',
  'scope',
  'error',
  'error_description',
  'error_uri',
]);

/**
 * Reads what the token endpoint answered, and judges its ID token as the one of a response is judged. Never throws.
 *
 * @param context of the response that brought the code
 * @param at when the answer came, in milliseconds since 1970
 * @returns the server's error as it came where it gave no token
 */
export async function readTokenAnswer(
  context: Context,
  secrets: Secrets | null,
  answer: HttpAnswer,
  at: number,
): Promise<TokenAnswer | ServerError> {
  const given = membersOf(answer);
  const isSuccess = answer.status >= 200 && answer.status <= 299;
  if (!isSuccess || (typeof given['access_token'] !== 'string' && typeof given['id_token'] !== 'string'))
    return readServerError(answer);
  const scope = requested(context, 'scope');
  const asksForOne = 'value' in scope && scope.value?.split(' ').includes('openid') === true;
  return {
    status: answer.status,
    members: Object.entries(given).map(([name, value]) => [
      name,
      observe(publicNames.has(name) ? 'text' : 'token', value),
    ]),
    idToken: await judgeIdToken(context, secrets, given, at),
    lacksIdToken: asksForOne && given['id_token'] === undefined,
  };
}

async function judgeIdToken(
  context: Context,
  secrets: Secrets | null,
  given: Readonly<Record<string, unknown>>,
  at: number,
): Promise<JudgedIdToken | null> {
  const { evidence, keys, clock } = context;
  // The code and the state are those of the response that the hashes were made for.
  const brought = new Set(['code', 'state']);
  const answer = (name: string) => (brought.has(name) ? context.answer?.(name) : given[name]);
  const secret = secrets?.client_secret ?? '';
  const idToken = await readIdToken(answer, secrets, async (jws) =>
    judgeSignature(jws, keys && [...keys], secret, evidence, at),
  );
  if (!idToken) return null;
  const arrived = at / 1000;
  const own = { ...context, arrived, moment: momentOf(arrived, clock), answer, idToken };
  const findings = judgeRedeemed(own);
  return {
    context: own,
    findings,
    verdict: foldVerdict(findings, true, 'idt-signature'),
    needsKeys: idToken.signature?.state === 'no-keys',
  };
}
