import { visibleText } from '../../src/wording/visible.ts';

/**
 * Text that someone else wrote: a text node, set apart so that letters written from right to left move nothing around
 * them, with control characters made visible.
 */
export function Received({ text }: { readonly text: string }) {
  return <bdi>{visibleText(text)}</bdi>;
}
