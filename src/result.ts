import * as v from 'valibot';

/** What a response brought: an error code, the names of what was granted, or why neither can be read. */
export const Result = v.object({
  kind: v.picklist(['granted', 'error', 'unreadable']),
  text: v.string(),
});
export type Result = v.InferOutput<typeof Result>;

/** What a response brought, by its parameters. */
export function resultOfAnswer(answer: (name: string) => unknown): Result {
  const error = answer('error');
  if (error !== undefined) return { kind: 'error', text: typeof error === 'string' ? error : 'error' };
  const granted = ['code', 'access_token', 'id_token'].filter((name) => answer(name) !== undefined);
  return granted.length > 0
    ? { kind: 'granted', text: granted.join(' ') }
    : { kind: 'unreadable', text: 'nothing' };
}
