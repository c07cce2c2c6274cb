import {
  type PhysicalLine,
  type Place,
  type Property,
  parseProperty,
} from '../../platform/import/content-lines.ts';
import { limits, type Problem } from '../../platform/import/reader.ts';

/** One component of a calendar (VEVENT, VTIMEZONE …) with its properties; what nests in it is dropped. */
export interface Component {
  name: string;
  line: number;
  properties: Property[];
  /** METHOD of the calendar around it. */
  method: string;
  /** Its lines, unfolded; kept for zones only. */
  source: string;
  problems: Problem[];
  /** Where reading goes on behind it. */
  next: Place;
}

const WANTED = /^(?:VEVENT|VTODO|VJOURNAL|VFREEBUSY|VAVAILABILITY|VTIMEZONE)$/;
const KEPT_PROBLEMS = 20;

/**
 * The components of a calendar one after the other. Lines that are no properties become problems
 * with their line number; everything else is read.
 */
export async function* components(
  physical: AsyncIterable<PhysicalLine[]> | Iterable<PhysicalLine[]>,
  from: { method?: string } | null,
): AsyncGenerator<Component | { strayProblem: Problem }> {
  let method = from?.method ?? '';
  let open: Component | null = null;
  /** Names of what is open inside of `open`. */
  let inside: string[] = [];
  let chars = 0;
  let folded: { text: string; line: number } | null = null;

  const take = function* (logical: { text: string; line: number }, next: Place) {
    const { text, line } = logical;
    if (text.trim() === '') return;
    const marker = /^\s*(BEGIN|END)\s*:\s*([\w-]+)\s*$/i.exec(text);
    if (marker?.[1] && marker[2]) {
      const name = marker[2].toUpperCase();
      if (marker[1].toUpperCase() === 'BEGIN') {
        if (open && !(name === 'VEVENT' && open.name === 'VEVENT')) {
          inside.push(name);
          if (open.name === 'VTIMEZONE') open.source += `${text.trim()}\r\n`;
          return;
        }
        if (open) yield unended(open);
        open = null;
        if (WANTED.test(name)) {
          open = {
            name,
            line,
            properties: [],
            method,
            source: `BEGIN:${name}\r\n`,
            problems: [],
            next,
          };
          inside = [];
          chars = 0;
        }
        return;
      }
      if (!open) {
        if (name === 'VCALENDAR') method = '';
        return;
      }
      const at = inside.lastIndexOf(name);
      if (open.name === 'VTIMEZONE') open.source += `END:${name}\r\n`;
      if (at !== -1) inside.length = at;
      else if (name === open.name || name === 'VCALENDAR') {
        const complete: Component = open;
        open = null;
        complete.next = next;
        yield name === complete.name ? complete : unended(complete);
        if (name === 'VCALENDAR') method = '';
      } else {
        open.problems.push(badLine(text, line, `END:${name} closes nothing that is open`));
      }
      return;
    }
    if (!open) {
      const property = parseProperty(text, line);
      if (property?.name === 'METHOD') method = property.value.trim().toUpperCase();
      else if (!property) yield { strayProblem: badLine(text, line, 'it is no property') };
      return;
    }
    chars += text.length;
    if (chars > limits.itemBytes) {
      if (chars - text.length <= limits.itemBytes) {
        open.problems.push(
          badLine('', line, 'the entry is larger than 50 MB; the rest of it was left out'),
        );
      }
      return;
    }
    if (open.name === 'VTIMEZONE') open.source += `${text}\r\n`;
    if (inside.length > 0) return;
    const property = parseProperty(text, line);
    if (property) open.properties.push(property);
    else if (open.problems.length < KEPT_PROBLEMS) {
      open.problems.push(badLine(text, line, 'it is no property (NAME:value)'));
    }
  };

  let last: PhysicalLine | null = null;
  for await (const lines of physical) {
    for (const line of lines) {
      last = line;
      if (folded && /^[ \t]/.test(line.text)) {
        folded.text += line.text.slice(1);
        continue;
      }
      if (folded) yield* take(folded, line);
      folded = { text: line.text, line: line.line };
    }
  }
  const end: Place = {
    byte: last?.byte ?? 0,
    chars: (last?.chars ?? 0) + (last?.text.length ?? 0),
    line: last?.line ?? 1,
  };
  if (folded) yield* take(folded, end);
  const remaining = open as Component | null;
  if (remaining) {
    remaining.next = end;
    yield unended(remaining);
  }
}

function unended(component: Component): Component {
  component.problems.push({
    locator: { line: component.line },
    code: 'ics.no-end',
    severity: 'warning',
    message: `The ${component.name} that begins on line ${component.line} has no END:${component.name}; what stands in it was read.`,
  });
  return component;
}

function badLine(text: string, line: number, why: string): Problem {
  return {
    locator: { line },
    code: 'ics.bad-line',
    severity: 'warning',
    message: `Line ${line} was left out: ${why}${text ? ` (“${text.trim().slice(0, 60)}”)` : ''}. The rest was read.`,
  };
}
