import type { AuthorizationResponse, HttpAnswer } from './authorization-response.ts';
import type { FaultContext } from './faults/fault.ts';
import { parameter } from './faults/fault.ts';
import { changeClaims } from './faults/jarm.ts';

/** How the server's clock is set. */
export interface ServerClock {
  /** From now on it is so many seconds ahead of this computer's; negative is behind. */
  set(ahead: number): void;
  reset(): void;
}

export interface ServerClockSwitch extends ServerClock {
  /** In seconds. */
  readonly ahead: number;
  /** The answer with the `Date` that such a server writes. */
  dated(answer: HttpAnswer): HttpAnswer;
  /** The response with the times that such a server writes into its JWT, signed again. */
  timed(response: AuthorizationResponse, context: FaultContext): Promise<AuthorizationResponse>;
}

const times = new Set(['exp', 'iat', 'nbf']);

/** A clock that is right until told otherwise. */
export function serverClock(): ServerClockSwitch {
  let ahead = 0;
  return {
    set(seconds) {
      ahead = seconds;
    },
    reset() {
      ahead = 0;
    },
    get ahead() {
      return ahead;
    },
    dated: (answer) => ({
      ...answer,
      headers: { ...answer.headers, date: new Date(Date.now() + ahead * 1000).toUTCString() },
    }),
    async timed(response, context) {
      if (ahead === 0 || parameter(response, 'response') === undefined) return response;
      return await changeClaims(response, context, (claims) =>
        Object.fromEntries(
          Object.entries(claims).map(([name, value]) => [
            name,
            times.has(name) && typeof value === 'number' ? value + ahead : value,
          ]),
        ),
      );
    },
  };
}
