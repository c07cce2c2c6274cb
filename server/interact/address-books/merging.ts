import { carryOver } from '../../identify/duplicates/carrying.ts';

/** The cards of a record that becomes part of another are that one's from then on. */
export function carryCards(): void {
  carryOver({ table: 'entry_cards', column: 'party_id', key: ['collection_id', 'href'] });
  carryOver({
    table: 'card_wishes',
    column: 'party_id',
    key: ['collection_id', 'wish'],
    onceFor: ['collection_id'],
  });
}
