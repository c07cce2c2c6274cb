import { type Mapping, proposeMapping } from './columns.ts';
import { type MappingSource, mappingFor, type TableMapping } from './mapping.ts';
import { readyMapping } from './ready.ts';
import type { RoleWords } from './role-words.ts';

/** A mapping somebody confirmed, in this import or for an earlier file. */
export interface Confirmed {
  source: 'chosen' | 'remembered';
  /** Of what was remembered. */
  id: string | null;
  mapping: TableMapping;
}

export interface Chosen {
  mapping: Mapping;
  source: MappingSource;
  /** The program whose export this is, or the id of what was remembered. */
  named: string | null;
}

/** What was said for these headings counts first, then what is known of the program they come from. */
export function chooseMapping(
  headers: readonly string[] | null,
  sample: readonly (readonly string[])[],
  width: number,
  confirmed: readonly Confirmed[] = [],
  roleWords?: RoleWords,
): Chosen {
  for (const source of ['chosen', 'remembered'] as const) {
    const candidates = confirmed.filter((each) => each.source === source);
    const found = mappingFor(
      candidates.map(({ mapping }) => mapping),
      headers,
      width,
    );
    if (found) {
      const named = candidates.find(({ mapping }) => mapping === found)?.id ?? null;
      return { mapping: found, source, named };
    }
  }
  const proposal = proposeMapping(headers, sample, roleWords);
  const ready = headers && readyMapping(headers, proposal);
  return ready
    ? { mapping: ready.mapping, source: 'program', named: ready.program }
    : { mapping: proposal, source: 'proposed', named: null };
}
