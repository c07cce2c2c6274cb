interface Template {
  /** What stands between the values, before the first and behind the last of them. */
  parts: readonly string[];
  fixed: number;
  wording: string;
}

const hole = /\{(\d)\}/;

/** Looks sentences up in a table of templates, as gettext does; an unknown one comes back as it is. */
export function wordings(table: Readonly<Record<string, string>>): (sentence: string) => string {
  const templates = Object.entries(table)
    .flatMap(([english, wording]): Template[] => {
      if (!hole.test(english)) return [];
      const parts = english.split(/\{\d\}/);
      return [{ parts, fixed: parts.join('').length, wording }];
    })
    // “{0} Nothing was changed.” would take what a longer sentence says better.
    .sort((one, other) => other.fixed - one.fixed);

  const worded = (sentence: string, put: (value: string) => string): string => {
    const known = Object.hasOwn(table, sentence) ? table[sentence] : undefined;
    if (known !== undefined && !hole.test(sentence)) return known;
    for (const { parts, wording } of templates) {
      const values = valuesBetween(sentence, parts);
      if (values) {
        return wording.replace(/\{(\d)\}/g, (_, at: string) => put(values[Number(at)] ?? ''));
      }
    }
    return sentence;
  };
  // What was put in may be a sentence itself; what was put into that is somebody's own words.
  return (sentence) => worded(sentence, (value) => worded(value, (inner) => inner));
}

/** What stands between the fixed parts, each as short as it can be; undefined where they do not fit. */
function valuesBetween(sentence: string, parts: readonly string[]): string[] | undefined {
  const first = parts[0] as string;
  const last = parts.at(-1) as string;
  const end = sentence.length - last.length;
  if (!sentence.startsWith(first) || !sentence.endsWith(last) || first.length > end) {
    return undefined;
  }
  const values: string[] = [];
  let from = first.length;
  for (const part of parts.slice(1, -1)) {
    const at = sentence.indexOf(part, from);
    if (at < 0 || at + part.length > end) return undefined;
    values.push(sentence.slice(from, at));
    from = at + part.length;
  }
  values.push(sentence.slice(from, end));
  return values;
}
