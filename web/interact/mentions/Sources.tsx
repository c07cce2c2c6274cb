import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ConnectionView } from '../../../shared/platform/connections.ts';
import { connectionsQuery } from '../../app/connections.ts';
import { useFaring } from '../../settings/connections/faring.ts';
import { changeConnection, disconnect } from '../../settings/connections/queries.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { Section } from '../../ui/Page.tsx';
import { toast } from '../../ui/toast.ts';
import { useWords } from '../../ui/words.ts';
import { SourceDialog } from './SourceDialog.tsx';

/** Which public feeds are asked, and how each fares. */
export function Sources({
  sources,
  mayWatch,
}: {
  sources: readonly ConnectionView[];
  mayWatch: boolean;
}) {
  const say = useWords();
  const [editing, setEditing] = useState<ConnectionView | 'new' | null>(null);
  return (
    <Section
      title={say('mentions.watched')}
      actions={
        mayWatch ? (
          <Button icon="add" onPress={() => setEditing('new')}>
            {say('mentions.watch')}
          </Button>
        ) : undefined
      }
    >
      {sources.length === 0 ? (
        <p className="text-text-3">{say('mentions.watched.none')}</p>
      ) : (
        <ul className="-mx-8 flex flex-col">
          {sources.map((source) => (
            <Source key={source.id} source={source} onEdit={() => setEditing(source)} />
          ))}
        </ul>
      )}
      {editing ? (
        <SourceDialog
          {...(editing === 'new' ? {} : { source: editing })}
          onClose={() => setEditing(null)}
        />
      ) : null}
    </Section>
  );
}

function Source({ source, onEdit }: { source: ConnectionView; onEdit: () => void }) {
  const say = useWords();
  const client = useQueryClient();
  const { badge, tone, sentence } = useFaring(source);
  const { id, version, name, state, settings } = source;
  const names = Array.isArray(settings.names) ? settings.names.join(', ') : '';
  const act = async (work: Promise<unknown>, told: string) => {
    try {
      await work;
      toast(told, { tone: 'good' });
    } catch (problem) {
      toast(problem instanceof Error ? problem.message : String(problem), { tone: 'bad' });
    }
    await client.invalidateQueries({ queryKey: connectionsQuery.queryKey });
  };
  const isOn = state === 'on';
  return (
    <li className="flex items-start gap-8 rounded-control px-8 py-4">
      <span className="flex min-w-0 flex-1 flex-col gap-2">
        <span className="flex flex-wrap items-center gap-8">
          <bdi className="wrap-anywhere">{name}</bdi>
          <Badge tone={tone}>{badge}</Badge>
        </span>
        <span className="text-sm text-text-2 wrap-anywhere">{names}</span>
        <span className="text-sm text-text-2 wrap-anywhere">{sentence}</span>
      </span>
      {source.can.edit ? (
        <Menu
          label={say('mentions.acts', { name })}
          placement="bottom end"
          trigger={<IconButton size="small" icon="more" label={say('mentions.acts', { name })} />}
          groups={[
            {
              entries: [
                { id: 'change', label: say('mentions.change'), icon: 'edit', onAction: onEdit },
                {
                  id: 'turn',
                  label: say(isOn ? 'mentions.pause' : 'mentions.goOn'),
                  icon: isOn ? 'pause' : 'play',
                  onAction: () =>
                    void act(
                      changeConnection({ id, version, state: isOn ? 'paused' : 'on' }),
                      say('mentions.changed'),
                    ),
                },
                {
                  id: 'remove',
                  label: say('mentions.remove'),
                  icon: 'remove',
                  onAction: () => void act(disconnect({ id, version }), say('mentions.removed')),
                },
              ],
            },
          ]}
        />
      ) : null}
    </li>
  );
}
