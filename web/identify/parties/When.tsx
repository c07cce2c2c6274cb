import { useLocale } from '../../ui/words.ts';
import { exactInstant, shownInstant } from './time.ts';

/** A moment as people say it; the exact one stands behind it. */
export function When({ at }: { at: string }) {
  const locale = useLocale();
  return (
    <time dateTime={at} title={exactInstant(at, locale)} className="tabular">
      {shownInstant(at, locale)}
    </time>
  );
}
