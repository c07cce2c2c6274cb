import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PurposeView } from '../../../shared/identify/consent.ts';
import { api } from '../../app/api.ts';
import { purposesQuery } from '../../identify/consent/queries.ts';
import { channelMessages, groundMessages, purposeName } from '../../identify/consent/words.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { onDemand } from '../../ui/onDemand.tsx';
import { useWords } from '../../ui/words.ts';
import { Loaded } from '../Loaded.tsx';
import { Row, Rows } from '../Rows.tsx';
import { TopicSection } from '../TopicSection.tsx';
import { useAct } from '../useAct.ts';
import { useSession } from '../useSession.ts';

const PurposeDialog = onDemand(() => import('./PurposeDialog.tsx'));
const WordingDialog = onDemand(() => import('./WordingDialog.tsx'));

interface Done {
  event: string;
}

/** What the company writes to people for, on which ground, and in which words it asks. */
export function Purposes() {
  const say = useWords();
  const isOwner = useSession()?.user.level === 'owner';
  const purposes = useQuery(purposesQuery);
  const [isAdding, setAdding] = useState(false);
  return (
    <TopicSection
      topic="purposes"
      lead={say(isOwner ? 'privacy.purposes.words' : 'privacy.purposes.askOwner')}
    >
      <Loaded query={purposes}>
        {(rows) => (
          <Rows>
            {rows.map((purpose) => (
              <PurposeRow key={purpose.key} purpose={purpose} isOwner={isOwner} />
            ))}
          </Rows>
        )}
      </Loaded>
      {isOwner ? (
        <span>
          <Button icon="add" onPress={() => setAdding(true)}>
            {say('privacy.purposes.add')}
          </Button>
        </span>
      ) : null}
      {isAdding ? <PurposeDialog onClose={() => setAdding(false)} /> : null}
    </TopicSection>
  );
}

function PurposeRow({ purpose, isOwner }: { purpose: PurposeView; isOwner: boolean }) {
  const say = useWords();
  const [open, setOpen] = useState<'edit' | 'wording' | null>(null);
  const { key, about, ground, channels, retiredAt, version, wordings } = purpose;
  const name = purposeName(purpose, say);
  const retire = useAct(
    (retired: boolean) => api.patch<Done>(`/consent-purposes/${key}`, { retired, version }),
    {
      renews: [purposesQuery.queryKey],
      done: ({ event }) => ({
        text: say('privacy.purposes.saved', { name }),
        undo: () => api.post(`/events/${event}/undo`),
      }),
    },
  );
  const [newest] = wordings;
  const words = [
    say(groundMessages[ground]),
    channels.map((channel) => say(channelMessages[channel])).join(', '),
    newest
      ? say('privacy.purposes.wording.newest', { version: newest.version })
      : ground === 'consent'
        ? say('privacy.purposes.wording.none')
        : '',
    about,
  ];
  return (
    <Row
      picture={<Icon name="message" className="text-text-3" />}
      title={
        <>
          {name}
          {retiredAt ? <Badge>{say('privacy.purposes.retired')}</Badge> : null}
        </>
      }
      words={words.filter(Boolean).join(' · ')}
    >
      {isOwner && retiredAt ? (
        <Button size="small" icon="undo" onPress={() => retire.mutate(false)}>
          {say('privacy.purposes.restore')}
          <span className="sr-only"> {name}</span>
        </Button>
      ) : null}
      {isOwner && !retiredAt ? (
        <Menu
          label={say('privacy.actsOn', { name })}
          placement="bottom end"
          trigger={<IconButton icon="more" size="small" label={say('privacy.actsOn', { name })} />}
          groups={[
            {
              entries: [
                {
                  id: 'edit',
                  label: say('privacy.purposes.edit'),
                  icon: 'edit',
                  onAction: () => setOpen('edit'),
                },
                {
                  id: 'wording',
                  label: say('privacy.purposes.wording'),
                  icon: 'document',
                  onAction: () => setOpen('wording'),
                },
                {
                  id: 'retire',
                  label: say('privacy.purposes.retire'),
                  icon: 'remove',
                  onAction: () => retire.mutate(true),
                },
              ],
            },
          ]}
        />
      ) : null}
      {open === 'edit' ? <PurposeDialog purpose={purpose} onClose={() => setOpen(null)} /> : null}
      {open === 'wording' ? (
        <WordingDialog purpose={purpose} onClose={() => setOpen(null)} />
      ) : null}
    </Row>
  );
}
