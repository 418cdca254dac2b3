import type { Removed } from './redact.ts';

/** Shorter ones are found everywhere; of the kinds that are secret they are known anyway. */
const shortest = 6;

/** Names secrets, and replaces them by their names. */
export interface KnownSecrets {
  /** The name and ordinal of a secret, such as `code#1`. */
  nameOf(secret: string, kind: string): string;
  /** The same, and that it was written in the secret's place. */
  written(secret: string, kind: string): string;
  /**
   * A text with every secret that was named so far replaced, the longest first where several begin alike.
   *
   * @param isWritten whether the text is: else nothing was taken out of anything
   */
  replaced(text: string, isWritten?: boolean): string;
  /** That something was taken out. */
  note(kind: string, secret: string): void;
  /** How many different secrets were taken out, by kind. */
  receipt(): Removed[];
}

/** Makes a list of secrets that is empty yet. */
export function knownSecrets(): KnownSecrets {
  const ordinals = new Map<string, { readonly kind: string; readonly name: string }>();
  const counts = new Map<string, number>();
  const removed = new Map<string, Set<string>>();
  /** By their first characters, then by their lengths. */
  const beginning = new Map<string, Map<number, Set<string>>>();

  const entryOf = (secret: string, kind: string) => {
    const before = ordinals.get(secret);
    if (before) return before;
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    const entry = { kind, name: `${kind}#${count}` };
    ordinals.set(secret, entry);
    if (secret.length >= shortest) {
      const start = secret.slice(0, shortest);
      const alike = beginning.get(start) ?? new Map<number, Set<string>>();
      alike.set(secret.length, (alike.get(secret.length) ?? new Set()).add(secret));
      beginning.set(start, alike);
    }
    return entry;
  };
  const note = (kind: string, secret: string) => {
    removed.set(kind, (removed.get(kind) ?? new Set()).add(secret));
  };
  const written = (secret: string, given: string) => {
    const { kind, name } = entryOf(secret, given);
    note(kind, secret);
    return name;
  };
  const replaced = (text: string, isWritten = true): string => {
    let [done, from] = ['', 0];
    for (let at = 0; at + shortest <= text.length; at += 1) {
      const alike = beginning.get(text.slice(at, at + shortest));
      if (!alike) continue;
      const length = [...alike.keys()]
        .toSorted((one, other) => other - one)
        .find((length) => alike.get(length)?.has(text.slice(at, at + length)));
      if (length === undefined) continue;
      const secret = text.slice(at, at + length);
      const { kind, name } = entryOf(secret, 'value');
      if (isWritten) note(kind, secret);
      done += text.slice(from, at) + name;
      from = at + secret.length;
      at = from - 1;
    }
    return done + text.slice(from);
  };
  return {
    nameOf: (secret, kind) => entryOf(secret, kind).name,
    written,
    replaced,
    note,
    receipt: () =>
      [...removed]
        .map(([kind, { size }]) => ({ kind, count: size }))
        .toSorted((one, other) => other.count - one.count || (one.kind < other.kind ? -1 : 1)),
  };
}
