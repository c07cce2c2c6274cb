import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PairView } from '../../../shared/identify/duplicates/pairs.ts';
import { Notice } from '../../ui/Notice.tsx';
import { onDemand } from '../../ui/onDemand.tsx';
import { useWords } from '../../ui/words.ts';
import { RecordLink } from '../parties/RecordLink.tsx';
import { useDuplicateChanges } from './changes.ts';
import { PairActions } from './PairActions.tsx';
import { likesQuery } from './queries.ts';
import { inWeight, reasonWords } from './words.ts';

const MergeDialog = onDemand(() => import('./MergeDialog.tsx'));

/** On a record: whom it may be the same as. Says nothing where nothing is proposed. */
export default function LikelySame({ id }: { id: string }) {
  const { data: pairs = [] } = useQuery(likesQuery(id));
  return pairs.map((pair) => <Likely key={pair.id} pair={pair} id={id} />);
}

function Likely({ pair, id }: { pair: PairView; id: string }) {
  const say = useWords();
  const { merge, reject } = useDuplicateChanges();
  const [isChoosing, setChoosing] = useState(false);
  const [one, two] = pair.sides;
  const other = one.id === id ? two : one;
  const because = inWeight(pair.judgement)
    .pro.slice(0, 3)
    .map((reason) => reasonWords(reason, say))
    .join(' · ');
  return (
    <Notice
      tone="info"
      actions={
        <PairActions
          pair={pair}
          size="small"
          // Whoever stands on a record means this one to stay.
          onMerge={() => void merge(pair, { keep: id, show: {} })}
          onReject={() => void reject(pair)}
          onChoose={() => setChoosing(true)}
        />
      }
    >
      <span>
        {say('duplicates.maySame')}{' '}
        <RecordLink
          kind={other.kind}
          id={other.id}
          className="font-semibold text-accent-text underline wrap-anywhere"
        >
          <bdi>{other.name || say('duplicates.noName')}</bdi>
        </RecordLink>
        <span className="text-text-2"> · {because}</span>
      </span>
      {isChoosing ? (
        <MergeDialog
          pair={{ ...pair, keep: id }}
          onMerge={(choice) => merge(pair, choice)}
          onClose={() => setChoosing(false)}
        />
      ) : null}
    </Notice>
  );
}
