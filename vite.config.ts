import { crx } from '@crxjs/vite-plugin';
import { type Plugin, defineConfig } from 'vite';
import { aesTablesWhenNeeded } from './e2e/setup/aes-tables.ts';
import { publicSuffixList } from './e2e/setup/public-suffixes.ts';
import manifest from './manifest.json' with { type: 'json' };

/** The browser to build for is the mode: `vite build` for Chromium, `vite build --mode firefox` for Firefox. */
export default defineConfig(({ mode }) => {
  const isFirefox = mode === 'firefox';
  return {
    plugins: [
      crx({ manifest: isFirefox ? forFirefox() : forChromium(), browser: isFirefox ? 'firefox' : 'chrome' }),
      withoutInnerHtml(),
      aesTablesWhenNeeded(),
      publicSuffixList(),
      mozillaLicenceByName(),
    ],
    build: {
      outDir: isFirefox ? 'dist/firefox' : 'dist/chromium',
      emptyOutDir: true,
      target: 'es2023',
      // Else `light-dark()` is rewritten for browsers that the manifest refuses anyway.
      cssTarget: isFirefox ? 'firefox143' : 'chrome130',
      modulePreload: false,
      // Of everything that is bundled, as those licences demand.
      license: { fileName: licences },
      // The manifest names every page but the panel, which the devtools page creates, and what the panel opens.
      rolldownOptions: { input: { panel: 'extension/panel/index.html', ...(isFirefox && onlyInFirefox) } },
    },
  };
});

const licences = 'licenses.md';

/** A panel of Firefox cannot ask for access: this page does. */
const onlyInFirefox = { access: 'extension/access/index.html' };

/** Each browser warns of the keys that are the other's. */
function forChromium() {
  const { browser_specific_settings: _, background, ...rest } = manifest;
  const { scripts: __, ...worker } = background;
  return { ...rest, background: worker, manifest_version: 3 as const };
}

function forFirefox() {
  const { minimum_chrome_version: _, background, ...rest } = manifest;
  const { service_worker: __, ...page } = background;
  return { ...rest, background: page, manifest_version: 3 as const };
}

/**
 * Takes the branch for `dangerouslySetInnerHTML` out of Preact, which nothing here uses: a reviewer finds no way to
 * write HTML, and the store's linter no reason to warn. Fails when there is no such branch any more.
 */
function withoutInnerHtml(): Plugin {
  const branch =
    /\b\w+\|\|\w+&&\(\w+\.__html==\w+\.__html\|\|\w+\.__html==(\w+)\.innerHTML\)\|\|\(\1\.innerHTML=\w+\.__html\),/;
  let isFound = false;
  return {
    name: 'without-inner-html',
    apply: 'build',
    transform(code, id) {
      if (!id.endsWith('/preact/dist/preact.mjs')) return undefined;
      const without = code.replace(branch, '');
      isFound = !without.includes('innerHTML') && without !== code;
      return { code: without, map: null };
    },
    buildEnd(error) {
      if (!error && !isFound)
        this.error('Preact writes innerHTML in another way than this build knows: see vite.config.ts');
    },
  };
}

/**
 * Says where the Mozilla licence and the source are in place of the licence's text, which is what it asks of a build
 * (3.1 and 3.2): the text is most of all licences, compressed.
 */
function mozillaLicenceByName(): Plugin {
  return {
    name: 'mozilla-licence-by-name',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const file = bundle[licences];
        if (file?.type !== 'asset') return this.error(`There is no ${licences}`);
        file.source = String(file.source).replaceAll(
          /^(## (\S+) - (\S+) \(MPL-2\.0\)\n)(?:(?!^## )[^])*/gm,
          (_, heading: string, name: string, version: string) =>
            `${heading}\nMozilla Public License, v. 2.0: https://mozilla.org/MPL/2.0/\nSource: https://www.npmjs.com/package/${name}/v/${version}\n\n`,
        );
      },
    },
  };
}
