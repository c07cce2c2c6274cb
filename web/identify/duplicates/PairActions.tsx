import type { PairView } from '../../../shared/identify/duplicates/pairs.ts';
import { Button } from '../../ui/Button.tsx';
import { useWords } from '../../ui/words.ts';

/** What can be done about a pair. */
export function PairActions({
  pair: { can },
  withKeys = false,
  size,
  onMerge,
  onReject,
  onChoose,
}: {
  pair: PairView;
  withKeys?: boolean;
  size?: 'small';
  onMerge: () => void;
  onReject: () => void;
  onChoose: () => void;
}) {
  const say = useWords();
  const keys = (chord: string) => (withKeys ? { keys: chord } : {});
  return (
    <>
      {can.merge ? (
        <Button {...(size ? { size } : {})} {...keys('Y')} onPress={onMerge}>
          {say('duplicates.merge')}
        </Button>
      ) : null}
      {can.decide ? (
        <Button {...(size ? { size } : {})} {...keys('N')} onPress={onReject}>
          {say('duplicates.notSame')}
        </Button>
      ) : null}
      {can.merge ? (
        <Button {...(size ? { size } : {})} {...keys('E')} variant="quiet" onPress={onChoose}>
          {say('duplicates.choose')}
        </Button>
      ) : null}
    </>
  );
}
