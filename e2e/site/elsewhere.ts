import type { AuthorizationResponse, Channel } from './authorization-response.ts';
import { parameter } from './faults/fault.ts';
import type { UsualFaultName } from './faults/index.ts';

/** What the hop breaks in responses to logins that the site's application did not start, such as a tester's own. */
export interface Elsewhere {
  /** From now on these JWT responses are broken, by where they travel. They are taken for the client RS256's. */
  set(faults: { readonly [In in Channel]?: UsualFaultName }): void;
  reset(): void;
}

export interface FaultsElsewhere extends Elsewhere {
  /** Whether anything is to be broken. */
  readonly isSet: boolean;
  faultIn(response: AuthorizationResponse): UsualFaultName | undefined;
}

/** Nothing broken, until told otherwise. */
export function faultsElsewhere(): FaultsElsewhere {
  let faults: Parameters<Elsewhere['set']>[0] = {};
  return {
    set(wanted) {
      faults = wanted;
    },
    reset() {
      faults = {};
    },
    get isSet() {
      return Object.keys(faults).length > 0;
    },
    faultIn: (response) =>
      parameter(response, 'response') === undefined ? undefined : faults[response.channel],
  };
}
