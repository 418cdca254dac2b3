import type { Context } from '../../src/checks/check.ts';
import { type TypedName, type TypedRecord, typedNames } from '../../src/records.ts';

/** Values of request parameters by name; an empty one says that the parameter was not sent. */
export type TypedValues = TypedRecord['values'];
/** What was changed in a form: null takes a value away. */
export type Edits = Readonly<Partial<Record<TypedName, string | null>>>;
/** For which responses something is typed: for one exchange, or for all of its client. */
export type Scope = 'exchange' | 'client';
/** What was typed so far, for each scope. */
export type Typed = Readonly<Record<Scope, TypedRecord | null>>;

/** The request parameters that the browser did not see: those that a tester can type in. */
export function hiddenNames({ request }: Pick<Context, 'request'>): TypedName[] {
  return typedNames.filter((name) => !request || request.get(name) === null);
}

/** The values of a form: what is stored, with the changes that were made to it. */
export function editedValues(record: TypedRecord | null, edits: Edits): TypedValues {
  const edited = { ...record?.values, ...edits };
  return Object.fromEntries(
    typedNames.flatMap((name) => {
      const value = edited[name];
      return value === undefined || value === null ? [] : [[name, value] as const];
    }),
  );
}

/** What takes all values of a form away. */
export const clearedEdits: Edits = Object.fromEntries(typedNames.map((name) => [name, null] as const));
