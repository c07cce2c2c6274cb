import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type RefObject, useState } from 'react';
import { differences } from '../../shared/strategy/differences.ts';
import type { StrategyView } from '../../shared/strategy/strategy.ts';
import { api } from '../app/api.ts';
import { Button } from '../ui/Button.tsx';
import { TextArea, TextField } from '../ui/Field.tsx';
import { Notice } from '../ui/Notice.tsx';
import { toast } from '../ui/toast.ts';
import { useWords } from '../ui/words.ts';
import { Differences } from './Differences.tsx';
import { adopt, draftQuery, strategyQuery, takeBack } from './queries.ts';
import type { Drafting } from './useDraft.ts';

/** Beside the steps: what the draft changes in the tool, and the one act that makes it so. */
export function Changes({
  current,
  draft,
  region,
}: {
  current: StrategyView;
  draft: Drafting;
  region: RefObject<HTMLElement | null>;
}) {
  const say = useWords();
  const client = useQueryClient();
  const [note, setNote] = useState('');
  const count = differences(current.choices, draft.choices).length;
  const tell = (error: Error) => toast(error.message, { tone: 'bad' });
  // Before what was adopted is shown as gone, so that no draft is begun anew from what it replaced.
  const renew = async () => {
    await client.fetchQuery({ ...strategyQuery, staleTime: 0 });
    await client.invalidateQueries({ queryKey: ['strategy'] });
    await client.invalidateQueries({ queryKey: ['catalog'] });
  };
  const adopting = useMutation({
    mutationFn: async () => {
      const version = await draft.finish();
      return adopt({
        version: current.version,
        ...(version > 0 ? { draft: version } : {}),
        name: draft.name.trim() || say('strategy.ownName'),
        note,
        choices: draft.choices,
      });
    },
    onSuccess: async ({ event }) => {
      setNote('');
      await renew();
      toast(say('strategy.adopted'), {
        tone: 'good',
        undo: async () => {
          await takeBack(event);
          await renew();
        },
      });
    },
    onError: tell,
  });
  const discarding = useMutation({
    mutationFn: async () => {
      const version = await draft.finish();
      return api.delete<{ event: string }>(`/strategy/draft?version=${String(version)}`);
    },
    onSuccess: async ({ event }) => {
      client.setQueryData(draftQuery.queryKey, { draft: null });
      toast(say('strategy.discarded'), {
        undo: async () => {
          await takeBack(event);
          await client.invalidateQueries({ queryKey: draftQuery.queryKey });
        },
      });
    },
    onError: tell,
  });
  return (
    <aside
      id="changes"
      ref={region}
      tabIndex={-1}
      aria-labelledby="changes-title"
      className="flex scroll-mt-16 flex-col gap-12 rounded-control border border-border bg-surface p-16 outline-none desktop:sticky desktop:top-16 desktop:max-h-[calc(100dvh-140px)] desktop:w-[340px] desktop:shrink-0 desktop:overflow-auto"
    >
      <header className="flex flex-col gap-4">
        <h2 id="changes-title" className="text-lg">
          {say('strategy.changes')}
        </h2>
        <p role="status" className="text-sm text-text-2">
          {say('strategy.changes.count', { count })}
          {draft.state === 'writing' ? ` · ${say('strategy.draft.writing')}` : ''}
          {draft.state === 'written' ? ` · ${say('strategy.draft.written')}` : ''}
        </p>
      </header>
      {draft.state === 'late' || draft.state === 'failed' ? (
        <Notice
          tone="warn"
          isUrgent
          actions={
            draft.state === 'late' ? (
              <>
                <Button size="small" onPress={draft.takeTheirs}>
                  {say('strategy.draft.theirs')}
                </Button>
                <Button size="small" onPress={draft.keepMine}>
                  {say('strategy.draft.mine')}
                </Button>
              </>
            ) : (
              <Button
                size="small"
                icon="refresh"
                onPress={() => void draft.finish().catch(() => undefined)}
              >
                {say('strategy.draft.again')}
              </Button>
            )
          }
        >
          {draft.problem}
        </Notice>
      ) : null}
      {count > 0 && current.can.adopt ? (
        <div className="flex flex-col gap-8">
          <TextField
            label={say('strategy.version.name')}
            value={draft.name}
            onChange={draft.rename}
            maxLength={200}
          />
          <TextArea
            label={say('strategy.version.note')}
            value={note}
            onChange={setNote}
            rows={1}
            maxLength={2_000}
          />
          <Button
            variant="primary"
            isWorking={adopting.isPending}
            onPress={() => adopting.mutate()}
          >
            {say('strategy.adopt')}
          </Button>
          <p className="text-xs text-text-3">{say('strategy.adopt.words')}</p>
        </div>
      ) : null}
      {count > 0 && !current.can.adopt ? (
        <p className="text-sm text-text-2">{say('strategy.adopt.askOwner')}</p>
      ) : null}
      <Differences
        before={current.choices}
        after={draft.choices}
        none={say('strategy.changes.none')}
      />
      {draft.version > 0 ? (
        <span>
          <Button
            size="small"
            variant="quiet"
            icon="remove"
            isWorking={discarding.isPending}
            onPress={() => discarding.mutate()}
          >
            {say('strategy.discard')}
          </Button>
        </span>
      ) : null}
    </aside>
  );
}
