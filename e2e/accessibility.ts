import { type AxeResults, source } from 'axe-core';
import type { Frame, Page } from 'playwright';

/** What the injected script leaves behind, inside the browser. */
declare const axe: { run(): Promise<AxeResults> };

/**
 * What axe-core finds serious or critical in a document as it stands: the rule, what it wants, and the elements. The
 * script is evaluated by the debugger, which a page's content security policy does not stop.
 */
export async function seriousViolations(document: Frame | Page): Promise<string[]> {
  await document.evaluate(source);
  const { ran, violations } = await document.evaluate(async () => {
    const { passes, violations } = await axe.run();
    return {
      ran: [...passes, ...violations].map(({ id }) => id),
      violations: violations.map(({ id, help, impact, nodes }) => ({
        impact,
        text: `${id}: ${help}: ${nodes.map(({ html }) => html).join(' ')}`,
      })),
    };
  });
  // In a document without a size it finds nothing to look at, and so nothing wrong.
  if (!ran.includes('color-contrast')) throw new Error('axe-core saw no text');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ text }) => text);
}
