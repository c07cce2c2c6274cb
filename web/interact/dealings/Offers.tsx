import { useState } from 'react';
import type { OfferAnswer, OfferView } from '../../../shared/interact/dealings/terms.ts';
import { api } from '../../app/api.ts';
import { shownDay } from '../../identify/parties/time.ts';
import { IconButton } from '../../ui/Button.tsx';
import { onDemand } from '../../ui/onDemand.tsx';
import { Section } from '../../ui/Page.tsx';
import { useLocale, useWords } from '../../ui/words.ts';
import { useDealingFromMenu } from './changes.ts';
import { DealingRow } from './DealingRow.tsx';
import { shownMoney, termStates } from './words.ts';

const OfferDialog = onDemand(() => import('./OfferDialog.tsx'));

export interface OffersProps {
  partyId: string;
  offers: readonly OfferView[];
  currency: string;
  mayNote: boolean;
  onAdd: () => void;
}

/** What they offered us, newest first, and what we said to it. */
export function Offers({ partyId, offers, currency, mayNote, onAdd }: OffersProps) {
  const say = useWords();
  const locale = useLocale();
  const act = useDealingFromMenu(partyId);
  const [editing, setEditing] = useState<OfferView | null>(null);
  const answer = ({ id, version }: OfferView, said: OfferAnswer | null) =>
    act(
      () => api.patch(`/offers/${id}`, { answer: said, answeredOn: null, version }),
      say(said ? `dealings.offer.${said}` : 'dealings.offer.reopened'),
    );
  return (
    <Section
      title={say('dealings.offers')}
      actions={
        mayNote ? (
          <IconButton
            size="small"
            icon="add"
            label={say('dealings.offer.add')}
            keys="Shift+O"
            onPress={onAdd}
          />
        ) : undefined
      }
    >
      {offers.length === 0 ? (
        <p className="text-base text-text-3">{say('dealings.offers.none')}</p>
      ) : (
        <ul className="-mx-8 flex flex-col">
          {offers.map((offer) => (
            <DealingRow
              key={offer.id}
              what={offer.what}
              figure={offer.price ? shownMoney(offer.price, locale) : ''}
              state={{
                label: say(termStates[offer.state].message),
                tone: termStates[offer.state].tone,
              }}
              isOver={offer.state === 'expired' || offer.state === 'declined'}
              details={[
                offer.number,
                shownDay(offer.date, locale),
                offer.state === 'open' &&
                  offer.validUntil &&
                  say('dealings.offer.until', { day: shownDay(offer.validUntil, locale) }),
              ]}
              acts={[
                ...(offer.answer === 'accepted'
                  ? []
                  : [
                      {
                        id: 'accepted',
                        label: say('dealings.offer.accept'),
                        icon: 'check' as const,
                        onAction: () => answer(offer, 'accepted'),
                      },
                    ]),
                ...(offer.answer === 'declined'
                  ? []
                  : [
                      {
                        id: 'declined',
                        label: say('dealings.offer.decline'),
                        icon: 'close' as const,
                        onAction: () => answer(offer, 'declined'),
                      },
                    ]),
                ...(offer.answer
                  ? [
                      {
                        id: 'reopen',
                        label: say('dealings.offer.reopen'),
                        icon: 'undo' as const,
                        onAction: () => answer(offer, null),
                      },
                    ]
                  : []),
              ]}
              onEdit={offer.can.edit ? () => setEditing(offer) : undefined}
              onRemove={() =>
                act(
                  () => api.delete(`/activities/${offer.id}?version=${String(offer.version)}`),
                  say('dealings.offer.removed'),
                )
              }
            />
          ))}
        </ul>
      )}
      {editing ? (
        <OfferDialog {...{ partyId, currency }} offer={editing} onClose={() => setEditing(null)} />
      ) : null}
    </Section>
  );
}
