import { useState } from 'react';
import type { MadeOfferView, OfferAnswer } from '../../../shared/interact/dealings/terms.ts';
import { api } from '../../app/api.ts';
import { inShownWorkspace } from '../../app/workspace.ts';
import { shownDay } from '../../identify/parties/time.ts';
import { IconButton } from '../../ui/Button.tsx';
import type { IconName } from '../../ui/icons.ts';
import { onDemand } from '../../ui/onDemand.tsx';
import { Section } from '../../ui/Page.tsx';
import { type Say, useLocale, useWords } from '../../ui/words.ts';
import { useDealingFromMenu } from './changes.ts';
import { DealingRow } from './DealingRow.tsx';
import { shownMoney, termStates } from './words.ts';

const OfferDialog = onDemand(() => import('./OfferDialog.tsx'));

export interface MadeOffersProps {
  partyId: string;
  offers: readonly MadeOfferView[];
  currency: string;
  mayNote: boolean;
}

/** What we offered them, newest first: each version beside what the one before it said. */
export function MadeOffers({ partyId, offers, currency, mayNote }: MadeOffersProps) {
  const say = useWords();
  const locale = useLocale();
  const act = useDealingFromMenu(partyId);
  const [editing, setEditing] = useState<MadeOfferView | null>(null);
  const [isAdding, setAdding] = useState(false);
  const answer = ({ id, version }: MadeOfferView, said: OfferAnswer | null) =>
    act(
      () => api.patch(`/offers/${id}`, { answer: said, answeredOn: null, version }),
      say(said ? `dealings.offer.${said}` : 'dealings.offer.reopened'),
    );
  const actsOf = (offer: MadeOfferView) => {
    const choice = (said: OfferAnswer | null, label: string, icon: IconName) => ({
      id: said ?? 'reopen',
      label,
      icon,
      onAction: () => answer(offer, said),
    });
    const { file } = offer;
    return [
      ...(file
        ? [
            {
              id: 'file',
              label: say('dealings.made.file'),
              icon: 'download' as const,
              onAction: () =>
                window.location.assign(inShownWorkspace(`/api/v1/attachments/${file.id}`)),
            },
          ]
        : []),
      ...(offer.answer === 'accepted'
        ? []
        : [choice('accepted', say('dealings.made.accept'), 'check')]),
      ...(offer.answer === 'declined'
        ? []
        : [choice('declined', say('dealings.made.decline'), 'close')]),
      ...(offer.answer ? [choice(null, say('dealings.offer.reopen'), 'undo')] : []),
    ];
  };
  return (
    <Section
      title={say('dealings.made')}
      actions={
        mayNote ? (
          <IconButton
            size="small"
            icon="add"
            label={say('dealings.made.add')}
            onPress={() => setAdding(true)}
          />
        ) : undefined
      }
    >
      {offers.length === 0 ? (
        <p className="text-base text-text-3">{say('dealings.made.none')}</p>
      ) : (
        <ul className="-mx-8 flex flex-col">
          {offers.map((offer) => {
            const isReplaced = offer.series.at < offer.series.of;
            return (
              <DealingRow
                key={offer.id}
                what={offer.what}
                figure={offer.price ? shownMoney(offer.price, locale) : ''}
                state={{
                  label: say(termStates[offer.state].message),
                  tone: termStates[offer.state].tone,
                }}
                isOver={isReplaced || offer.state === 'expired' || offer.state === 'declined'}
                details={[
                  offer.number,
                  offer.tax && say(offer.tax === 'gross' ? 'dealings.gross' : 'dealings.net'),
                  shownDay(offer.date, locale),
                  offer.state === 'open' &&
                    offer.validUntil &&
                    say('dealings.offer.until', { day: shownDay(offer.validUntil, locale) }),
                  offer.series.of > 1 && say('dealings.made.version', offer.series),
                  changeOf(offer, say, locale),
                  offer.file?.name,
                ]}
                acts={actsOf(offer)}
                onEdit={offer.can.edit ? () => setEditing(offer) : undefined}
                onRemove={() =>
                  act(
                    () => api.delete(`/activities/${offer.id}?version=${String(offer.version)}`),
                    say('dealings.offer.removed'),
                  )
                }
              />
            );
          })}
        </ul>
      )}
      {isAdding ? (
        <OfferDialog {...{ partyId, currency }} isOurs onClose={() => setAdding(false)} />
      ) : null}
      {editing ? (
        <OfferDialog
          {...{ partyId, currency }}
          isOurs
          offer={editing}
          onClose={() => setEditing(null)}
        />
      ) : null}
    </Section>
  );
}

/** What the version before said, where that is not the same. */
function changeOf(
  { before, price, validUntil }: MadeOfferView,
  say: Say,
  locale: string,
): string | null {
  if (!before?.price) return null;
  const isSame =
    before.price.amount === price?.amount &&
    before.price.currency === price.currency &&
    before.validUntil === validUntil;
  if (isSame) return null;
  const amount = shownMoney(before.price, locale);
  return before.validUntil && before.validUntil !== validUntil
    ? say('dealings.made.beforeUntil', { amount, day: shownDay(before.validUntil, locale) })
    : say('dealings.made.before', { amount });
}
