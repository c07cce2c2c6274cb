import { z } from 'zod';

/** What a list of people or companies can be written as. */
export const exportFormats = ['csv', 'xlsx', 'vcard', 'vcard3', 'ndjson'] as const;
export const ExportFormat = z.enum(exportFormats);
export type ExportFormat = z.infer<typeof ExportFormat>;

export const exportFiles: Record<ExportFormat, { type: string; ending: string }> = {
  csv: { type: 'text/csv; charset=utf-8', ending: 'csv' },
  xlsx: {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ending: 'xlsx',
  },
  vcard: { type: 'text/vcard; charset=utf-8', ending: 'vcf' },
  vcard3: { type: 'text/vcard; charset=utf-8', ending: 'vcf' },
  ndjson: { type: 'application/x-ndjson; charset=utf-8', ending: 'ndjson' },
};

/** A column of a table: a field of the catalog, under the words in which the reader knows it. */
export const ExportColumn = z.strictObject({
  field: z.string().min(1).max(100),
  heading: z.string().min(1).max(200).optional(),
  /** The words for the choices of the field. */
  words: z.record(z.string().max(100), z.string().max(200)).optional(),
});
export type ExportColumn = z.infer<typeof ExportColumn>;
