/**
 * A set that remembers as many as the store holds, and more: what a page makes without end takes no memory without end.
 * Of what is forgotten nothing is held any more.
 */
export class Recent {
  readonly #limit: number;
  readonly #all = new Set<string>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  has(name: string): boolean {
    return this.#all.has(name);
  }

  /** Takes one in; the one that came first goes where there are too many. */
  add(name: string): void {
    this.#all.add(name);
    const [first] = this.#all;
    if (first !== undefined && this.#all.size > this.#limit) this.#all.delete(first);
  }

  /** Forgets one before its time. */
  delete(name: string): void {
    this.#all.delete(name);
  }
}
