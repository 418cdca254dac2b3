/** The public suffix list as tldts keeps it: labels on the edges of a tree, whose root is the end of a name. */
declare module 'tldts/dist/cjs/src/data/trie.js' {
  const tree: {
    /** By node: 0 where the names that end there are no suffix. */
    readonly nodeFlags: Uint8Array;
    /** By node: its first edge; the last one is before the first of the next node. */
    readonly edgeStart: Uint16Array;
    readonly edgeLength: Uint8Array;
    readonly edgeChild: Uint16Array;
    /** The labels of all edges, one behind the other. */
    readonly labelText: string;
    readonly rulesRoot: number;
    readonly exceptionsRoot: number;
  };
  export default tree;
}
