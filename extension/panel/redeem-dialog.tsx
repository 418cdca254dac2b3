import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { LoginProblem, LoginProblemCode } from '../../src/login/problem.ts';
import type { ServerError } from '../../src/login/server-error.ts';
import { type TokenAnswer, readTokenAnswer } from '../../src/login/token-answer.ts';
import { isRedeemed, secretsOf, verifierOf } from '../../src/recordset.ts';
import { fetchSentence } from '../../src/wording/fetches.ts';
import { Dialog } from '../ui/dialog.tsx';
import type { Inspected } from '../ui/inspected.ts';
import { originOf } from '../ui/key-facts.ts';
import { LoginProblems } from '../ui/login-problems.tsx';
import { Received } from '../ui/received.tsx';
import { ServerErrorNotice } from '../ui/server-error.tsx';
import { TokenAnswerView } from '../ui/token-answer.tsx';
import { allowAccess, wantKeys } from './actions.ts';
import { type Redeemed, redeem } from './redeem.ts';
import { inspection, recordsNow } from './state.ts';

interface RedeemDialogProps {
  readonly inspected: Inspected;
  readonly onClose: () => void;
}

/** Redeems the code of a response on a click, and judges the ID token of the answer. */
export function RedeemDialog({ inspected, onClose }: RedeemDialogProps) {
  const { exchange } = inspected;
  const set = recordsNow();
  const verifier = useSignal((set && verifierOf(set, exchange)) ?? '');
  const isKnown = useSignal(verifier.peek() !== '');
  const wasRedeemed = useSignal(set !== null && isRedeemed(set, exchange));
  const inSpiteOf = useSignal<readonly LoginProblemCode[]>([]);
  const problems = useSignal<readonly LoginProblem[]>([]);
  const unsent = useSignal<Extract<Redeemed, { unsent: unknown }> | null>(null);
  const answered = useSignal<Extract<Redeemed, { answer: unknown }> | null>(null);
  const read = useSignal<TokenAnswer | ServerError | null>(null);
  const isUnstored = useSignal(false);
  const progress = useSignal<string | null>(null);

  // What is learnt of the issuer's keys meanwhile is judged with.
  const now = inspection.value;
  const { context } = now?.exchange.id === exchange.id ? now : inspected;
  const endpoint = context.metadata?.token_endpoint;
  useEffect(() => {
    if (!answered.value) return;
    const { answer, at } = answered.value;
    const records = recordsNow();
    void readTokenAnswer(context, records && secretsOf(records, exchange), answer, at).then((told) => {
      read.value = told;
    });
  }, [answered.value, context]);
  const needsKeys = read.value !== null && 'idToken' in read.value && read.value.idToken?.needsKeys === true;
  useEffect(() => {
    if (needsKeys) void wantKeys(exchange.id);
  }, [needsKeys]);

  const onSubmit = async (event: SubmitEvent) => {
    event.preventDefault();
    [problems.value, unsent.value, answered.value, read.value] = [[], null, null, null];
    isUnstored.value = false;
    progress.value = 'Waiting for the server';
    const again: LoginProblemCode[] = wasRedeemed.value ? ['redeemed'] : [];
    const became = await redeem(inspected, verifier.value.trim(), [...inSpiteOf.value, ...again]).catch(
      () => null,
    );
    progress.value = null;
    if (!became) isUnstored.value = true;
    else if ('problems' in became) problems.value = became.problems;
    else if ('unsent' in became) unsent.value = became;
    else {
      answered.value = became;
      wasRedeemed.value = true;
    }
  };
  return (
    <Dialog title="Redeem the code" onClose={onClose}>
      <form onSubmit={(event) => void onSubmit(event)}>
        <p>
          Sends the code to the token endpoint
          {endpoint !== undefined && (
            <>
              {' '}
              <code>
                <Received text={endpoint} />
              </code>
            </>
          )}
          , as the client would. A code works once: the application cannot redeem it any more. No token is
          stored.
        </p>
        <label>
          code_verifier{' '}
          <span class="dim">
            {isKnown.value
              ? 'of the login that was started here'
              : 'of the application, if the login used PKCE'}
          </span>
          <input
            type="password"
            name="code_verifier"
            autocomplete="off"
            spellcheck={false}
            readOnly={isKnown.value}
            value={verifier.value}
            onInput={({ currentTarget }) => (verifier.value = currentTarget.value)}
          />
        </label>
        {problems.value.length > 0 && (
          <LoginProblems
            problems={problems.value}
            inSpiteOf={inSpiteOf.value}
            onInSpiteOf={(codes) => (inSpiteOf.value = codes)}
          />
        )}
        {isUnstored.value && (
          <p role="alert" class="tone-fail">
            Nothing was sent: the browser refused to store that the code is redeemed, since the room it gives
            the extension is used up. Clear responses that you no longer need, then try again.
          </p>
        )}
        {unsent.value && (
          <div role="alert" class="tone-fail">
            <p>
              {fetchSentence(
                unsent.value.unsent.problem,
                { url: unsent.value.endpoint, detail: unsent.value.unsent.detail },
                context.client.issuer,
              )}
              .
            </p>
            {unsent.value.unsent.problem === 'no-access' && (
              <button
                type="button"
                onClick={() => unsent.value && allowAccess(unsent.value.endpoint, exchange.id)}
              >
                Allow access to {originOf(unsent.value.endpoint)}
              </button>
            )}
          </div>
        )}
        {read.value && 'members' in read.value && <TokenAnswerView answer={read.value} />}
        {read.value && 'body' in read.value && (
          <ServerErrorNotice what="The server refused the code" error={read.value} />
        )}
        <p class="acts">
          <button type="submit" class={wasRedeemed.value ? '' : 'primary'} disabled={progress.value !== null}>
            {wasRedeemed.value ? 'Send it again, to see it refused' : 'Redeem'}
          </button>
          <button type="button" onClick={onClose}>
            Close
          </button>
          <span role="status">{progress.value}</span>
        </p>
      </form>
    </Dialog>
  );
}
