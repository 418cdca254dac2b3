import type { Said } from '../checks/check.ts';
import type { Profile } from '../profile.ts';
import { auCdr } from './au-cdr.ts';
import { fapi1Advanced } from './fapi1-advanced.ts';
import { fapi2MessageSigning } from './fapi2-message-signing.ts';
import { fapi2Security } from './fapi2-security.ts';
import { oidc } from './oidc.ts';
import type { Overlay, ProfileTable } from './table.ts';

/** What each profile judges otherwise than plain OAuth, which the checks themselves are graded for. */
export const tables: Readonly<Record<Profile, ProfileTable>> = {
  oauth2: {},
  oidc,
  'fapi1-advanced': fapi1Advanced,
  'fapi2-security': fapi2Security,
  'fapi2-message-signing': fapi2MessageSigning,
  'au-cdr': auCdr,
};

/** The checks that each profile has something to say of: most results need not be looked up. */
const judged: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(tables).map(([profile, table]) => [
    profile,
    new Set(Object.keys(table).map((row) => row.replace(/ .*/, ''))),
  ]),
);

/** How the profile judges what a check said; null where it says nothing of its own. */
export function overlayOf(profile: Profile, check: string, { code, outcome }: Said): Overlay | null {
  if (!judged.get(profile)?.has(check)) return null;
  const table = tables[profile];
  const name = `${check} ${code ?? outcome}`;
  return Object.hasOwn(table, name) ? (table[name] ?? null) : null;
}
