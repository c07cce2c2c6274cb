import type { WarmthView } from '../../../shared/understand/warmth.ts';
import { Sum } from './Sum.tsx';
import { useFigures } from './words.ts';

/** How much came and how much went. */
export function GiveAndTakeWhy({ view: { reciprocity, basis } }: { view: WarmthView }) {
  const { say, percent } = useFigures();
  if (!reciprocity) return null;
  const { incoming, outgoing, value } = reciprocity;
  return (
    <>
      <Sum
        caption={say('warmth.reciprocity.title')}
        rows={[
          { id: 'in', label: say('warmth.reciprocity.incoming'), value: String(incoming) },
          { id: 'out', label: say('warmth.reciprocity.outgoing'), value: String(outgoing) },
        ]}
        total={{ label: say('warmth.reciprocity.title'), value: percent(value) }}
      />
      <p className="text-sm text-text-2">
        {say('warmth.reciprocity.words', { days: basis.reciprocityDays })}
      </p>
    </>
  );
}
