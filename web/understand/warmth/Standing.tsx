import { useQuery } from '@tanstack/react-query';
import type { PartyView } from '../../../shared/identify/parties.ts';
import { warmthMessages } from '../../identify/parties/words.ts';
import { Bar } from './Bar.tsx';
import { Figure } from './Figure.tsx';
import { GiveAndTakeWhy } from './GiveAndTakeWhy.tsx';
import { KeptWhy } from './KeptWhy.tsx';
import { QuietWhy } from './QuietWhy.tsx';
import { warmthQuery } from './queries.ts';
import { WarmthWhy } from './WarmthWhy.tsx';
import { balanceWord, useFigures } from './words.ts';

/** How we stand with somebody, in the head of their record: each figure says why. */
export default function Standing({ party }: { party: PartyView }) {
  const { say, percent, days } = useFigures();
  const { data } = useQuery(warmthQuery(party.kind, party.id));
  // Its room is kept, so that nothing below moves when it comes.
  if (!data) return <div className="min-h-target" />;
  const { us, reciprocity, rhythm, promises } = data;
  const kept = [promises.ours, promises.theirs].filter(({ kept, missed }) => kept + missed > 0);
  return (
    <ul
      aria-label={say('warmth.standing')}
      className="-mx-8 flex min-h-target flex-wrap items-center"
    >
      <Figure
        label={us.count === 0 ? say('warmth.none') : say(warmthMessages[us.word])}
        bar={<Bar value={us.warmth} tone="accent" />}
        title={say('warmth.title')}
        calculatedAt={data.calculatedAt}
        party={party}
      >
        <WarmthWhy view={data} kind={party.kind} id={party.id} />
      </Figure>
      {reciprocity ? (
        <Figure
          label={say(balanceWord(reciprocity))}
          bar={<Bar value={reciprocity.value} tone="info" />}
          title={say('warmth.reciprocity.title')}
          calculatedAt={data.calculatedAt}
          party={party}
        >
          <GiveAndTakeWhy view={data} />
        </Figure>
      ) : null}
      {rhythm ? (
        <Figure
          label={
            rhythm.isQuiet
              ? say('warmth.quiet', {
                  usual: days(rhythm.usualDays),
                  silent: days(rhythm.silentDays),
                })
              : say('warmth.usual', { usual: days(rhythm.usualDays) })
          }
          tone={rhythm.isQuiet ? 'warn' : undefined}
          title={say('warmth.rhythm.title')}
          calculatedAt={data.calculatedAt}
          party={party}
        >
          <QuietWhy view={data} />
        </Figure>
      ) : null}
      {kept.length > 0 ? (
        <Figure
          label={[
            ...(promises.ours.kept + promises.ours.missed > 0
              ? [say('warmth.kept.ours', { share: percent(promises.ours.mean) })]
              : []),
            ...(promises.theirs.kept + promises.theirs.missed > 0
              ? [say('warmth.kept.theirs', { share: percent(promises.theirs.mean) })]
              : []),
          ].join(' · ')}
          title={say('warmth.kept.title')}
          calculatedAt={data.calculatedAt}
          party={party}
        >
          <KeptWhy view={data} />
        </Figure>
      ) : null}
    </ul>
  );
}
