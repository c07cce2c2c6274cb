import type { KeptRateView, WarmthView } from '../../../shared/understand/warmth.ts';
import { useFigures } from './words.ts';

/** Promises kept on time and not, and what can be believed of them with so few. */
export function KeptWhy({ view: { promises } }: { view: WarmthView }) {
  const { say } = useFigures();
  return (
    <>
      <Rate title={say('warmth.kept.oursTitle')} rate={promises.ours} />
      <Rate title={say('warmth.kept.theirsTitle')} rate={promises.theirs} />
      <Rate title={say('warmth.kept.ownTitle')} rate={promises.own} note={say('warmth.kept.own')} />
      <p className="text-xs text-text-3">{say('warmth.kept.words')}</p>
    </>
  );
}

function Rate({ title, rate, note }: { title: string; rate: KeptRateView; note?: string }) {
  const { say, percent } = useFigures();
  const { kept, missed, mean, range80, range95 } = rate;
  const count = kept + missed;
  if (count === 0) return null;
  const range = ([from, to]: readonly [number, number]) => ({
    from: percent(from),
    to: percent(to),
  });
  return (
    <section>
      <h3 className="flex items-baseline gap-8">
        <span className="flex-1">{title}</span>
        <span className="tabular font-semibold">{percent(mean)}</span>
      </h3>
      <p className="text-sm text-text-2">{say('warmth.kept.counts', { kept, count })}</p>
      <p className="text-sm text-text-2">{say('warmth.kept.range80', range(range80))}</p>
      <p className="text-sm text-text-2">{say('warmth.kept.range95', range(range95))}</p>
      {note ? <p className="text-xs text-text-3">{note}</p> : null}
    </section>
  );
}
