import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Proposal, Proposals as Told } from '../../../shared/interact/proposals/proposals.ts';
import { api } from '../../app/api.ts';
import { sessionQuery } from '../../app/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { useShortcuts } from '../../ui/keys/Shortcuts.tsx';
import { toast } from '../../ui/toast.ts';
import { phone, useMedia } from '../../ui/useMedia.ts';
import { useLocale, useWords } from '../../ui/words.ts';
import { shownMoney } from '../dealings/words.ts';
import { clockOf, proposalsQuery } from './queries.ts';
import { icons, unreadWords, wordsOf } from './words.ts';

/** What a yes may change elsewhere. */
const showing = [
  'proposals',
  'person',
  'people',
  'company',
  'companies',
  'timeline',
  'tasks',
  'dealings',
  'inbox',
  'today',
];

/** What a message contains that nobody has written down: each is answered with one key. */
export default function Proposals({ activityId }: { activityId: string }) {
  const say = useWords();
  const locale = useLocale();
  const client = useQueryClient();
  const isPhone = useMedia(phone);
  const { data } = useQuery(proposalsQuery(activityId, locale));
  const { data: session } = useQuery(sessionQuery);
  const [isOpen, setOpen] = useState(false);
  const rows = data?.rows ?? [];
  const mayAnswer = session != null && session.user.level !== 'reader';
  const refresh = () =>
    Promise.all(showing.map((first) => client.invalidateQueries({ queryKey: [first] })));

  const answer = async (proposal: Proposal, accepts: boolean, total?: number) => {
    // It goes at once, so that the next one is under the fingers while the server is told.
    const { queryKey } = proposalsQuery(activityId, locale);
    client.setQueryData<Told>(queryKey, (old) => ({
      unread: old?.unread ?? [],
      rows: (old?.rows ?? []).filter(({ key }) => key !== proposal.key),
    }));
    try {
      const { event } = await api.post<{ event: string }>(`/activities/${activityId}/proposals`, {
        key: proposal.key,
        accepts,
        ...(total === undefined ? {} : { total }),
        ...(proposal.kind === 'contract'
          ? { reminder: say('proposals.contract.reminder', { what: proposal.terms.what }) }
          : {}),
        ...clockOf(locale),
      });
      toast(say(accepts ? 'proposals.told.yes' : 'proposals.told.no'), {
        tone: 'good',
        undo: async () => {
          await api.post(`/events/${event}/undo`);
          await refresh();
        },
      });
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error), { tone: 'bad' });
    }
    await refresh();
  };

  const [first] = rows;
  const group = say('proposals.title');
  const isDisabled = !mayAnswer || !first;
  // Which of several totals counts is no question for one key.
  const asksWhich = first?.kind === 'offer' && first.totals.length > 1;
  useShortcuts([
    {
      id: 'proposals.yes',
      keys: 'Y',
      label: say('proposals.keys.yes'),
      group,
      isDisabled: isDisabled || asksWhich,
      run: () => first && void answer(first, true),
    },
    {
      id: 'proposals.no',
      keys: 'N',
      label: say('proposals.keys.no'),
      group,
      isDisabled,
      run: () => first && void answer(first, false),
    },
  ]);
  const unread = data?.unread ?? [];
  if (rows.length + unread.length === 0) return null;
  const isFolded = isPhone && !isOpen;
  return (
    <section
      aria-label={group}
      className="flex flex-col gap-4 rounded-control border border-border bg-surface p-8"
    >
      {isPhone && rows.length > 0 ? (
        <Button
          variant="quiet"
          size="small"
          iconAfter={isOpen ? 'up' : 'down'}
          aria-expanded={isOpen}
          onPress={() => setOpen(!isOpen)}
        >
          {say('proposals.count', { count: rows.length })}
        </Button>
      ) : (
        <h3 className="px-4 text-xs text-text-2">{group}</h3>
      )}
      {isFolded ? null : (
        <ul className="flex flex-col gap-4">
          {rows.map((proposal) => {
            const { what, detail } = wordsOf(proposal, say, locale);
            const isFirst = proposal === first;
            return (
              <li
                key={proposal.key}
                className="flex flex-wrap items-start gap-8 rounded-control px-4 py-4"
              >
                <Icon name={icons[proposal.kind]} className="mt-2 shrink-0 text-text-3" />
                <p className="min-w-0 flex-1 basis-[12rem] text-sm">
                  <span className="block">{what}</span>
                  <bdi className="block break-words text-text-2">{detail}</bdi>
                </p>
                {mayAnswer ? (
                  <span className="flex shrink-0 flex-wrap gap-4">
                    {proposal.kind === 'offer' && proposal.totals.length > 1 ? (
                      proposal.totals.map((total, place) => (
                        <Button
                          key={`${String(total.amount)} ${total.currency}`}
                          size="small"
                          onPress={() => void answer(proposal, true, place)}
                        >
                          {shownMoney(total, locale)}
                        </Button>
                      ))
                    ) : (
                      <Button
                        size="small"
                        icon="check"
                        {...(isFirst ? { keys: 'Y' } : {})}
                        onPress={() => void answer(proposal, true)}
                      >
                        {say('proposals.yes')}
                        <span className="sr-only">: {what}</span>
                      </Button>
                    )}
                    <Button
                      size="small"
                      variant="quiet"
                      {...(isFirst ? { keys: 'N' } : {})}
                      onPress={() => void answer(proposal, false)}
                    >
                      {say('proposals.no')}
                      <span className="sr-only">: {what}</span>
                    </Button>
                  </span>
                ) : null}
              </li>
            );
          })}
        </ul>
      )}
      {unread.map(({ name, why }) => (
        <p key={name} className="px-4 text-sm text-text-2 wrap-anywhere">
          {say(unreadWords[why], { name })}
        </p>
      ))}
    </section>
  );
}
