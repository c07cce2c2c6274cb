import { useState } from 'react';
import type { SupplyView } from '../../../shared/interact/dealings/supplies.ts';
import { api } from '../../app/api.ts';
import { spanWords } from '../../identify/record/values.ts';
import { IconButton } from '../../ui/Button.tsx';
import { onDemand } from '../../ui/onDemand.tsx';
import { Section } from '../../ui/Page.tsx';
import { useLocale, useWords } from '../../ui/words.ts';
import { useDealingFromMenu } from './changes.ts';
import { DealingRow } from './DealingRow.tsx';
import { shownMoney } from './words.ts';

const SupplyDialog = onDemand(() => import('./SupplyDialog.tsx'));

export interface SuppliesProps {
  partyId: string;
  supplies: readonly SupplyView[];
  currency: string;
  mayEdit: boolean;
  onAdd: () => void;
}

/** What they supply, and on which terms. */
export function Supplies({ partyId, supplies, currency, mayEdit, onAdd }: SuppliesProps) {
  const say = useWords();
  const locale = useLocale();
  const act = useDealingFromMenu(partyId);
  const [editing, setEditing] = useState<SupplyView | null>(null);
  const priceOf = ({ price, unit }: SupplyView) => {
    const cost = price ? shownMoney(price, locale) : '';
    return cost && unit ? say('dealings.supply.per', { price: cost, unit }) : cost;
  };
  return (
    <Section
      title={say('dealings.supplies')}
      actions={
        mayEdit ? (
          <IconButton
            size="small"
            icon="add"
            label={say('dealings.supply.add')}
            keys="Shift+S"
            onPress={onAdd}
          />
        ) : undefined
      }
    >
      {supplies.length === 0 ? (
        <p className="text-base text-text-3">{say('dealings.supplies.none')}</p>
      ) : (
        <ul className="-mx-8 flex flex-col">
          {supplies.map((supply) => (
            <DealingRow
              key={supply.id}
              what={supply.name}
              figure={priceOf(supply)}
              isOver={!supply.current}
              details={[
                supply.article,
                supply.leadDays !== null &&
                  say('dealings.supply.leadTime', { days: supply.leadDays }),
                spanWords(supply, { say, locale }),
              ]}
              onEdit={mayEdit ? () => setEditing(supply) : undefined}
              onRemove={() =>
                act(
                  () => api.delete(`/supplies/${supply.id}?version=${String(supply.version)}`),
                  say('dealings.supply.removed'),
                )
              }
            />
          ))}
        </ul>
      )}
      {editing ? (
        <SupplyDialog
          {...{ partyId, currency }}
          supply={editing}
          onClose={() => setEditing(null)}
        />
      ) : null}
    </Section>
  );
}
