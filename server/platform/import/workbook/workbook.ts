import { builtInFormat, formatOfCode, type NumberKind } from './numbers.ts';
import { damaged, Package, type WorkbookLimits, workbookLimits } from './package.ts';
import { SharedStrings } from './shared-strings.ts';
import { readXml } from './xml.ts';

export interface Sheet {
  name: string;
  part: string;
  isHidden: boolean;
}

/** A workbook of the Office Open XML kind (ECMA-376), as far as reading its tables needs it. */
export class Workbook {
  readonly package: Package;
  readonly sheets: readonly Sheet[];
  readonly formats: readonly NumberKind[];
  readonly from1904: boolean;
  readonly strings: SharedStrings;
  readonly limits: WorkbookLimits;
  readonly #sharedPart: string | undefined;

  private constructor(
    parts: Package,
    { sheets, from1904, formats, sharedPart }: Contents,
    limits: WorkbookLimits,
  ) {
    this.package = parts;
    this.sheets = sheets;
    this.from1904 = from1904;
    this.formats = formats;
    this.limits = limits;
    this.strings = new SharedStrings(limits.sharedBytes);
    this.#sharedPart = sharedPart;
  }

  static async open(path: string, limits: WorkbookLimits = workbookLimits): Promise<Workbook> {
    const parts = await Package.open(path, limits);
    try {
      return new Workbook(parts, await readContents(parts), limits);
    } catch (error) {
      parts.close();
      throw error;
    }
  }

  close(): void {
    this.package.close();
  }

  /** The texts that cells refer to; needed before the first row. */
  async *loadStrings(): AsyncGenerator<void> {
    if (this.#sharedPart && this.package.has(this.#sharedPart)) {
      yield* this.strings.load(this.package.text(this.#sharedPart));
    }
  }
}

interface Contents {
  sheets: Sheet[];
  from1904: boolean;
  formats: NumberKind[];
  sharedPart: string | undefined;
}

async function readContents(parts: Package): Promise<Contents> {
  const book = (await targetsOf(parts, '')).find(({ type }) => type === 'officeDocument');
  const bookPart = book?.target ?? 'xl/workbook.xml';
  if (!parts.has(bookPart)) throw damaged('it names no tables');
  const targets = await targetsOf(parts, bookPart);
  const byId = new Map(targets.map((each) => [each.id, each]));
  const sheets: Sheet[] = [];
  let from1904 = false;
  await readXml(parts.text(bookPart), {
    open: (name, attributes) => {
      if (name === 'workbookPr') from1904 = isOn(attributes.date1904);
      if (name !== 'sheet') return;
      const id = Object.entries(attributes).find(([key]) => /(?:^|:)id$/.test(key))?.[1];
      const target = byId.get(id ?? '');
      // Sheets of charts and of old macros hold no table.
      if (target?.type !== 'worksheet') return;
      sheets.push({
        name: (attributes.name ?? '').slice(0, 200) || `Sheet ${sheets.length + 1}`,
        part: target.target,
        isHidden: /hidden/i.test(attributes.state ?? ''),
      });
    },
  });
  const partOf = (type: string) => targets.find((each) => each.type === type)?.target;
  const stylesPart = partOf('styles');
  const formats =
    stylesPart && parts.has(stylesPart) ? await readFormats(parts.text(stylesPart)) : [];
  return { sheets, from1904, formats, sharedPart: partOf('sharedStrings') };
}

interface Target {
  id: string;
  type: string;
  target: string;
}

/** What a part refers to, by the file of relations beside it. */
async function targetsOf(parts: Package, part: string): Promise<Target[]> {
  const slash = part.lastIndexOf('/') + 1;
  const folder = part.slice(0, slash);
  const file = `${folder}_rels/${part.slice(slash)}.rels`;
  if (!parts.has(file)) return [];
  const targets: Target[] = [];
  await readXml(parts.text(file), {
    open: (name, { Id = '', Type = '', Target = '', TargetMode }) => {
      if (name !== 'Relationship' || TargetMode === 'External') return;
      const type = Type.slice(Type.lastIndexOf('/') + 1);
      targets.push({ id: Id, type, target: resolve(folder, Target) });
    },
  });
  return targets;
}

function resolve(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const steps = folder.split('/').filter(Boolean);
  for (const step of target.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.') steps.push(step);
  }
  return steps.join('/');
}

/** The number format of each cell style, by its position. */
async function readFormats(chunks: AsyncIterable<string>): Promise<NumberKind[]> {
  const own = new Map<number, NumberKind>();
  const formats: NumberKind[] = [];
  let inCellStyles = false;
  await readXml(chunks, {
    open: (name, attributes) => {
      if (name === 'numFmt')
        own.set(Number(attributes.numFmtId), formatOfCode(attributes.formatCode ?? ''));
      else if (name === 'cellXfs') inCellStyles = true;
      else if (name === 'xf' && inCellStyles) {
        const id = Number(attributes.numFmtId ?? 0);
        formats.push(own.get(id) ?? builtInFormat(id));
      }
    },
    close: (name) => {
      if (name === 'cellXfs') inCellStyles = false;
    },
  });
  return formats;
}

export function isOn(value: string | undefined): boolean {
  return value === '1' || value === 'true' || value === 'on';
}
