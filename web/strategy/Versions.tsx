import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { StrategyVersion, StrategyView } from '../../shared/strategy/strategy.ts';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { toast } from '../ui/toast.ts';
import { useLocale, useWords } from '../ui/words.ts';
import { Differences } from './Differences.tsx';
import { ItemCard } from './ItemCard.tsx';
import { takeBack, versionQuery, versionsQuery } from './queries.ts';
import { versionName } from './versionName.ts';

/** Everything that was ever in force, each with what it changed. */
export function Versions({
  current,
  onTake,
}: {
  current: StrategyView;
  /** Puts an earlier version into the draft; absent for those who write none. */
  onTake?: (version: StrategyView) => void;
}) {
  const { data, error } = useQuery(versionsQuery);
  if (error) return <p className="text-bad">{error.message}</p>;
  if (!data) return <Skeleton rows={3} />;
  return (
    <ol className="flex max-w-[760px] flex-col gap-8">
      {data.rows.map((version) => (
        <li key={version.version}>
          <Version {...{ version, current, onTake }} />
        </li>
      ))}
    </ol>
  );
}

function Version({
  version: one,
  current,
  onTake,
}: {
  version: StrategyVersion;
  current: StrategyView;
  onTake: ((version: StrategyView) => void) | undefined;
}) {
  const say = useWords();
  const locale = useLocale();
  const client = useQueryClient();
  const isInForce = one.version === current.version;
  const when = one.adoptedAt
    ? Temporal.Instant.from(one.adoptedAt).toLocaleString(locale, {
        dateStyle: 'medium',
        timeStyle: 'short',
      })
    : '';
  const undo = async () => {
    if (!current.can.undo) return;
    try {
      await takeBack(current.can.undo);
      await client.invalidateQueries({ queryKey: ['strategy'] });
      toast(say('strategy.takenBack'), { tone: 'good' });
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error), { tone: 'bad' });
    }
  };
  return (
    <ItemCard
      title={
        one.version === 0
          ? versionName(one)
          : say('strategy.version.title', { version: one.version, name: one.name })
      }
      summary={[
        one.adoptedAt
          ? say('strategy.version.by', { name: one.adoptedBy ?? '?', when })
          : say('strategy.version.default'),
        one.undoes === null ? '' : say('strategy.version.undoes', { version: one.undoes }),
        one.note,
      ]
        .filter(Boolean)
        .join(' · ')}
      badge={isInForce ? <Badge tone="good">{say('strategy.version.inForce')}</Badge> : null}
    >
      {one.version > 0 ? <WhatChanged version={one.version} /> : null}
      <span className="flex flex-wrap gap-8">
        {onTake && !isInForce ? (
          <Button
            size="small"
            icon="edit"
            onPress={() => void client.fetchQuery(versionQuery(one.version)).then(onTake)}
          >
            {say('strategy.version.take')}
          </Button>
        ) : null}
        {isInForce && current.can.undo ? (
          <Button size="small" icon="undo" onPress={() => void undo()}>
            {say('strategy.version.undo')}
          </Button>
        ) : null}
      </span>
    </ItemCard>
  );
}

function WhatChanged({ version }: { version: number }) {
  const say = useWords();
  const { data: after } = useQuery(versionQuery(version));
  const { data: before } = useQuery(versionQuery(version - 1));
  if (!before || !after) return <Skeleton rows={3} />;
  return (
    <Differences
      before={before.choices}
      after={after.choices}
      none={say('strategy.version.nothing')}
    />
  );
}
