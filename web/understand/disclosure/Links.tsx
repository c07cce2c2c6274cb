import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PartyView } from '../../../shared/identify/parties.ts';
import { pageDays } from '../../../shared/understand/page-rules.ts';
import type { MadePage, PageState, PageView } from '../../../shared/understand/private-pages.ts';
import { api } from '../../app/api.ts';
import { openComposer, sendersQuery } from '../../app/writing.ts';
import { shownInstant } from '../../identify/parties/time.ts';
import type { MessageId } from '../../locales/ids.ts';
import { CopyField } from '../../settings/CopyField.tsx';
import { Badge, type Tone } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Page.tsx';
import { Select } from '../../ui/Select.tsx';
import { toast } from '../../ui/toast.ts';
import { useLocale, useWords } from '../../ui/words.ts';
import { privatePagesQuery } from './queries.ts';

const stateMessages: Record<PageState, readonly [MessageId, Tone]> = {
  open: ['disclosure.state.open', 'good'],
  expired: ['disclosure.state.expired', 'neutral'],
  revoked: ['disclosure.state.revoked', 'neutral'],
  resting: ['disclosure.state.resting', 'warn'],
  ended: ['disclosure.state.ended', 'neutral'],
};

/** Who has a link to this page, and one more. Its address is shown once. */
export function Links({
  party,
  pages,
  mayMake,
}: {
  party: PartyView;
  pages: readonly PageView[];
  mayMake: boolean;
}) {
  const say = useWords();
  const locale = useLocale();
  const client = useQueryClient();
  const { data: senders = [] } = useQuery({ ...sendersQuery, enabled: mayMake });
  const [days, setDays] = useState('30');
  const [made, setMade] = useState<MadePage>();
  const [isWorking, setWorking] = useState(false);
  const renew = () => client.invalidateQueries({ queryKey: privatePagesQuery(party.id).queryKey });
  const undo = (event: string) => async () => {
    await api.post(`/events/${event}/undo`);
    await renew();
  };
  const attempt = async (work: () => Promise<void>) => {
    setWorking(true);
    try {
      await work();
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error), { tone: 'bad' });
    } finally {
      setWorking(false);
      await renew();
    }
  };
  const make = () =>
    attempt(async () => {
      const page = await api.post<MadePage>('/private-pages', {
        partyId: party.id,
        days: Number(days),
      });
      setMade(page);
      toast(say('disclosure.made'), {
        tone: 'good',
        undo: async () => {
          setMade(undefined);
          await undo(page.event)();
        },
      });
    });
  const end = (id: string) =>
    attempt(async () => {
      const { event } = await api.delete<{ event: string }>(`/private-pages/${id}`);
      if (made?.id === id) setMade(undefined);
      toast(say('disclosure.revoked'), { tone: 'good', undo: undo(event) });
    });
  const { email } = party;
  const write = ({ address, expiresAt }: MadePage) =>
    attempt(async () => {
      const day = shownInstant(expiresAt, locale);
      const lines = [
        say('disclosure.mail.lead', { name: party.name }),
        address,
        say('disclosure.mail.until', { day }),
      ];
      const { id } = await api.post<{ id: string }>('/outgoing', {
        from: senders[0]!.id,
        to: [{ address: email ?? '', name: party.name }],
        subject: say('disclosure.mail.subject'),
        html: lines.map((line) => `<p>${escaped(line)}</p>`).join(''),
      });
      openComposer({ draft: id });
    });
  return (
    <Section title={say('disclosure.links')}>
      {mayMake ? (
        <div className="flex flex-wrap items-end gap-8">
          <Select
            label={say('disclosure.days')}
            options={pageDays.map((count) => ({
              id: String(count),
              label: say('disclosure.days.count', { count }),
            }))}
            value={days}
            onChange={setDays}
          />
          <Button
            variant="primary"
            icon="connection"
            isWorking={isWorking}
            onPress={() => void make()}
          >
            {say('disclosure.make')}
          </Button>
        </div>
      ) : null}
      {made ? (
        <Notice tone="good" title={say('disclosure.made.title')}>
          <p>{say('disclosure.made.once')}</p>
          <CopyField label={say('disclosure.address')} value={made.address} />
          {email && senders.length > 0 ? (
            <span>
              <Button icon="mail" onPress={() => void write(made)}>
                {say('disclosure.write')}
              </Button>
            </span>
          ) : null}
        </Notice>
      ) : null}
      {pages.length === 0 ? (
        <p className="text-text-2">{say('disclosure.links.none')}</p>
      ) : (
        <ul className="flex flex-col">
          {pages.map((page) => {
            const [message, tone] = stateMessages[page.state];
            return (
              <li
                key={page.id}
                className="flex flex-wrap items-center gap-8 border-b border-border py-8 last:border-0"
              >
                <span className="flex min-w-0 flex-1 basis-[200px] flex-col">
                  <span className="wrap-anywhere">
                    {say('disclosure.madeBy', {
                      name: page.madeBy,
                      day: shownInstant(page.madeAt, locale),
                    })}
                  </span>
                  <span className="text-sm text-text-2">
                    {say('disclosure.until', { day: shownInstant(page.expiresAt, locale) })}
                  </span>
                </span>
                <Badge tone={tone}>{say(message)}</Badge>
                {mayMake && (page.state === 'open' || page.state === 'resting') ? (
                  <Button size="small" onPress={() => void end(page.id)}>
                    {say('disclosure.end')}
                  </Button>
                ) : null}
              </li>
            );
          })}
        </ul>
      )}
    </Section>
  );
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
