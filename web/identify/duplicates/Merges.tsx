import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { MergeView } from '../../../shared/identify/duplicates/pairs.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { toast } from '../../ui/toast.ts';
import { useWords } from '../../ui/words.ts';
import { RecordLink } from '../parties/RecordLink.tsx';
import { When } from '../parties/When.tsx';
import { useDuplicateChanges } from './changes.ts';

/** What was merged because it was exactly the same: nobody was asked, so everybody can look. */
export function ByItself({ merges }: { merges: readonly MergeView[] }) {
  const say = useWords();
  const setting = (
    <Link
      to="/settings/$page"
      params={{ page: 'company' }}
      hash="exact"
      className="font-medium text-accent-text hover:underline"
    >
      {say('duplicates.byItself.setting')}
    </Link>
  );
  if (merges.length === 0) {
    return (
      <EmptyState icon="history" title={say('duplicates.byItself.none')} link={setting}>
        {say('duplicates.byItself.words')}
      </EmptyState>
    );
  }
  return (
    <>
      <p className="max-w-[960px] pb-4 text-text-2">
        {say('duplicates.byItself.words')} {setting}
      </p>
      <Merges merges={merges} />
    </>
  );
}

/** Merges of the last thirty days, each with its way back. */
export function Merges({ merges }: { merges: readonly MergeView[] }) {
  const say = useWords();
  if (merges.length === 0)
    return <EmptyState icon="history">{say('duplicates.noMerges')}</EmptyState>;
  return (
    <ul className="flex max-w-[960px] flex-col">
      {merges.map((merge) => (
        <Merge key={merge.id} merge={merge} />
      ))}
    </ul>
  );
}

function Merge({ merge }: { merge: MergeView }) {
  const say = useWords();
  const { takeBack } = useDuplicateChanges();
  const [isWorking, setWorking] = useState(false);
  const undo = () => {
    setWorking(true);
    takeBack(merge.id).then(
      () =>
        toast(say('duplicates.separated', { absorbed: merge.absorbedName, kept: merge.keptName }), {
          tone: 'good',
        }),
      (error: unknown) => {
        setWorking(false);
        toast(error instanceof Error ? error.message : String(error), { tone: 'bad' });
      },
    );
  };
  return (
    <li className="flex flex-wrap items-center gap-x-16 gap-y-8 border-b border-border py-12">
      <div className="flex min-w-[200px] flex-1 flex-col gap-2">
        <span className="text-base wrap-anywhere">
          <bdi>{merge.absorbedName || say('duplicates.noName')}</bdi>
          {' → '}
          <RecordLink
            kind={merge.kind}
            id={merge.keptId}
            className="font-medium text-accent-text hover:underline"
          >
            <bdi>{merge.keptName || say('duplicates.noName')}</bdi>
          </RecordLink>
        </span>
        <span className="text-xs text-text-3">
          {merge.byItself ? say('duplicates.byItself.who') : merge.by} · <When at={merge.at} />
        </span>
      </div>
      {merge.can.undo ? (
        <Button
          icon="undo"
          isWorking={isWorking}
          onPress={undo}
          aria-label={say(merge.byItself ? 'duplicates.takeBack.of' : 'duplicates.takeApart.of', {
            absorbed: merge.absorbedName,
            kept: merge.keptName,
          })}
        >
          {say(merge.byItself ? 'duplicates.takeBack' : 'duplicates.takeApart')}
        </Button>
      ) : null}
    </li>
  );
}
