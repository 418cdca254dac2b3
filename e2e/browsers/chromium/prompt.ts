import type { Locator } from 'playwright';
import { poll } from '../../poll.ts';
import type { Display } from '../xvfb.ts';

/** The part of the screen, between 0 and 1, that the prompt changes at least: it darkens the whole window. */
const PROMPT = 0.2;
/** Long enough for one key press to show its effect, in milliseconds. */
const EFFECT = 5_000;
/**
 * How long nothing must move on the screen before the prompt is complete, in milliseconds. It fades in, draws the frame
 * of the focus 250 ms later, and a key that comes before that is lost; and for half a second Chromium's dialogs ignore
 * Return, their guard against keys meant for something else.
 */
const CALM = 600;

/** The part of the screen, between 0 and 1, in which two pictures of it differ. */
function difference(one: Uint32Array, other: Uint32Array): number {
  let count = 0;
  for (let index = 0; index < one.length; index += 1) if (one[index] !== other[index]) count += 1;
  return count / one.length;
}

/** Presses a key, again if need be, until the screen differs from `before` in more than `part` of it. */
async function press(display: Display, key: string, before: Uint32Array, part: number): Promise<void> {
  const hasEffect = async (): Promise<boolean> => difference(before, await display.screen()) > part;
  await poll(`the effect of ${key} on the permission prompt`, async () => {
    await display.key(key);
    return poll('an effect', hasEffect, EFFECT);
  });
}

/** Waits until the screen differs from `before` in more than the part of the prompt, and moves no more. */
async function promptScreen(display: Display, before: Uint32Array): Promise<Uint32Array> {
  let last = before;
  let since = Date.now();
  return poll('the permission prompt', async () => {
    const now = await display.screen();
    if (difference(last, now) > 0) since = Date.now();
    last = now;
    return Date.now() - since >= CALM && difference(before, now) > PROMPT ? now : undefined;
  });
}

/**
 * Clicks `button`, which must raise the permission prompt, and answers that. Needs a Chromium whose DevTools stands
 * beside the page (`dock: 'right'`) and has opened, for it takes the keyboard when it does. Chromium draws the prompt
 * into its own window: neither a debugger nor the X server knows of it, so the screen is looked at. The button that
 * refuses has the focus at first, the one that allows is next (Chromium 156).
 */
export async function answerPrompt(
  display: Display,
  button: Locator,
  answer: 'allow' | 'deny',
): Promise<void> {
  await button.page().bringToFront();
  const before = await display.screen();
  await button.click();
  const asked = await promptScreen(display, before);
  if (answer === 'allow') await press(display, 'Tab', asked, 0);
  await press(display, 'Return', asked, PROMPT);
}
