import { carryOver } from '../duplicates/carrying.ts';

/** Ties follow a record that becomes part of another; what both said of one third stands there once. */
export function carryTies(): void {
  const said = ['audience', 'kind', 'own_kind_id', 'to_date', 'withdrawn_at'];
  carryOver({
    table: 'ties',
    column: 'from_id',
    key: ['id'],
    onceFor: [...said, 'to_id'],
    otherEnd: 'to_id',
  });
  carryOver({
    table: 'ties',
    column: 'to_id',
    key: ['id'],
    onceFor: [...said, 'from_id'],
    otherEnd: 'from_id',
  });
}
