import iconv from 'iconv-lite';

/**
 * Contact tables as programs of many countries write them, each with one thing wrong or unusual, and what
 * an import must make of every row: exactly this person, or a problem that names the row's line.
 */

export interface AwkwardTable {
  name: string;
  bytes: Uint8Array;
  rows: ExpectedRow[];
}

export interface ExpectedRow {
  line: number;
  /** Who must be there; without it the row must be refused by its line. */
  person?: { email: string; name: string; city: string | null; note: string | null };
}

const letters: [name: string, encode: (text: string) => Uint8Array][] = [
  ['UTF-8', (text) => Buffer.from(text)],
  ['UTF-8 with mark', (text) => Buffer.from(`\ufeff${text}`)],
  ['UTF-16', (text) => iconv.encode(text, 'utf-16le', { addBOM: true })],
  ['UTF-16 the other way round', (text) => iconv.encode(text, 'utf-16be', { addBOM: true })],
  ['UTF-16 without mark', (text) => iconv.encode(text, 'utf-16le')],
  ['Windows', (text) => iconv.encode(text, 'windows-1252')],
];

const delimiters = [',', ';', '\t', '|'];

/** What ends the nth line. */
const lineEnds: ((line: number) => string)[] = [
  () => '\n',
  () => '\r\n',
  () => '\r',
  (line) => ['\r\n', '\n', '\r'][line % 3]!,
];

const headings = [
  ['Name', 'E-mail', 'City', 'Notes'],
  ['Name', 'E-Mail-Adresse', 'Ort', 'Notizen'],
  ['Nom complet', 'Courriel', 'Ville', 'Remarques'],
  ['Nombre completo', 'Correo electrónico', 'Ciudad', 'Notas'],
];

const people = [
  ['Jörg Müßig', 'Köln'],
  ['Chloé Brûlé', 'Orléans'],
  ['José Núñez', 'Málaga'],
  ['Zoë Ågren', 'Malmö'],
  ['Søren Großmann', 'Århus'],
] as const;

/** The table before it is written down; a flaw changes it. */
interface Draft {
  delimiter: string;
  end: (line: number) => string;
  above: string[];
  heading: string[];
  rows: {
    cells: string[];
    /** The row as it is written down, where that is not as it should be. */
    raw?: string;
    /** What stands behind it. */
    blank?: string;
    refused?: true;
    /** What becomes of them, where that is not what stands in the cells. */
    note?: string | null;
    city?: null;
  }[];
  below: string;
  quoteAll: boolean;
}

const second = ({ rows }: Draft) => rows[1]!;

