import type { Locator, Page } from 'playwright';
import type { Browser } from './browsers/browser.ts';

/** The part of the extension API that the options page is asked through, inside the browser. */
declare const chrome: {
  permissions: { getAll(): Promise<{ origins?: string[] }> };
  storage: {
    local: { get(keys: null): Promise<Record<string, unknown>>; clear(): Promise<void> };
  };
};

/** The options page, as a tester finds things on it: by label and by role. */
export interface OptionsView {
  readonly page: Page;
  /** A text field, select or switch by its label, the whole of it. */
  field(label: string): Locator;
  button(name: string): Locator;
  /** Types into fields, in order, over what was there. */
  type(fields: Readonly<Record<string, string>>): Promise<void>;
  choose(source: 'Discover from the issuer' | 'JWKS URL' | 'Pasted JWKS'): Promise<void>;
  /** Presses Discover and waits until the metadata is shown. */
  discover(): Promise<void>;
  /** Presses Save and waits until the page says what to do next, which it gives. */
  save(): Promise<string>;
  /** What the metadata said: name and value of each fact. */
  facts(): Promise<Record<string, string>>;
  /** What is said to be wrong: sentences by the id of the control they stand beside and are tied to. */
  problems(): Promise<Record<string, string>>;
  /** The id of what has the focus. */
  focused(): Promise<string>;
  /** The list's entry of a client. */
  client(client_id: string): Locator;
  /** How many clients are stored. */
  stored(): Promise<number>;
  /** The match patterns that the browser grants, those of loopback left out. */
  granted(): Promise<string[]>;
  /** Forgets every client and loads the page anew, as it is right after the installation. */
  startAfresh(): Promise<void>;
}

/** Opens the options page in a tab of its own. */
export async function openOptions(browser: Browser): Promise<OptionsView> {
  return viewOptions(await browser.openExtensionPage('extension/options/index.html'));
}

/** The options page in a tab where it is open. */
export function viewOptions(page: Page): OptionsView {
  const field = (label: string): Locator => page.getByLabel(label, { exact: true });
  const button = (name: string): Locator => page.getByRole('button', { name, exact: true });
  // Not by its label: Firefox 153 crashes when one is looked for in the page's own world, where `evaluateAll` runs.
  const shownFacts = page.locator('dl[aria-label="What the metadata says"]');
  return {
    page,
    field,
    button,
    async type(fields) {
      for (const [label, text] of Object.entries(fields)) await field(label).fill(text);
    },
    async choose(source) {
      await page.getByRole('radio', { name: source }).check();
    },
    async discover() {
      await button('Discover').click();
      await shownFacts.waitFor();
    },
    async save() {
      await button('Save').click();
      return await page.locator('#saved').innerText();
    },
    facts: async () =>
      Object.fromEntries(
        await shownFacts
          .locator('div')
          .evaluateAll((facts) =>
            facts.map((fact) => [
              fact.querySelector('dt')?.textContent ?? '',
              fact.querySelector('dd')?.textContent ?? '',
            ]),
          ),
      ),
    problems: async () =>
      Object.fromEntries(
        await page.locator('form [aria-describedby]').evaluateAll((controls) =>
          controls.flatMap((control) =>
            (control.getAttribute('aria-describedby') ?? '')
              .split(' ')
              .filter((id) => id.endsWith('-problem'))
              .map((id) => [control.id, document.getElementById(id)?.textContent ?? '']),
          ),
        ),
      ),
    focused: () => page.evaluate(() => document.activeElement?.id ?? ''),
    client: (client_id) => page.getByRole('listitem', { name: client_id, exact: true }),
    stored: () => page.evaluate(async () => Object.keys(await chrome.storage.local.get(null)).length),
    granted: () =>
      page.evaluate(async () => {
        const { origins = [] } = await chrome.permissions.getAll();
        return origins.filter((origin) => !/localhost|127\.0\.0\.1|\[::1\]/.test(origin)).toSorted();
      }),
    async startAfresh() {
      await page.evaluate(() => chrome.storage.local.clear());
      await page.reload();
      await field('Callback URL').waitFor();
    },
  };
}
