import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ConsentEntry, ConsentsView, Permission } from '../../../shared/identify/consent.ts';
import { api } from '../../app/api.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import type { IconName } from '../../ui/icons.ts';
import { onDemand } from '../../ui/onDemand.tsx';
import { Section } from '../../ui/Page.tsx';
import { Popover } from '../../ui/Popover.tsx';
import { toast } from '../../ui/toast.ts';
import { useLocale, useWords } from '../../ui/words.ts';
import { consentsQuery } from './queries.ts';
import {
  channelMessages,
  dayOf,
  decisionMessages,
  purposeName,
  sourceMessages,
  stateMessage,
  whyWords,
} from './words.ts';

const ConsentDialog = onDemand(() => import('./ConsentDialog.tsx'));

/** What this person may be written to for, over which ways, and why. */
export default function Consents({ id }: { id: string }) {
  const say = useWords();
  const { data } = useQuery(consentsQuery(id));
  const [asked, setAsked] = useState<Permission | null>(null);
  if (!data) return null;
  return (
    <Section title={say('privacy.consents')}>
      <dl className="flex flex-col gap-8">
        {data.purposes
          .filter(({ retiredAt }) => !retiredAt)
          .map((purpose) => (
            <div key={purpose.key} className="flex flex-col">
              <dt className="text-xs wrap-anywhere text-text-2">{purposeName(purpose, say)}</dt>
              <dd className="-mx-8 flex flex-wrap">
                {data.permissions
                  .filter((permission) => permission.purpose === purpose.key)
                  .map((permission) => (
                    <Channel
                      key={permission.channel}
                      id={id}
                      view={data}
                      permission={permission}
                      name={purposeName(purpose, say)}
                      onRecord={() => setAsked(permission)}
                    />
                  ))}
              </dd>
            </div>
          ))}
      </dl>
      {asked ? (
        <ConsentDialog id={id} view={data} asked={asked} onClose={() => setAsked(null)} />
      ) : null}
    </Section>
  );
}

function lookOf({ allowed, reason }: Permission): { icon: IconName; colour: string } {
  if (reason === 'not asked') return { icon: 'help', colour: 'text-text-3' };
  return allowed ? { icon: 'check', colour: 'text-good' } : { icon: 'close', colour: 'text-bad' };
}

interface ChannelProps {
  id: string;
  view: ConsentsView;
  permission: Permission;
  name: string;
  onRecord: () => void;
}

/** One way of reaching them: whether we may, and behind it why, and everything that was said. */
function Channel({ id, view, permission, name, onRecord }: ChannelProps) {
  const say = useWords();
  const locale = useLocale();
  const { purpose, channel } = permission;
  const { icon, colour } = lookOf(permission);
  const state = say('privacy.consents.state', {
    purpose: name,
    channel: say(channelMessages[channel]),
    state: say(stateMessage(permission)),
  });
  const entries = view.entries.filter(
    (entry) =>
      entry.purpose === purpose && entry.channel === channel && entry.decision !== 'retracted',
  );
  return (
    <Popover
      label={state}
      trigger={
        <Button size="small" variant="quiet">
          <span className="flex items-center gap-4">
            <Icon name={icon} className={colour} />
            <span className="sr-only">{state}</span>
            <span aria-hidden>{say(channelMessages[channel])}</span>
          </span>
        </Button>
      }
    >
      {({ close }) => (
        <div className="flex w-[280px] flex-col gap-8">
          <p className="font-medium wrap-anywhere">{state}</p>
          <p>{whyWords(permission, { say, locale })}</p>
          {entries.length > 0 ? (
            <>
              <h3 className="text-xs text-text-2">{say('privacy.entries')}</h3>
              <ul className="flex flex-col gap-8">
                {entries.map((entry) => (
                  <Entry key={entry.id} personId={id} entry={entry} may={view.can.record} />
                ))}
              </ul>
            </>
          ) : null}
          {view.can.record ? (
            <span>
              <Button
                size="small"
                icon="edit"
                onPress={() => {
                  close();
                  onRecord();
                }}
              >
                {say('privacy.record')}
              </Button>
            </span>
          ) : null}
        </div>
      )}
    </Popover>
  );
}

function Entry({ personId, entry, may }: { personId: string; entry: ConsentEntry; may: boolean }) {
  const say = useWords();
  const locale = useLocale();
  const client = useQueryClient();
  const retract = async () => {
    try {
      await api.post(`/consents/${entry.id}/retraction`);
      toast(say('privacy.retracted'), { tone: 'good' });
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error), { tone: 'bad' });
    }
    await client.invalidateQueries({ queryKey: consentsQuery(personId).queryKey });
  };
  return (
    <li className="flex flex-col gap-2 border-t border-border pt-4 text-sm">
      <span className={entry.isRetracted ? 'text-text-3 line-through' : ''}>
        {say('privacy.entry', {
          decision: say(decisionMessages[entry.decision]),
          source: say(sourceMessages[entry.source]),
          day: dayOf(entry.statedAt, locale),
        })}
      </span>
      {entry.wording ? (
        <span className="line-clamp-3 text-xs text-text-2">
          {say('privacy.record.version', { version: entry.wording.version })}
          {': '}
          {entry.wording.text}
        </span>
      ) : null}
      {entry.note ? <span className="text-xs wrap-anywhere text-text-2">{entry.note}</span> : null}
      {entry.recordedBy ? (
        <span className="text-xs text-text-3">
          {say('privacy.entry.by', { name: entry.recordedBy })}
        </span>
      ) : null}
      {entry.isRetracted ? (
        <span>
          <Badge>{say('privacy.entry.mistake')}</Badge>
        </span>
      ) : may ? (
        <span className="-ms-8">
          <Button size="small" variant="quiet" onPress={() => void retract()}>
            {say('privacy.retract')}
          </Button>
        </span>
      ) : null}
    </li>
  );
}
