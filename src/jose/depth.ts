/** No JWT, JWKS, bundle or HAR is nested deeper; what walks through a text that is could break. */
export const depthLimit = 100;

const [quote, backslash] = ['"', '\\'].map((one) => one.charCodeAt(0));
const openers = new Set(['{', '['].map((one) => one.charCodeAt(0)));
const closers = new Set(['}', ']'].map((one) => one.charCodeAt(0)));

/** How deep the brackets of a text are nested, those in strings left out. Takes one pass, and never throws. */
export function depthOf(text: string): number {
  let [depth, deepest, inString] = [0, 0, false];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === backslash && inString) at += 1;
    else if (code === quote) inString = !inString;
    else if (inString) continue;
    else if (openers.has(code)) deepest = Math.max(deepest, (depth += 1));
    else if (closers.has(code)) depth -= 1;
  }
  return deepest;
}
