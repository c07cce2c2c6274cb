import { useQuery } from '@tanstack/react-query';
import type { PartyView } from '../../../shared/identify/parties.ts';
import type { TieView } from '../../../shared/identify/ties.ts';
import { RecordLink } from '../../identify/parties/RecordLink.tsx';
import { isOver } from '../../identify/record/values.ts';
import { tiesQuery } from '../../identify/ties/queries.ts';
import { tieWords } from '../../identify/ties/words.ts';
import { Section } from '../../ui/Page.tsx';
import { useWords } from '../../ui/words.ts';

/** Where a colleague stands among us: whom they report to, and whom they lead. */
export function Staff({ party }: { party: PartyView }) {
  const say = useWords();
  const { data: ties = [] } = useQuery(tiesQuery(party.kind, party.id));
  const lines = ties.filter((tie) => tie.kind === 'reports to' && !isOver(tie));
  const groups = Map.groupBy(lines, (tie: TieView) => tieWords(tie, say));
  return (
    <Section title={say('dealings.staff')}>
      {lines.length === 0 ? (
        <p className="text-base text-text-3">{say('dealings.staff.none')}</p>
      ) : (
        <dl className="flex flex-col gap-8">
          {[...groups].map(([words, some]) => (
            <div key={words} className="flex flex-col">
              <dt className="text-xs text-text-2">{words}</dt>
              {some.map(({ id, other }) => (
                <dd key={id} className="wrap-anywhere">
                  <RecordLink kind={other.kind} id={other.id} dir="auto">
                    {other.name}
                  </RecordLink>
                </dd>
              ))}
            </div>
          ))}
        </dl>
      )}
    </Section>
  );
}
