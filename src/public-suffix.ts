/**
 * Reads a list of public suffixes (publicsuffix.org): names under which anybody can register one, such as `co.uk` or
 * `github.io`. Suffixes of one label are no part of it.
 *
 * @param text one line for each parent, itself first and then the labels that make a suffix with it: `uk ac co …`; `*`
 *   stands for every label, `!city` for one that is none
 * @returns whether a domain, as `URL.hostname` gives it, is such a suffix
 */
export function publicSuffixes(text: string): (domain: string) => boolean {
  let byParent: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  return (domain) => {
    byParent ??= new Map(text.split('\n').map(readLine));
    const name = domain.replace(/\.$/, '');
    const end = name.indexOf('.');
    const [label, parent] = end < 0 ? [name, ''] : [name.slice(0, end), name.slice(end + 1)];
    const labels = byParent.get(parent);
    return labels !== undefined && !labels.has(`!${label}`) && (labels.has(label) || labels.has('*'));
  };
}

function readLine(line: string): [parent: string, labels: ReadonlySet<string>] {
  const [parent = '', ...labels] = line.split(' ');
  return [parent, new Set(labels)];
}
