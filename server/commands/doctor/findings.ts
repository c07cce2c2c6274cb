export interface Finding {
  what: string;
  /** Undefined: in order. */
  trouble?: string;
  /** Ids of some of the records concerned. */
  examples?: string[];
}

export function inOrder(what: string): Finding {
  return { what };
}

export function trouble(what: string, wrong: string, examples: string[] = []): Finding {
  return { what, trouble: wrong, ...(examples.length > 0 && { examples }) };
}
