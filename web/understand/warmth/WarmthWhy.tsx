import { Link } from '@tanstack/react-router';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import type { ActivityKind } from '../../../shared/interact/activities.ts';
import type { WarmthFigure, WarmthView } from '../../../shared/understand/warmth.ts';
import { When } from '../../identify/parties/When.tsx';
import { warmthMessages } from '../../identify/parties/words.ts';
import { kinds } from '../../interact/timeline/kinds.ts';
import { Sum } from './Sum.tsx';
import { useFigures } from './words.ts';

/** What contact there was, what is left of its weight, and how that becomes a warmth. */
export function WarmthWhy({
  view: { us, own, basis },
  kind,
  id,
}: {
  view: WarmthView;
  kind: PartyKind;
  id: string;
}) {
  const { say, percent, points } = useFigures();
  if (us.count === 0 && !own) return <p className="text-text-2">{say('warmth.none.words')}</p>;
  const nameOf = (of: ActivityKind) => say(kinds[of].many);
  const sum = (figure: WarmthFigure) => (
    <Sum
      caption={say('warmth.title')}
      rows={figure.parts.map(({ kind: of, count, now }) => ({
        id: of,
        label: say('warmth.part', { kind: nameOf(of), count }),
        value: points(now),
      }))}
      total={{
        label: say('warmth.sum', {
          word: say(warmthMessages[figure.word]),
          share: percent(figure.warmth),
        }),
        value: points(figure.strength),
      }}
    />
  );
  return (
    <>
      {us.count > 0 ? (
        <>
          {sum(us)}
          <p className="text-sm text-text-2">
            {say('warmth.arithmetic', {
              days: basis.halfLifeDays,
              strength: points(us.strength),
              share: percent(us.warmth),
            })}
          </p>
          <section>
            <h3 className="text-xs text-text-2">{say('warmth.records')}</h3>
            <ul className="flex flex-col">
              {us.contacts.map((contact) => (
                <li key={contact.activityId} className="flex items-baseline gap-8">
                  <Link
                    to={kind === 'person' ? '/people/$id' : '/companies/$id'}
                    params={{ id }}
                    search={{ activity: contact.activityId }}
                    className="min-w-0 flex-1 truncate py-2 text-accent-text hover:underline"
                  >
                    {nameOf(contact.kind)} · <When at={contact.at} />
                  </Link>
                  <span className="tabular text-sm text-text-2">{points(contact.now)}</span>
                </li>
              ))}
            </ul>
          </section>
        </>
      ) : (
        <p className="text-text-2">{say('warmth.none.words')}</p>
      )}
      {own && own.strength.toFixed(2) !== us.strength.toFixed(2) ? (
        <section className="flex flex-col gap-4 border-t border-border pt-8">
          <h3 className="font-semibold">{say('warmth.own')}</h3>
          {sum(own)}
          <p className="text-xs text-text-3">{say('warmth.own.words')}</p>
        </section>
      ) : null}
    </>
  );
}
