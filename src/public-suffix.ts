/**
 * Reads a list of public suffixes (publicsuffix.org): names under which anybody can register one, such as `co.uk` or
 * `github.io`. Suffixes of one label need not be part of it.
 *
 * @param text one line for each parent, itself first and then the labels that make a suffix with it: `uk ac co …`; `*`
 *   stands for every label, `!city` for one that is none
 * @returns whether all hosts of a domain, as `URL.hostname` gives it, hold some that anybody can register: because it is
 *   such a suffix, or because one lies below it
 */
export function publicSuffixes(text: string): (domain: string) => boolean {
  let list: ReturnType<typeof readList> | undefined;
  return (domain) => {
    const { byParent, above } = (list ??= readList(text));
    const name = domain.replace(/\.$/, '');
    const end = name.indexOf('.');
    if (end < 0 || above.has(name)) return true;
    const [label, labels] = [name.slice(0, end), byParent.get(name.slice(end + 1))];
    return labels !== undefined && !labels.has(`!${label}`) && (labels.has(label) || labels.has('*'));
  };
}

/** The labels by their parents, and every name that lies above a suffix. */
function readList(text: string) {
  const byParent = new Map<string, ReadonlySet<string>>();
  const above = new Set<string>();
  for (const line of text.split('\n')) {
    const [parent = '', ...labels] = line.split(' ');
    byParent.set(parent, new Set(labels));
    // One that has nothing but exceptions below it has no suffix there.
    if (labels.every((label) => label.startsWith('!'))) continue;
    for (let name = parent; name !== ''; name = name.slice(name.indexOf('.') + 1 || name.length))
      above.add(name);
  }
  return { byParent, above };
}
