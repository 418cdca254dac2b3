import { type Context, type Said, skip } from './check.ts';

/** Judges the response parameters that count, or says why they cannot be read. */
export function ifAnswer(
  context: Context,
  judge: (answer: (name: string) => unknown) => Said | null,
): Said | null {
  if (context.answer) return judge(context.answer);
  return context.jwt?.form === 'jwe' ? skip('encrypted') : null;
}
