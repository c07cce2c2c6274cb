/** Runs in a worker: cards are written by whoever likes to. */
import type { PartyDraft } from '../../../shared/identify/party-draft.ts';
import { linesOf } from '../../platform/import/content-lines.ts';
import { propertiesOf } from './vcard.reader.ts';
import { partyOfCard } from './vcard.ts';

/** A card of an address book as it was read; without a draft it is a list, or names nobody. */
export interface ReadCard {
  title: string;
  uid: string;
  isPrivate: boolean;
  draft: PartyDraft | null;
}

const plainText = { name: 'utf-8', mark: 0, damaged: false };

export function readCards({
  texts,
  country,
}: {
  texts: string[];
  country: string;
}): (ReadCard | null)[] {
  return texts.map((text) => readCard(text, country));
}

/** null for what is no card. */
export function readCard(text: string, country: string): ReadCard | null {
  if (!/^\s*BEGIN:VCARD\s*$/im.test(text)) return null;
  const card = propertiesOf(linesOf({ text, byte: 0 }), plainText);
  const value = (name: string) =>
    card.properties.find((property) => property.name === name)?.value.trim() ?? '';
  // Whoever exported a card from here keeps it elsewhere from now on: it is read as what stands in it.
  const properties = card.properties.filter(({ name }) => name !== 'PRODID');
  const { draft } = partyOfCard({ ...card, properties }, { country });
  if (draft) delete draft.photo;
  return {
    title: (draft?.name || value('FN') || draft?.emails[0]?.value || '').slice(0, 300),
    uid: value('UID'),
    isPrivate: /^(?:private|confidential)$/i.test(value('CLASS')),
    draft,
  };
}
