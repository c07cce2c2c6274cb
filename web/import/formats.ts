import type { MessageId } from '../locales/ids.ts';

const names: Record<string, MessageId> = {
  csv: 'import.format.csv',
  xlsx: 'import.format.xlsx',
  vcard: 'import.format.vcard',
  jcard: 'import.format.vcard',
  ndjson: 'import.format.ndjson',
  ics: 'import.format.ics',
  chat: 'import.format.chat',
  mbox: 'import.format.mbox',
  eml: 'import.format.eml',
  emlx: 'import.format.eml',
  zip: 'import.format.archive',
  tar: 'import.format.archive',
  tgz: 'import.format.archive',
  gzip: 'import.format.archive',
};

/** What a file was recognised as, in words; whatever the server learns later is shown as it says it. */
export const formatName = (format: string): MessageId => names[format] ?? 'import.format.unknown';

export const isReadable = (format: string): boolean => format !== 'unknown';

const archives = new Set(['zip', 'tar', 'tgz', 'gzip']);
const mail = new Set(['mbox', 'eml', 'emlx']);
const withNumbersOrTimes = new Set(['csv', 'xlsx', 'vcard', 'jcard', 'ics', 'chat']);

/** An archive may hold mail; what it holds is known only once it is unpacked. */
export const mayHoldMail = (format: string): boolean => mail.has(format) || archives.has(format);

export const mayHoldChats = (format: string): boolean => format === 'chat' || archives.has(format);

export const mayHoldNumbersOrTimes = (format: string): boolean =>
  withNumbersOrTimes.has(format) || archives.has(format);

/** Rows of tables have columns, of which a person may say what they become. */
export const isTable = (format: string): boolean => format === 'csv' || format === 'xlsx';
