import type { Plugin } from 'vite';

const table = /^const (table\w+) = (?:\/\* @__PURE__ \*\/ )?(genTtable\(.*\));$/gm;
const use = /\} = (table\w+);/g;

/**
 * Has `@noble/ciphers` compute its tables for AES when they are first used, and not when it is loaded: 1.3 MB, with every
 * start of the background, and most users never meet a key of 192 bits. The tables stay as they are. Fails when they are
 * made in another way.
 */
export function aesTablesWhenNeeded(): Plugin {
  let made = 0;
  return {
    name: 'aes-tables-when-needed',
    apply: 'build',
    transform(code, id) {
      if (!id.endsWith('/@noble/ciphers/aes.js')) return undefined;
      const later = code
        .replace(table, (_, name: string, make: string) => {
          made += 1;
          return `let ${name}Made; const ${name} = () => (${name}Made ??= ${make});`;
        })
        .replace(use, '} = $1();');
      return { code: later, map: null };
    },
    buildEnd(error) {
      if (!error && made !== 2)
        this.error('@noble/ciphers makes its tables in another way than e2e/setup/aes-tables.ts knows');
    },
  };
}
