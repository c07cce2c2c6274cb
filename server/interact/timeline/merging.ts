import { carryOver } from '../../identify/duplicates/carrying.ts';

/** What was written down by hand about somebody follows them; mail and meetings name addresses and are found. */
export function carryParticipants(): void {
  carryOver({ table: 'participants', column: 'party_id', key: ['activity_id', 'position'] });
}
