/** A file as its words stand in it: one text for each line, cells of a table beside each other. */
export interface Paper {
  fileName: string;
  lines: string[];
}

/** What a paper is, as it calls itself. */
export type PaperKind = 'offer' | 'contract' | 'other';

const kinds: [PaperKind, string][] = [
  [
    'other',
    'rechnung|invoice|teilrechnung|schlussrechnung|proforma(?:[- ]?rechnung|[- ]?invoice)?|tax invoice|gutschrift|credit note|mahnung|zahlungserinnerung|payment reminder|reminder|lieferschein|delivery note|packing list|auftragsbestätigung|order confirmation|bestellung|purchase order|order|receipt|quittung|beleg|statement of account|kontoauszug|preisliste|price list|katalog|catalogue|protokoll|minutes|agenda|lebenslauf|newsletter|request for (?:a )?(?:quotation|quote|proposal|offer)|anfrage|angebotsanfrage|leistungsverzeichnis|allgemeine (?:geschäfts|verkaufs)bedingungen|terms (?:and|&) conditions|general terms',
  ],
  [
    'offer',
    'angebot|offert|offerte|anbot|preisangebot|festpreisangebot|richtangebot|folgeangebot|nachtragsangebot|kostenvoranschlag|kostenschätzung|offer|quotation|price quotation|quote|price quote|proposal|estimate|cost estimate|commercial offer',
  ],
  [
    'contract',
    '(?:\\p{L}+)?vertrag|(?:\\p{L}+)?vereinbarung|contract|agreement|(?:\\p{L}+ ){1,2}(?:agreement|contract)|\\p{L}+(?:-| )(?:vertrag|vereinbarung)',
  ],
];

/** What may stand before the word that says what a paper is. */
const LEAD =
  '(?:(?:betreff|betr\\.?|subject|re|our|your|unser|unsere|ihr|ihre|the|this|das|ein|an|a|final|revised|überarbeitetes|neues|verbindliches|freibleibendes|commercial|binding|non-binding)[:.]?\\s+){0,3}';
const headings = kinds.map(
  ([kind, words]) =>
    [
      kind,
      new RegExp(`^[\\s*#>_–—-]*${LEAD}(?:${words})(?=$|[\\s:;.,/#(–—-]|nr\\b|no\\b|nummer)`, 'iu'),
    ] as const,
);
/** Other papers are named in passing everywhere; what this one is stands at its top, in few words. */
const topLines = 60;
const longestHeading = 90;

/** By its heading, else by the name of the file; null where neither says. */
export function kindOfPaper({ fileName, lines }: Paper): PaperKind | null {
  for (const line of lines.slice(0, topLines)) {
    if (line.trim().length > longestHeading) continue;
    // Letters spaced out for show are one word.
    const text = line
      .trim()
      .replace(/^(?:\p{L} ){3,}\p{L}$/u, (spaced) => spaced.replaceAll(' ', ''));
    for (const cell of text.split('\t')) {
      const [kind] = headings.find(([, pattern]) => pattern.test(cell.trim())) ?? [];
      // A sentence that begins with the word is none of its own: "Angebote gelten nur …".
      if (kind && !/[.!?]$/.test(cell.trim().replace(/\b(?:nr|no)\.$/iu, ''))) return kind;
    }
  }
  return kindOfName(fileName);
}

export function kindOfName(fileName: string): PaperKind | null {
  const name = fileName
    .replace(/\.[^.]*$/, '')
    .replace(/[_.\-–]+/g, ' ')
    .replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
    .replace(/(?<=\p{L})(?=\d)/gu, ' ');
  for (const [kind, words] of kinds) {
    if (new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})`, 'iu').test(name)) return kind;
  }
  return null;
}
