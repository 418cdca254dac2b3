import tree from 'tldts/dist/cjs/src/data/trie.js';
import type { Plugin } from 'vite';

const id = 'virtual:public-suffixes';

/** The public suffix list as a module: its default export is the text that `src/public-suffix.ts` reads. */
export function publicSuffixList(): Plugin {
  return {
    name: 'public-suffix-list',
    resolveId: (wanted) => (wanted === id ? `\0${id}` : undefined),
    load: (wanted) =>
      wanted === `\0${id}` ? `export default ${JSON.stringify(publicSuffixText())};` : undefined,
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'public-suffix-list.md', source: notice });
    },
  };
}

const notice = `The options page holds names of the Public Suffix List (https://publicsuffix.org/list/), in another form.
The list is subject to the terms of the Mozilla Public License, v. 2.0 (https://mozilla.org/MPL/2.0/).
`;

/** The list that tldts carries, of the suffixes with more than one label. */
export function publicSuffixText(): string {
  const { nodeFlags, edgeStart, edgeLength, edgeChild, labelText, rulesRoot, exceptionsRoot } = tree;
  const labels: string[] = [];
  let at = 0;
  for (const length of edgeLength) labels.push(labelText.slice(at, (at += length)));
  const byParent = new Map<string, string[]>();
  const walk = (node: number, name: string, mark: string) => {
    for (let edge = edgeStart[node] ?? 0; edge < (edgeStart[node + 1] ?? 0); edge += 1) {
      const [label = '', child = 0] = [labels[edge], edgeChild[edge]];
      if (nodeFlags[child] && name !== '') byParent.set(name, [...(byParent.get(name) ?? []), mark + label]);
      walk(child, name === '' ? label : `${label}.${name}`, mark);
    }
  };
  walk(rulesRoot, '', '');
  walk(exceptionsRoot, '', '!');
  const reversed = (name: string) => name.split('.').toReversed().join('.');
  // Neighbours are alike, which compresses.
  return [...byParent]
    .toSorted(([a], [b]) => (reversed(a) < reversed(b) ? -1 : 1))
    .map(([parent, all]) => [parent, ...all.toSorted()].join(' '))
    .join('\n');
}
