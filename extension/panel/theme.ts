import { browser, hasApi } from '../browser.ts';

/** Gives the page the theme of DevTools, now and whenever it changes. In a tab of its own it has the browser's. */
export function followTheme(): void {
  if (!hasApi('devtools')) return;
  const { panels } = browser.devtools;
  const show = (name: string) => {
    document.documentElement.dataset['theme'] = name === 'dark' ? 'dark' : 'light';
  };
  show(panels.themeName);
  // Firefox has the event; Chromium has a handler of its own, which the polyfill's types do not know.
  if (takesThemeHandler(panels)) panels.setThemeChangeHandler(show);
  else panels.onThemeChanged.addListener(show);
}

interface ThemeHandler {
  setThemeChangeHandler(handler: (themeName: string) => void): void;
}

function takesThemeHandler(panels: object): panels is ThemeHandler {
  return 'setThemeChangeHandler' in panels;
}
