/** What Firefox asks of strangers, tells its maker or looks up in the network is off. */
const quiet = {
  'app.update.disabledForTesting': true,
  'browser.aboutwelcome.enabled': false,
  'browser.newtabpage.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.startup.page': 0,
  'datareporting.policy.dataSubmissionEnabled': false,
  'extensions.getAddons.cache.enabled': false,
  'extensions.update.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'network.trr.mode': 5,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
  'toolkit.telemetry.reportingpolicy.firstRun': false,
};

/**
 * The preferences of a profile.
 *
 * @param uuid the host that the extension's pages get; Firefox draws it by lot otherwise
 * @param resolve host names that lead to this machine
 * @param isMeasured whether it draws as often as people's browsers do
 */
export function preferences(
  extensionId: string,
  uuid: string,
  resolve: readonly string[],
  isMeasured = false,
): Record<string, string | number | boolean> {
  return {
    ...quiet,
    'extensions.webextensions.uuids': JSON.stringify({ [extensionId]: uuid }),
    // Else what the extension stored goes with it when the browser ends, since it is installed for the time being.
    'extensions.webextensions.keepStorageOnUninstall': true,
    'extensions.webextensions.keepUuidOnUninstall': true,
    'network.dns.localDomains': resolve.join(','),
    'dom.disable_open_during_load': false,
    // Of a page that Firefox has kept and shows again, WebDriver BiDi tells nothing.
    'browser.sessionhistory.max_total_viewers': 0,
    // A page that was posted is loaded again without a question.
    'dom.confirm_repost.testing.always_accept': true,
    // A page may read the clipboard without a click on its own question.
    'dom.events.testing.asyncClipboard': true,
    'dom.security.https_first': false,
    // A window need not be in front to have the focus.
    'focusmanager.testmode': true,
    'ui.popup.disable_autohide': true,
    'devtools.toolbox.host': 'right',
    // Nobody looks: painting 60 times a second takes a quarter of all the time that Firefox needs for a login.
    ...(!isMeasured && { 'layout.frame_rate': 20 }),
    // Nor does anybody come back, or need a page read out or translated, or the next tab at once: what it takes to be
    // ready for that is a quarter.
    'accessibility.force_disabled': 1,
    'browser.newtab.preload': false,
    'browser.pagethumbnails.capturing_disabled': true,
    'browser.sessionstore.interval': 3_600_000,
    'browser.translations.enable': false,
    'dom.ipc.processPrelaunch.enabled': false,
    'network.http.speculative-parallel-limit': 0,
    'places.history.enabled': false,
  };
}
