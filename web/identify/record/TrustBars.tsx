import { classes } from '../../ui/classes.ts';
import type { TrustState } from './trust.ts';

const lit: Record<TrustState, number> = { known: 3, fading: 2, assumed: 1 };
const colours: Record<TrustState, string> = {
  known: 'bg-text-2',
  fading: 'bg-warn',
  assumed: 'bg-assume',
};

/** Three bars: how surely something is known. The word stands beside them. */
export function TrustBars({ state }: { state: TrustState }) {
  return (
    <span className="inline-flex items-end gap-2" aria-hidden="true">
      {[1, 2, 3].map((bar) => (
        <span
          key={bar}
          className={classes(
            'w-4 rounded-full',
            bar === 1 ? 'h-4' : bar === 2 ? 'h-8' : 'h-12',
            bar <= lit[state] ? colours[state] : 'bg-border',
          )}
        />
      ))}
    </span>
  );
}
