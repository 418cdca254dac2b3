import type { Context } from '../../src/checks/check.ts';
import { obstacleOf, originOf } from '../ui/key-facts.ts';
import { Mark } from '../ui/mark.tsx';
import { Problems } from '../ui/problems.tsx';
import { allowAccess, wantKeys } from './actions.ts';
import { isWanted } from './state.ts';

interface ObstacleNoticeProps {
  readonly context: Context;
  /** Whether the verdict waits for the issuer. */
  readonly isPending: boolean;
}

/** What stands in the way of a full verdict, with the buttons that may clear it away. */
export function ObstacleNotice({ context, isPending }: ObstacleNoticeProps) {
  const obstacle = obstacleOf(context, isPending || isWanted.value);
  if (!obstacle) return null;
  const response = context.evidence.response.id;
  const { problems, isAsking, requestHidden, noAccess } = obstacle;
  const canRetry = problems.length > 0 && !isAsking;
  return (
    <div class="notice" role="status">
      <Mark tone={isAsking ? 'wait' : 'info'} />
      <div>
        {isAsking && <p>Asking {originOf(context.client.issuer)} for its keys…</p>}
        <Problems problems={isAsking ? [] : problems} issuer={context.client.issuer} />
        {requestHidden && (
          <p>
            The authorization request could not be seen: the extension has no access to the authorization
            endpoint.
          </p>
        )}
        {(noAccess.length > 0 || canRetry) && (
          <p class="acts">
            {noAccess.map((url) => (
              <button type="button" key={url} onClick={() => allowAccess(url, response)}>
                Allow access to {originOf(url)}
              </button>
            ))}
            {canRetry && (
              <button type="button" onClick={() => void wantKeys(response)}>
                Retry
              </button>
            )}
          </p>
        )}
      </div>
    </div>
  );
}
