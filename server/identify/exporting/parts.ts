import type { PartyKind } from '../../../shared/identify/parties.ts';
import type { ExportFormat } from '../../../shared/platform/exporting/formats.ts';
import { type Archiving, registerArchiveFile } from '../../platform/exporting/parts.ts';
import { partyEntity } from '../fields/entity.ts';
import { exportParties } from './exporting.ts';

/** People and companies in an archive of everything, once for people and once for each kind of program. */
export function registerPartyParts(): void {
  const about: Record<PartyKind, Record<'csv' | 'ndjson' | 'vcard', { en: string; de: string }>> = {
    person: {
      csv: {
        en: 'People, one in each row, with all their values. Opens in any spreadsheet.',
        de: 'Personen, eine je Zeile, mit allen Werten. Öffnet sich in jedem Tabellenprogramm.',
      },
      ndjson: {
        en: 'The same people for programs: one JSON object a line, with the source and the date of every value.',
        de: 'Dieselben Personen für Programme: ein JSON-Objekt je Zeile, mit Quelle und Datum jedes Werts.',
      },
      vcard: {
        en: 'The same people as contacts (vCard 4) for address books and phones.',
        de: 'Dieselben Personen als Kontakte (vCard 4) für Adressbücher und Telefone.',
      },
    },
    company: {
      csv: {
        en: 'Companies, one in each row, with all their values.',
        de: 'Firmen, eine je Zeile, mit allen Werten.',
      },
      ndjson: {
        en: 'The same companies for programs.',
        de: 'Dieselben Firmen für Programme.',
      },
      vcard: {
        en: 'The same companies as contacts.',
        de: 'Dieselben Firmen als Kontakte.',
      },
    },
  };
  for (const kind of ['person', 'company'] as const) {
    const home = kind === 'person' ? 'people' : 'companies';
    for (const [format, ending] of [
      ['csv', 'csv'],
      ['ndjson', 'ndjson'],
      ['vcard', 'vcf'],
    ] as const) {
      registerArchiveFile(`${home}.${ending}`, about[kind][format], (archiving) =>
        partyFile(kind, format, archiving),
      );
    }
  }
}

async function* partyFile(
  kind: PartyKind,
  format: ExportFormat,
  { read, watch }: Archiving,
): AsyncGenerator<string | Uint8Array> {
  yield* await exportParties(
    read,
    await read(partyEntity(kind)),
    { format, sort: 'name', title: kind },
    watch,
  );
}
