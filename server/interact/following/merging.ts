import { carryOver } from '../../identify/duplicates/carrying.ts';

/** What was said of somebody, and who hears of them, follows a record that becomes part of another. */
export function carryTalk(): void {
  carryOver({ table: 'comments', column: 'party_id', key: ['id'] });
  carryOver({ table: 'follows', column: 'party_id', key: ['id'], onceFor: ['user_id'] });
  carryOver({ table: 'notifications', column: 'party_id', key: ['id'] });
}
