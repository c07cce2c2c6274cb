import { type Archiving, registerArchiveFile } from '../../platform/exporting/parts.ts';
import { wholeTemplates } from './templates.ts';

/** The templates one may use, in an archive of everything. */
export function registerTemplatePart(): void {
  registerArchiveFile(
    'mail-templates.ndjson',
    {
      en: 'The templates for mails that you may use, for programs: one JSON object a line.',
      de: 'Die Vorlagen für Mails, die Sie verwenden dürfen, für Programme: ein JSON-Objekt je Zeile.',
    },
    templateLines,
  );
}

async function* templateLines({ read, watch }: Archiving): AsyncGenerator<string> {
  const templates = async function* () {
    yield* await read(wholeTemplates);
  };
  for await (const template of watch(templates())) yield `${JSON.stringify(template)}\n`;
}
