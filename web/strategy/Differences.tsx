import { differences } from '../../shared/strategy/differences.ts';
import { effectsOf } from '../../shared/strategy/effects.ts';
import type { StrategyChoices } from '../../shared/strategy/strategy.ts';
import { Badge } from '../ui/Badge.tsx';
import { Icon } from '../ui/Icon.tsx';
import { useWords } from '../ui/words.ts';
import { sayDifference } from './sayDifference.ts';
import { effectMessages } from './words.ts';

/** Every difference between two versions, with what of the tool follows it. */
export function Differences({
  before,
  after,
  none,
}: {
  before: StrategyChoices;
  after: StrategyChoices;
  /** Said where there are none. */
  none: string;
}) {
  const say = useWords();
  // What is felt at once stands first; the rest waits for parts of the tool that will read it.
  const found = differences(before, after)
    .map((one) => ({ one, effects: effectsOf(one) }))
    .toSorted((a, b) => Number(a.effects.length === 0) - Number(b.effects.length === 0));
  if (found.length === 0) return <p className="text-sm text-text-2">{none}</p>;
  return (
    <ul className="flex flex-col">
      {found.map(({ one, effects }) => {
        const told = sayDifference(one, { say, before, after });
        return (
          <li
            key={JSON.stringify([one.kind, told.what, told.before, told.after])}
            className="flex flex-col gap-4 border-b border-border py-8 last:border-b-0"
          >
            <span className="text-sm font-medium break-words">{told.what}</span>
            <span className="text-sm break-words text-text-2">
              {told.before === undefined ? null : (
                <del className={told.after === undefined ? '' : 'no-underline'}>{told.before}</del>
              )}
              {told.before !== undefined && told.after !== undefined ? (
                <>
                  {' '}
                  <Icon name="right" label={say('strategy.diff.becomes')} className="inline" />{' '}
                </>
              ) : null}
              {told.after === undefined ? null : (
                <ins className="text-text no-underline">{told.after}</ins>
              )}
            </span>
            <span className="flex flex-wrap gap-4">
              {effects.length === 0 ? (
                <span className="text-xs text-text-3">{say('strategy.effect.none')}</span>
              ) : (
                effects.map((effect) => (
                  <Badge key={effect} tone="accent">
                    {say(effectMessages[effect])}
                  </Badge>
                ))
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
