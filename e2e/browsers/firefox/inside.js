// Runs in a window of Firefox itself, with its privileges: what WebDriver BiDi has no command for.
export default function commands(extensionId) {
  const { TabManager } = ChromeUtils.importESModule('chrome://remote/content/shared/TabManager.sys.mjs');
  const { NavigableManager } = ChromeUtils.importESModule(
    'chrome://remote/content/shared/NavigableManager.sys.mjs',
  );
  const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
  const { ExtensionPermissions } = ChromeUtils.importESModule(
    'resource://gre/modules/ExtensionPermissions.sys.mjs',
  );
  const { ViewPopup } = ChromeUtils.importESModule('resource:///modules/ExtensionPopups.sys.mjs');
  const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
  const { require: load } = ChromeUtils.importESModule('resource://devtools/shared/loader/Loader.sys.mjs');
  const { gDevTools } = load('devtools/client/framework/devtools');
  const api = ExtensionParent.apiManager.global;

  const extension = () => WebExtensionPolicy.getByID(extensionId).extension;

  /** Waits until `look` finds something. */
  async function until(what, look) {
    for (const end = Date.now() + 20_000; Date.now() < end;) {
      const found = look();
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`timed out: ${what}`);
  }

  // BiDi finds a browsing context among those of the tabs. What is exposed is there, too, as if it were one.
  const exposed = new Set();
  const tabsOf = TabManager.getTabsForWindow;
  TabManager.getTabsForWindow = function (of) {
    for (const browser of exposed) if (!browser.isConnected) exposed.delete(browser);
    const more = of === window ? [...exposed].map((linkedBrowser) => ({ linkedBrowser })) : [];
    return [...tabsOf.call(this, of), ...more];
  };
  // A page of its own is a window, which would be private if the window in front is.
  const { windowManager } = ChromeUtils.importESModule(
    'chrome://remote/content/shared/WindowManager.sys.mjs',
  );
  const openWindow = windowManager.openBrowserWindow;
  windowManager.openBrowserWindow = function (options) {
    return openWindow.call(this, { openerWindow: window, ...options });
  };
  function expose(browser) {
    browser.permanentKey ??= {};
    exposed.add(browser);
    return { context: NavigableManager.getIdForBrowser(browser), url: browser.currentURI.spec };
  }

  function tabOf(context) {
    const browser = NavigableManager.getBrowserById(context);
    return browser.ownerDocument.defaultView.gBrowser.getTabForBrowser(browser);
  }

  const isLoaded = (browser) =>
    browser?.currentURI?.spec.startsWith('moz-extension:') && !browser.webProgress?.isLoadingDocument;

  // BiDi tells nothing of tabs with pages of extensions: neither that they were opened by one, nor that they closed.
  async function onAttached(browsingContext, tell) {
    if (browsingContext.currentRemoteType !== 'extension' || browsingContext.parent) return;
    const browser = await until('the element of a browsing context', () => browsingContext.embedderElement);
    if (!browser.ownerDocument.defaultView.gBrowser?.getTabForBrowser(browser)) return;
    await until('the page in a tab', () => isLoaded(browser));
    const opened = { context: NavigableManager.getIdForBrowser(browser), url: browser.currentURI.spec };
    tell(JSON.stringify({ opened }));
  }
  function onDiscarded(browsingContext, tell) {
    if (browsingContext.currentRemoteType !== 'extension' || browsingContext.parent) return;
    const context = NavigableManager.getIdForBrowsingContext(browsingContext);
    tell(JSON.stringify({ closed: { context, url: '' } }));
  }

  const consoles = Cc['@mozilla.org/consoleAPI-storage;1'].getService(Ci.nsIConsoleAPIStorage);
  const toolboxes = new Map();
  const panels = new Map();
  const asked = [];
  Services.obs.addObserver((channel) => {
    const { loadingPrincipal, externalContentPolicyType } = channel.QueryInterface(
      Ci.nsIHttpChannel,
    ).loadInfo;
    const isFetch = externalContentPolicyType === Ci.nsIContentPolicy.TYPE_FETCH;
    if (isFetch && loadingPrincipal?.addonId === extensionId) asked.push(channel.URI.spec);
  }, 'http-on-modify-request');

  return {
    /** Tells from now on which tabs the extension opened, and which of them closed. */
    tellOfTabs(tell) {
      Services.obs.addObserver((browsingContext, _topic, why) => {
        if (why !== 'replace') onAttached(browsingContext, tell).catch(() => undefined);
      }, 'browsing-context-attached');
      Services.obs.addObserver((browsingContext, _topic, why) => {
        if (why !== 'replace') onDiscarded(browsingContext, tell);
      }, 'browsing-context-discarded');
    },

    /** Opens the toolbox of a tab and in it the extension's panel: the browsing context of the panel. */
    async openPanel(context, width) {
      const tab = tabOf(context);
      const known = panels.get(context);
      if (known?.isConnected) return expose(known);
      Services.prefs.setIntPref('devtools.toolbox.sidebar.width', width);
      const toolbox = await gDevTools.showToolboxForTab(tab, { toolId: 'options', hostType: 'right' });
      const tool = await until('the panel in the toolbox', () =>
        toolbox.getAdditionalTools().find((tool) => tool.extensionId === extensionId),
      );
      await toolbox.selectTool(tool.id);
      const frame = toolbox.doc.getElementById(`toolbox-panel-iframe-${tool.id}`);
      const browser = await until('the page of the panel', () => {
        const browser = frame.contentDocument?.querySelector('browser');
        return isLoaded(browser) && browser;
      });
      toolboxes.set(context, toolbox);
      panels.set(context, browser);
      return expose(browser);
    },

    focusPanel(context) {
      tabOf(context).ownerDocument.defaultView.focus();
      panels.get(context).focus();
    },

    /** Makes the toolbox beside a tab so wide, in pixels. */
    setWidth(context, width) {
      toolboxes.get(context).win.browsingContext.embedderElement.style.width = `${width}px`;
    },

    setTheme(theme) {
      Services.prefs.setCharPref('devtools.theme', theme);
    },

    /** A picture (PNG, base64) of the toolbox beside a tab. */
    async pictureOf(context) {
      const { browsingContext, innerWidth, innerHeight } = toolboxes.get(context).win;
      const visible = new DOMRect(0, 0, innerWidth, innerHeight);
      const bitmap = await browsingContext.currentWindowGlobal.drawSnapshot(visible, 1, 'white');
      const canvas = document.createElementNS('http://www.w3.org/1999/xhtml', 'canvas');
      Object.assign(canvas, { width: bitmap.width, height: bitmap.height });
      canvas.getContext('2d').drawImage(bitmap, 0, 0);
      return canvas.toDataURL('image/png').split(',')[1];
    },

    setColourScheme(contexts, scheme) {
      for (const context of contexts) {
        const browser = NavigableManager.getBrowserById(context);
        if (browser) browser.browsingContext.prefersColorSchemeOverride = scheme ?? 'none';
      }
    },

    tabId: (context) => api.tabTracker.getId(tabOf(context)),

    badge(context) {
      const { badgeText, title, badgeBackgroundColor } = api
        .browserActionFor(extension())
        .action.getContextData(tabOf(context));
      return { text: badgeText, title, colour: [...badgeBackgroundColor] };
    },

    /** Presses the toolbar button over a tab: the browsing context of the popup. */
    async openPopup(context) {
      const tab = tabOf(context);
      const owner = tab.ownerDocument.defaultView;
      owner.gBrowser.selectedTab = tab;
      owner.focus();
      api.browserActionFor(extension()).triggerAction(owner);
      const browser = await until('the popup', () => {
        const browser = ViewPopup.for(extension(), owner)?.browser;
        return isLoaded(browser) && browser;
      });
      return expose(browser);
    },

    closePopup(context) {
      const browser = NavigableManager.getBrowserById(context);
      ViewPopup.for(extension(), browser.ownerDocument.defaultView)?.closePopup();
    },

    isBackgroundRunning: () => extension().backgroundState !== 'stopped',

    /** Starts the background, if need be: its browsing context. */
    async background() {
      await extension().wakeupBackground();
      const view = await until('the background', () =>
        [...extension().views].find(({ viewType, xulBrowser }) => viewType === 'background' && xulBrowser),
      );
      return expose(view.xulBrowser);
    },

    async stopBackground() {
      await extension().terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true });
      await until('the end of the background', () => extension().backgroundState === 'stopped');
    },

    asked: () => asked,

    noteErrors() {
      Services.console.reset();
      consoles.clearEvents();
    },

    /** What scripts of the extension threw or wrote to a console. */
    errors() {
      const isOwn = (source) => String(source).startsWith(`moz-extension://${extension().uuid}/`);
      const thrown = Services.console
        .getMessageArray()
        .filter((message) => message instanceof Ci.nsIScriptError && isOwn(message.sourceName))
        .map(String);
      const written = consoles.getEvents().filter(({ filename }) => isOwn(filename));
      return [...thrown, ...written.map(({ arguments: given }) => given.map(String).join(' '))];
    },

    /** Answers the question for access that is or will be shown over any tab. */
    async answerPrompt(answer) {
      const button = await until('the permission prompt', () => {
        for (const window of Services.wm.getEnumerator('navigator:browser')) {
          const panel = window.PopupNotifications?.panel;
          const notification = panel?.state === 'open' && panel.firstElementChild;
          if (notification?.id === 'addon-webext-permissions-notification')
            return answer === 'allow' ? notification.button : notification.secondaryButton;
        }
        return undefined;
      });
      button.click();
      await until('the end of the permission prompt', () => !button.isConnected || !button.checkVisibility());
    },

    async takeBackAccess(pattern) {
      await ExtensionPermissions.remove(
        extensionId,
        { permissions: [], origins: [pattern], data_collection: [] },
        extension(),
      );
    },
    /** Allows the extension in private windows. It reloads. */
    async allowPrivateWindows() {
      await ExtensionPermissions.add(extensionId, {
        permissions: ['internal:privateBrowsingAllowed'],
        origins: [],
      });
      const addon = await AddonManager.getAddonByID(extensionId);
      await addon.reload();
    },

    /** Opens a private window; ends when its first page stands, which would interrupt the way to another. */
    async openPrivateWindow() {
      const opened = OpenBrowserWindow({ private: true });
      await until('the page of the private window', () => {
        const { currentURI, webProgress } = opened.gBrowser?.selectedBrowser ?? {};
        return currentURI?.spec === 'about:privatebrowsing' && !webProgress.isLoadingDocument;
      });
    },

    /** Closes all tabs but some, and the windows that have none of these; the first window stays, with its first tab. */
    async closeOthers(contexts) {
      const kept = new Set(contexts.map(tabOf));
      for (const other of Services.wm.getEnumerator('navigator:browser')) {
        const [first, ...tabs] = other.gBrowser.tabs;
        const over = tabs.filter((tab) => !kept.has(tab));
        if (other !== window && over.length === tabs.length && !kept.has(first)) other.close();
        else for (const tab of over) other.gBrowser.removeTab(tab);
      }
    },
  };
}
