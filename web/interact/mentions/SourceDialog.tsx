import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  type ConnectionView,
  type FeedSettings,
  feedSources,
} from '../../../shared/platform/connections.ts';
import { connectionsQuery } from '../../app/connections.ts';
import { FormDialog } from '../../app/FormDialog.tsx';
import { changeConnection, connect } from '../../settings/connections/queries.ts';
import { SegmentedField, TextField } from '../../ui/Field.tsx';
import { toast } from '../../ui/toast.ts';
import { useWords } from '../../ui/words.ts';

const usual: Record<FeedSettings['source'], string> = {
  feed: '',
  mastodon: 'https://mastodon.social',
  bluesky: 'https://public.api.bsky.app',
};

/** Where to look, and for which names of the company. */
export function SourceDialog({
  source,
  onClose,
}: {
  source?: ConnectionView;
  onClose: () => void;
}) {
  const say = useWords();
  const client = useQueryClient();
  const kept = source?.settings as FeedSettings | undefined;
  const [kind, setKind] = useState(kept?.source ?? 'feed');
  const [address, setAddress] = useState(kept?.address ?? '');
  const [names, setNames] = useState(kept?.names.join(', ') ?? '');
  const [name, setName] = useState(source?.name ?? '');
  const title = say(source ? 'mentions.change' : 'mentions.watch');
  const save = async () => {
    const settings: FeedSettings = {
      source: kind,
      address: address.trim(),
      names: names
        .split(',')
        .map((one) => one.trim())
        .filter(Boolean),
    };
    const called =
      name.trim() || URL.parse(settings.address)?.hostname || say(`mentions.source.${kind}`);
    await (source
      ? changeConnection({
          id: source.id,
          version: source.version,
          name: called,
          settings: { ...settings },
          secret: {},
        })
      : connect({
          kind: 'feed',
          name: called,
          visibility: 'everyone',
          settings: { ...settings },
          secret: {},
        }));
    await client.invalidateQueries({ queryKey: connectionsQuery.queryKey });
    toast(say('mentions.changed'), { tone: 'good' });
  };
  return (
    <FormDialog title={title} save={say('mentions.save')} onSave={save} onClose={onClose}>
      <SegmentedField
        label={say('mentions.source')}
        description={say(`mentions.source.${kind}.words`)}
        options={feedSources.map((id) => ({ id, label: say(`mentions.source.${id}`) }))}
        value={kind}
        onChange={(chosen) => {
          if (address.trim() === usual[kind]) setAddress(usual[chosen]);
          setKind(chosen);
        }}
      />
      <TextField
        label={say('mentions.address')}
        name="settings.address"
        autoComplete="off"
        spellCheck="false"
        value={address}
        onChange={setAddress}
        isRequired
      />
      <TextField
        label={say('mentions.names')}
        description={say('mentions.names.words')}
        name="settings.names"
        autoComplete="off"
        value={names}
        onChange={setNames}
        isRequired
      />
      <TextField
        label={say('mentions.name')}
        name="name"
        autoComplete="off"
        value={name}
        onChange={setName}
      />
    </FormDialog>
  );
}
