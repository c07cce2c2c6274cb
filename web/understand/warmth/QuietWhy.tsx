import type { WarmthView } from '../../../shared/understand/warmth.ts';
import { exactInstant } from '../../identify/parties/time.ts';
import { Sum } from './Sum.tsx';
import { useFigures } from './words.ts';

/** The gaps of this relationship, the present silence, and from when on it is unusual. */
export function QuietWhy({ view: { rhythm, basis } }: { view: WarmthView }) {
  const { say, percent, days, locale } = useFigures();
  if (!rhythm) return null;
  const shown = (count: number) => say('warmth.days', { count: days(count) });
  return (
    <>
      <Sum
        caption={say('warmth.rhythm.title')}
        rows={[
          { id: 'gaps', label: say('warmth.rhythm.gaps'), value: String(rhythm.gaps) },
          { id: 'usual', label: say('warmth.rhythm.usual'), value: shown(rhythm.usualDays) },
          {
            id: 'limit',
            label: say('warmth.rhythm.limit', { share: percent(basis.quietShare) }),
            value: shown(rhythm.limitDays),
          },
          { id: 'chance', label: say('warmth.rhythm.chance'), value: percent(rhythm.chance) },
        ]}
        total={{ label: say('warmth.rhythm.silent'), value: shown(rhythm.silentDays) }}
      />
      <p className="text-sm text-text-2">
        {say('warmth.rhythm.last', { at: exactInstant(rhythm.lastAt, locale) })}
      </p>
      <p className="text-sm text-text-2">{say('warmth.rhythm.words')}</p>
    </>
  );
}
