import type { PartyKind } from '../../../shared/identify/parties.ts';
import type { EntityOf } from '../../platform/catalog/catalog.ts';
import { partyEntities } from '../parties/catalog.ts';
import { catalogField } from './catalog.ts';
import { ownFields } from './fields.ts';

/** People or companies with the fields every company has, and those of this one that the actor sees. */
export function partyEntity(kind: PartyKind): EntityOf {
  return async (transaction) => {
    const entity = partyEntities[kind];
    const own = await ownFields(transaction, { kind });
    if (own.length === 0) return entity;
    return {
      ...entity,
      fields: [...entity.fields, ...own.map((field) => catalogField(transaction, field))],
    };
  };
}
