import type { BrowserContext, Frame, Locator, Page } from 'playwright';

/** The browsers that the extension is for. */
export type BrowserName = 'chromium' | 'firefox';

/** How DevTools looks; `default` is Chromium's name for light. */
export type Theme = 'default' | 'dark';

/** How to start a browser; every field has a default fit for a spec. */
export interface LaunchOptions {
  readonly headless?: boolean;
  /** The browser; by default the one `npm test` found. */
  readonly executablePath?: string;
  /** Folder of a profile to keep, made where there is none; by default a fresh one is used, and removed at the end. */
  readonly profile?: string;
  /** Match patterns granted at install in addition to the manifest's. */
  readonly hosts?: readonly string[];
  /** Host names that lead to this machine. */
  readonly resolve?: readonly string[];
  /** Whether questions for access will be asked and answered; in Chromium that takes a display, and a window on it. */
  readonly prompts?: boolean;
  /** Whether the extension is allowed in private windows. */
  readonly privateWindows?: boolean;
  readonly theme?: Theme;
  /** Added to the environment, such as `TZ`. */
  readonly env?: Readonly<Record<string, string>>;
  /** Folders of other extensions that are loaded beside ours, or in its place. */
  readonly beside?: readonly string[];
  /** Whether times are measured in it: then it draws as often as people’s browsers do, and nobody hears of its requests. */
  readonly isMeasured?: boolean;
}

/** A browser without the extension. */
export interface BareBrowser {
  readonly context: BrowserContext;
  close(): Promise<void>;
}

/** The badge of one tab: its text (empty if there is none) and the title of the toolbar button. */
export interface Badge {
  readonly text: string;
  readonly title: string;
}

/** Our panel, shown inside the real DevTools of one tab. */
export interface Panel {
  /** The panel's document: ordinary locators work in it. */
  readonly panel: Frame;
  /** Gives the panel the keyboard, as a click into it does. */
  focus(): Promise<void>;
  /** Saves a picture (PNG) of DevTools with the panel, without the inspected page beside it. */
  screenshot(path: string): Promise<void>;
  /** Switches DevTools to another theme, as its settings do, and waits until the panel has it. */
  setTheme(theme: Theme): Promise<void>;
  /** Makes the panel so wide, in pixels, or as it was; waits until it is. */
  setWidth(width: number | null): Promise<void>;
}

/** A running browser with the built extension in it. Nothing here wakes the background unless it says so. */
export interface Browser {
  readonly name: BrowserName;
  readonly context: BrowserContext;
  /** A new tab at `url`, or blank. */
  open(url?: string): Promise<Page>;
  /** Goes to `url`, which must fail to load there or behind a redirect, and waits until the browser's error page stands. */
  openFailing(page: Page, url: string): Promise<void>;
  /** Waits until the browser's error page stands in a tab. */
  failed(page: Page): Promise<void>;
  /** Shows our panel in the DevTools of the tab, which are opened if they are not. */
  openPanel(page: Page): Promise<Panel>;
  /** The URL of the extension's own page at `path`, such as `extension/options/index.html`. */
  extensionUrl(path: string): string;
  /** A tab with the extension's own page at `path`. */
  openExtensionPage(path: string): Promise<Page>;
  /** Presses the toolbar button over a tab whose panel is open, and gives the popup. */
  openPopup(page: Page): Promise<Page>;
  /** The number the extension knows the tab of `page` by. */
  tabId(page: Page): Promise<number>;
  /** What the toolbar shows for the tab of `page`. */
  badge(page: Page): Promise<Badge>;
  /** The colour of that badge: red, green, blue and opacity, up to 255. */
  badgeColour(page: Page): Promise<readonly number[]>;
  /** Calls a function in the background with something that JSON can say; starts the background, if need be. */
  inBackground<Given, Result>(
    call: (given: Given) => Result | Promise<Result>,
    given: Given,
  ): Promise<Result>;
  isBackgroundRunning(): Promise<boolean>;
  /** Stops the background, as the browser does with an idle one, and waits until it has stopped. */
  stopBackground(): Promise<void>;
  /** Every URL that the background has asked for so far. */
  askedByBackground(): Promise<readonly string[]>;
  /**
   * From now on the browser notes errors and warnings of the extension, wherever in it they happen, as its own page for
   * extensions or its console shows them.
   */
  noteErrors(): Promise<void>;
  /** What was noted. */
  errors(): Promise<readonly string[]>;
  /** Clicks a button that must make the browser ask for access, and answers. */
  answerPrompt(button: Locator, answer: 'allow' | 'deny'): Promise<void>;
  /** Takes access back as the browser's own page for the extension does; a match pattern, such as `https://id.example/*`. */
  takeBackAccess(pattern: string): Promise<void>;
  /** Lets the pages of an origin read the clipboard. */
  allowClipboard(origin: string): Promise<void>;
  /** A tab in a private window at `url`; its pages are in `context` too. */
  openPrivateWindow(url: string): Promise<Page>;
  /** Closes all tabs but these, with their DevTools and windows. */
  closeOthers(kept: readonly Page[]): Promise<void>;
  close(): Promise<void>;
}
