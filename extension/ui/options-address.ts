/** The fields of the options page that another page can lead to. */
const fields = ['decryption_keys', 'client_secret'] as const;
export type OptionsField = (typeof fields)[number];

/** A field of one client's form. */
export interface OptionsPlace {
  readonly field: OptionsField;
  /** The client's id in the registration. */
  readonly client: string;
}

/** The fragment that leads to a field of the options page. */
export function optionsFragment({ field, client }: OptionsPlace): string {
  return `#${field}/${encodeURIComponent(client)}`;
}

/** Reads the fragment; null where it names no field. */
export function readOptionsFragment(fragment: string): OptionsPlace | null {
  const [name, client = ''] = fragment.slice(1).split('/', 2);
  const field = fields.find((one) => one === name);
  return field ? { field, client: decoded(client) } : null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
