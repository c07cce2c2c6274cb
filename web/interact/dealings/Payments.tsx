import { useState } from 'react';
import type { PaidOnTime } from '../../../shared/interact/dealings/dealings.ts';
import type { PurchaseView } from '../../../shared/interact/dealings/terms.ts';
import { api } from '../../app/api.ts';
import { shownDay } from '../../identify/parties/time.ts';
import { IconButton } from '../../ui/Button.tsx';
import { onDemand } from '../../ui/onDemand.tsx';
import { Section } from '../../ui/Page.tsx';
import { useLocale, useWords } from '../../ui/words.ts';
import { useDealingFromMenu } from './changes.ts';
import { DealingRow } from './DealingRow.tsx';
import { shownMoney, termStates } from './words.ts';

const PurchaseDialog = onDemand(() => import('./PurchaseDialog.tsx'));

export interface PaymentsProps {
  partyId: string;
  purchases: readonly PurchaseView[];
  paid: PaidOnTime;
  currency: string;
  mayNote: boolean;
  onAdd: () => void;
}

/** What we bought from them, and whether we pay by the day. */
export function Payments(props: PaymentsProps) {
  const { partyId, purchases, paid, currency, mayNote, onAdd } = props;
  const say = useWords();
  const locale = useLocale();
  const act = useDealingFromMenu(partyId);
  const [editing, setEditing] = useState<PurchaseView | null>(null);
  const pay = ({ id, version }: PurchaseView, isPaid: boolean) => {
    const paidOn = isPaid ? Temporal.Now.plainDateISO().toString() : null;
    act(
      () => api.patch(`/purchases/${id}`, { paidOn, version }),
      say(isPaid ? 'dealings.purchase.paidNow' : 'dealings.purchase.unpaid'),
    );
  };
  return (
    <Section
      title={say('dealings.payments')}
      actions={
        mayNote ? (
          <IconButton
            size="small"
            icon="add"
            label={say('dealings.purchase.add')}
            keys="Shift+I"
            onPress={onAdd}
          />
        ) : undefined
      }
    >
      {paid.of > 0 ? (
        <p className="text-base text-text-2">{say('dealings.payments.onTime', { ...paid })}</p>
      ) : null}
      {purchases.length === 0 ? (
        <p className="text-base text-text-3">{say('dealings.payments.none')}</p>
      ) : (
        <ul className="-mx-8 flex flex-col">
          {purchases.map((purchase) => (
            <DealingRow
              key={purchase.id}
              what={purchase.what}
              figure={shownMoney(purchase.price, locale)}
              state={{
                label: say(termStates[purchase.state].message),
                tone: termStates[purchase.state].tone,
              }}
              isOver={purchase.paidOn !== null}
              details={[
                purchase.number,
                purchase.paidOn
                  ? say('dealings.purchase.paidAt', { day: shownDay(purchase.paidOn, locale) })
                  : say('dealings.purchase.dueAt', { day: shownDay(purchase.due, locale) }),
              ]}
              first={
                purchase.paidOn ? null : (
                  <IconButton
                    size="small"
                    icon="check"
                    label={say('dealings.purchase.pay', { what: purchase.what })}
                    onPress={() => pay(purchase, true)}
                  />
                )
              }
              acts={
                purchase.paidOn
                  ? [
                      {
                        id: 'unpaid',
                        label: say('dealings.purchase.unpay'),
                        icon: 'undo',
                        onAction: () => pay(purchase, false),
                      },
                    ]
                  : []
              }
              onEdit={purchase.can.edit ? () => setEditing(purchase) : undefined}
              onRemove={() =>
                act(
                  () =>
                    api.delete(`/activities/${purchase.id}?version=${String(purchase.version)}`),
                  say('dealings.purchase.removed'),
                )
              }
            />
          ))}
        </ul>
      )}
      {editing ? (
        <PurchaseDialog
          {...{ partyId, currency }}
          purchase={editing}
          onClose={() => setEditing(null)}
        />
      ) : null}
    </Section>
  );
}
