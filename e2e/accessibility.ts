import { type AxeResults, type RunOptions, source } from 'axe-core';
import type { Frame, Page } from 'playwright';
import { isFor } from './dealt.ts';

/** What the injected script leaves behind, inside the browser. */
declare const axe: { run(options: RunOptions): Promise<AxeResults> };

/**
 * What axe-core finds wrong in a document as it stands: the rule, what it wants, and the elements. The script is evaluated by the debugger, which a page's content security policy does not stop.
 *
 * @param rules those to look at, all where left out; of a second theme only `color-contrast` can say something new
 */
export async function violations(document: Frame | Page, rules?: readonly string[]): Promise<string[]> {
  // Firefox 153 crashes when these are read off an element of an extension's page; axe-core can do without.
  await document.evaluate(() => {
    const reflected = Object.keys(Object.getOwnPropertyDescriptors(Element.prototype));
    for (const name of reflected.filter((name) => /^aria\w+Elements?$/.test(name)))
      Reflect.deleteProperty(Element.prototype, name);
  });
  await document.evaluate(source);
  const options: RunOptions = {
    // What is right is of no interest but for its name, and no style sheet comes from elsewhere.
    resultTypes: ['violations'],
    preload: false,
    ...(rules && { runOnly: { type: 'rule', values: [...rules] } }),
  };
  const { ran, found } = await document.evaluate(async (options) => {
    const { passes, violations } = await axe.run(options);
    return {
      ran: [...passes, ...violations].map(({ id }) => id),
      found: violations.map(
        ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' ')}`,
      ),
    };
  }, options);
  // In a document without a size it finds nothing to look at, and so nothing wrong.
  if (!ran.includes('color-contrast')) throw new Error('axe-core saw no text');
  return found;
}

/**
 * The same, on the way of a test of something else: in one of the browsers, for what stands in the document is the same in
 * both, and to look at it takes as long as a login.
 */
export async function violationsInOne(document: Frame | Page, rules?: readonly string[]): Promise<string[]> {
  return isFor('chromium') ? await violations(document, rules) : [];
}
