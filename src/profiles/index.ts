import type { Outcome, Said } from '../checks/check.ts';
import type { Profile } from '../profile.ts';

/** How a profile judges one result of a check, and the clause that makes it so. */
export interface Overlay {
  readonly outcome: Outcome;
  readonly clauses: readonly string[];
}

/** By check and code, such as `kid-needed ambiguous`. */
export type ProfileTable = Readonly<Record<string, Overlay>>;

const tables: Readonly<Record<Profile, ProfileTable>> = {
  oauth2: {},
  oidc: {},
  'fapi1-advanced': {},
  'fapi2-security': {},
  'fapi2-message-signing': {},
  'au-cdr': {},
};

/** How the profile judges what a check said; null where it says nothing of its own. */
export function overlayOf(profile: Profile, check: string, { code }: Said): Overlay | null {
  const table = tables[profile];
  const name = `${check} ${code ?? ''}`;
  return Object.hasOwn(table, name) ? (table[name] ?? null) : null;
}