const flaws: Record<string, (draft: Draft) => void> = {
  'nothing wrong': () => undefined,
  'every cell in quotes': (draft) => {
    draft.quoteAll = true;
  },
  'a row that is too long': (draft) => {
    second(draft).cells.push('left', 'over');
  },
  'a row that is too short': (draft) => {
    second(draft).cells.length = 2;
    Object.assign(second(draft), { city: null, note: null });
  },
  'a mark of inches in a cell': (draft) => {
    second(draft).cells[3] = '5" screws';
    second(draft).raw = second(draft).cells.join(draft.delimiter);
  },
  'a quote that nobody doubled': (draft) => {
    const { cells } = second(draft);
    cells[3] = 'said "hi" twice';
    second(draft).raw = [...cells.slice(0, 3), `"${cells[3]}"`].join(draft.delimiter);
  },
  'a quote that is never closed': (draft) => {
    const { cells } = second(draft);
    second(draft).raw = [...cells.slice(0, 3), '"open'].join(draft.delimiter);
    second(draft).refused = true;
  },
  'a null character': (draft) => {
    second(draft).cells[3] = 'ze\0ro';
    second(draft).note = 'zero';
  },
  'a cell of many lines': (draft) => {
    const lines = ['one', 'two', '', 'four'];
    second(draft).cells[3] = lines.reduce((text, line, at) => `${text}${draft.end(at)}${line}`);
    second(draft).note = lines.join('\n');
  },
  'empty lines between rows': (draft) => {
    second(draft).blank = draft.end(0) + draft.end(1);
  },
  'a row that names nobody': (draft) => {
    second(draft).cells = ['', '', 'Nowhere', 'lost'];
    second(draft).refused = true;
  },
  'headings that stand there twice': (draft) => {
    draft.heading.push('Extra', 'Extra');
    for (const { cells } of draft.rows) cells.push('a', 'b');
  },
  'headings that name parts of objects': (draft) => {
    draft.heading.push('__proto__', 'constructor', 'toString');
    for (const { cells } of draft.rows) cells.push('polluted', 'code', 'x');
  },
  'five thousand columns': (draft) => {
    draft.heading.push(...Array.from({ length: 4_996 }, (_, column) => `c${column}`));
    for (const row of draft.rows) {
      const value = row === second(draft) ? '1' : '';
      row.cells.push(...Array.from({ length: 4_996 }, () => value));
    }
  },
  'a cell of ten megabytes': (draft) => {
    second(draft).cells[3] = 'x'.repeat(10_000_000);
    second(draft).note = 'x'.repeat(100_000);
  },
  'no end of the last line': (draft) => {
    draft.below = '';
  },
  'empty lines at the end': (draft) => {
    draft.below += `${draft.end(0)}${draft.end(1)}`;
  },
  'a title above': (draft) => {
    draft.above.push('Our customers', '');
  },
  'spaces around everything': (draft) => {
    for (const row of draft.rows) {
      row.note = row.cells[3]!;
      row.raw = row.cells
        .map((cell) => (cell.includes(draft.delimiter) ? `"${cell}"` : `  ${cell} `))
        .join(draft.delimiter);
    }
  },
};

/** Every kind of letters, delimiter and flaw in every combination. */
export const tableCount = letters.length * delimiters.length * Object.keys(flaws).length;

export function awkwardTable(number: number): AwkwardTable {
  const kinds = Object.entries(flaws);
  const [flaw, spoil] = kinds[number % kinds.length]!;
  const round = Math.floor(number / kinds.length);
  const delimiter = delimiters[round % delimiters.length]!;
  const [script, encode] = letters[Math.floor(round / delimiters.length) % letters.length]!;
  const end = lineEnds[(number + round) % lineEnds.length]!;
  const draft: Draft = {
    delimiter,
    end,
    above: [],
    heading: [...headings[round % headings.length]!],
    rows: people.map(([name, city], row) => ({
      cells: [name, `row${row}@table${number}.example`, city, `tea${delimiter} no milk, ${row}`],
    })),
    below: end(0),
    quoteAll: false,
  };
  spoil(draft);
  const { text, rows } = write(draft);
  const name = `${number} ${flaw}, ${script}, ${JSON.stringify(delimiter)}.csv`;
  return { name: name.replaceAll(/["\\/]/g, ''), bytes: encode(text), rows };
}

function write({ above, heading, rows, delimiter, end, below, quoteAll }: Draft) {
  const joined = (cells: string[]) =>
    cells
      .map((cell) =>
        quoteAll || cell.includes(delimiter) || /["\r\n]/.test(cell)
          ? `"${cell.replaceAll('"', '""')}"`
          : cell,
      )
      .join(delimiter);
  const written = [
    ...above,
    joined(heading),
    ...rows.map(({ cells, raw }) => raw ?? joined(cells)),
  ];
  const begins: number[] = [];
  let line = 1;
  for (const row of written) {
    begins.push(line);
    line += 1 + (row.match(/\r\n|\n|\r/g)?.length ?? 0);
  }
  const text = written.reduce((before, row, at) => `${before}${end(at)}${row}`) + below;
  const expected = rows.map(({ cells, refused, note, city }, row): ExpectedRow => {
    const [name = '', email = '', place = '', remark = ''] = cells;
    const person = {
      name,
      email,
      city: city === undefined ? place : city,
      note: note === undefined ? remark : note,
    };
    return { line: begins[above.length + 1 + row]!, ...(refused ? {} : { person }) };
  });
  return { text, rows: expected };
}
