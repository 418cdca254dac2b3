/** Why a file, or what was pasted, cannot be used. */
export const fileProblems = [
  /** The browser does not give what is in it. */
  'unreadable',
  'empty',
  'too-large',
  'not-json',
  'too-deep',
  /** JSON, but nothing that this tool or a browser writes. */
  'not-a-bundle',
  'not-a-har',
  /** A schema, or a version of HAR, that came after this version of the tool. */
  'newer',
  /** An export without its secrets: nothing in it can be judged again. */
  'redacted',
  /** A sealed bundle, which takes its passphrase first. */
  'sealed',
  'not-sealed',
  /** Something else than PBES2-HS512+A256KW with A256GCM, or more iterations than are computed. */
  'seal-algorithm',
  'seal-iterations',
  'seal-broken',
  'passphrase',
  /** A member is missing, or is not what it must be. */
  'broken',
  'too-many',
  'no-response',
  /** A response that no registered client fits. */
  'no-client',
  /** A response that more than one registered client fits. */
  'which-client',
] as const;
export type FileProblemCode = (typeof fileProblems)[number];

/** A problem, and what it is about: a path, a limit, a version or a callback. Null where there is nothing to add. */
export interface FileProblem {
  readonly problem: FileProblemCode;
  readonly detail: string | null;
}

/** Makes a problem. */
export function problem(problem: FileProblemCode, detail: string | number | null = null): FileProblem {
  return { problem, detail: detail === null ? null : String(detail) };
}

/** Whether reading something came to a problem. */
export function isProblem(read: object): read is FileProblem {
  return 'problem' in read;
}
