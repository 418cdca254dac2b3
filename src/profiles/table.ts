import type { Outcome } from '../checks/check.ts';

/** How a profile judges one result of a check, and the clauses that make it so. */
export interface Overlay {
  readonly outcome: Outcome;
  readonly clauses: readonly string[];
}

/** By check and code, such as `kid-needed ambiguous`; `pass` stands for a result without a code. */
export type ProfileTable = Readonly<Record<string, Overlay>>;

export const failing = (...clauses: readonly string[]): Overlay => ({ outcome: 'fail', clauses });
export const warning = (...clauses: readonly string[]): Overlay => ({ outcome: 'warn', clauses });
export const noting = (...clauses: readonly string[]): Overlay => ({ outcome: 'info', clauses });
export const passing = (...clauses: readonly string[]): Overlay => ({ outcome: 'pass', clauses });
