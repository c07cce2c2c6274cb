import { emptyDraft, type PartyDraft } from '../party-draft.ts';
import { displayOf, type ExportedRecord, valuesOf } from './record.ts';

/** A record of our own export on its way in: its facts count, the rest only says whom it is about. */
export function draftOfRecord(record: ExportedRecord): PartyDraft {
  const numbers = valuesOf<unknown>(record, 'phone').map(String);
  return {
    ...emptyDraft(record.kind),
    name: displayOf(record).slice(0, 500),
    emails: valuesOf<unknown>(record, 'email').map((value) => ({
      value: String(value),
      label: '',
    })),
    phones: numbers.map((value) => ({ value, raw: value, label: '' })),
    uid: record.id,
    exact: record.facts,
  };
}
