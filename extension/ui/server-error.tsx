import type { ServerError } from '../../src/login/server-error.ts';
import { Received } from './received.tsx';

interface ServerErrorNoticeProps {
  readonly what: string;
  readonly error: ServerError;
}

/** An error of the server, as it came. */
export function ServerErrorNotice({ what, error }: ServerErrorNoticeProps) {
  return (
    <div role="alert" class="tone-fail" data-server-error={error.error ?? error.status}>
      <p>
        {what}: status {error.status}
        {error.error !== null && (
          <>
            , <code>{<Received text={error.error} />}</code>
          </>
        )}
        {error.error_description !== null && (
          <>
            {' '}
            <Received text={error.error_description} />
          </>
        )}
      </p>
      {error.error === null && error.body !== '' && (
        <p class="block">
          <code>
            <Received text={error.body} />
          </code>
        </p>
      )}
    </div>
  );
}
