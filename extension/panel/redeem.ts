import type { HttpAnswer } from '../../src/login/http.ts';
import type { LoginProblem, LoginProblemCode } from '../../src/login/problem.ts';
import { redeemRequest } from '../../src/login/redeem.ts';
import { type RedeemedRecord, recordKey } from '../../src/records.ts';
import { isRedeemed, secretsOf } from '../../src/recordset.ts';
import { type Problem, send } from '../issuer.ts';
import { removeRecords, writeRecords } from '../store.ts';
import type { Inspected } from '../ui/inspected.ts';
import { recordsNow } from './state.ts';

/** What became of a token request. */
export type Redeemed =
  | { readonly answer: HttpAnswer; readonly at: number }
  | { readonly problems: readonly LoginProblem[] }
  | { readonly unsent: Problem; readonly endpoint: string };

/**
 * Redeems the code of a response, once: that it was redeemed is written down before it is sent.
 *
 * @param code_verifier as typed, or that of the login; empty where it is not known
 * @throws where the browser refuses to store that, for want of room: then nothing was sent
 */
export async function redeem(
  { context, exchange }: Inspected,
  code_verifier: string,
  inSpiteOf: readonly LoginProblemCode[],
): Promise<Redeemed> {
  const set = recordsNow();
  const request = await redeemRequest(
    {
      context,
      secrets: set && secretsOf(set, exchange),
      code_verifier: code_verifier === '' ? null : code_verifier,
      isRedeemed: set !== null && isRedeemed(set, exchange),
      inSpiteOf,
    },
    crypto.randomUUID(),
    Math.floor(Date.now() / 1000),
  );
  if ('problems' in request) return request;
  const record: RedeemedRecord = { response: exchange.id, at: Date.now() };
  await writeRecords({ [recordKey.redeemed(exchange.id)]: record });
  const answer = await send(request, context.client);
  if (!('problem' in answer)) return { answer, at: Date.now() };
  // These are found before anything is sent.
  if (['no-access', 'not-allowed', 'not-arranged'].includes(answer.problem))
    await removeRecords([recordKey.redeemed(exchange.id)]);
  return { unsent: answer, endpoint: request.url };
}
