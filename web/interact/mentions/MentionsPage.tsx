import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { connectionsQuery } from '../../app/connections.ts';
import { sessionQuery } from '../../app/session.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FilterChips } from '../../ui/FilterChips.tsx';
import { Page } from '../../ui/Page.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useWords } from '../../ui/words.ts';
import { Mention } from './Mention.tsx';
import { mentionsQuery } from './queries.ts';
import { Sources } from './Sources.tsx';

/** Where is the company named, and what has become of it? */
export function MentionsPage() {
  const say = useWords();
  const [state, setState] = useState<'open' | 'settled'>('open');
  const { data: rows, error, refetch } = useQuery(mentionsQuery(state));
  const { data: connections } = useQuery(connectionsQuery);
  const { data: session } = useQuery(sessionQuery);
  const mayWrite = session != null && session.user.level !== 'reader';
  const sources = connections?.filter(({ kind }) => kind === 'feed') ?? [];
  return (
    <Page
      title={say('mentions.title')}
      toolbar={
        <FilterChips
          label={say('mentions.which')}
          options={(['open', 'settled'] as const).map((id) => ({
            id,
            label: say(`mentions.${id}`),
          }))}
          value={state}
          onChange={setState}
        />
      }
    >
      <div className="flex w-full max-w-[760px] flex-col gap-24">
        <p className="text-text-2">{say('mentions.lead')}</p>
        {error ? (
          <EmptyState
            icon="warning"
            title={say('mentions.failed')}
            action={<Button onPress={() => void refetch()}>{say('app.failure.again')}</Button>}
          >
            {error.message}
          </EmptyState>
        ) : !rows ? (
          <Skeleton rows={4} />
        ) : rows.length === 0 ? (
          <EmptyState icon="hearsay" title={say('mentions.emptyTitle')}>
            {say(sources.length > 0 ? 'mentions.empty' : 'mentions.emptyNone')}
          </EmptyState>
        ) : (
          <ul aria-label={say('mentions.title')} className="flex flex-col gap-8">
            {rows.map((mention) => (
              <li key={mention.id}>
                <Mention mention={mention} mayWrite={mayWrite} />
              </li>
            ))}
          </ul>
        )}
        <Sources sources={sources} mayWatch={mayWrite && session.workspace.kind !== 'sample'} />
      </div>
    </Page>
  );
}
