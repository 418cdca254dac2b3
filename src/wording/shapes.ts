import type { Outcome, SkipCode } from '../checks/check.ts';

/** As much of a finding as its title depends on; a stored summary keeps no more. */
export interface Titled {
  readonly check: string;
  readonly outcome: Outcome;
  readonly code?: string | undefined;
}

/** What one check is called, by what it found. Without full stop; fit to stand behind "Rejected: ". */
export interface CheckTitles {
  readonly pass: string;
  /** One for each way to fail, to warn or to be worth a note. */
  readonly codes: Readonly<Record<string, string>>;
  /** What stands before the reason where the check was skipped, such as "State not judged". */
  readonly skipped: string;
  /** Reasons that say it better here than the general ones. */
  readonly reasons?: Readonly<Partial<Record<SkipCode, string>>>;
}

/** Who has to act. */
export type Act = 'server' | 'application' | 'registration' | 'tester';

/** Why a rule matters, who has to act where it is broken, and what to do. */
interface Explanation {
  readonly why: string;
  readonly act: Act;
  readonly todo: string;
}

/** The explanation of a check, and where one of its codes needs another. */
export interface CheckExplanation extends Explanation {
  readonly codes?: Readonly<Record<string, Partial<Explanation>>>;
}

export type FamilyTitles = Readonly<Record<string, CheckTitles>>;
export type FamilyExplanations = Readonly<Record<string, CheckExplanation>>;
