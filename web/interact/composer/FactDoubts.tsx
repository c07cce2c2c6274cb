import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import type { MarkedFact } from '../../ui/text/marked.ts';
import { useLocale, useWords } from '../../ui/words.ts';
import { doubtLooks, doubtOf, nameOfPlaceholder, sourceWords } from '../templates/words.ts';

/** What was put in from a template and should be looked at before it goes out, with where it is from. */
export default function FactDoubts({
  marked,
  to,
  onChecked,
}: {
  marked: readonly MarkedFact[];
  to: string;
  onChecked: (fact: string) => void;
}) {
  const say = useWords();
  const locale = useLocale();
  const doubtful = [...new Map(marked.map((fact) => [fact.fact, fact])).values()].flatMap(
    (fact) => {
      const doubt = doubtOf(fact, to);
      return doubt ? [{ fact, doubt }] : [];
    },
  );
  if (doubtful.length === 0) return null;
  return (
    <section aria-label={say('writing.doubts')} className="flex flex-col gap-8">
      <h3 className="text-sm font-medium text-text-2">{say('writing.doubts')}</h3>
      <ul className="flex flex-col rounded-control border border-border">
        {doubtful.map(({ fact, doubt }) => {
          const name = nameOfPlaceholder(say, fact.fact, fact.label);
          const { label, tone } = doubtLooks[doubt];
          const source = sourceWords(say, locale, fact);
          return (
            <li
              key={fact.fact}
              className="flex flex-wrap items-center gap-x-8 gap-y-4 border-b border-border px-12 py-8 text-sm last:border-b-0"
            >
              <Badge tone={tone}>{say(label)}</Badge>
              <span className="min-w-0 flex-1 basis-[200px] wrap-anywhere">
                <b className="font-medium">{name}</b>
                {doubt === 'empty' ? null : (
                  <>
                    {': '}
                    <bdi>{fact.value}</bdi>
                  </>
                )}
                {source ? <span className="block text-xs text-text-3">{source}</span> : null}
                {doubt === 'other' ? (
                  <span className="block text-xs text-text-3">
                    {say('writing.doubt.other.words', { address: fact.about ?? '' })}
                  </span>
                ) : null}
              </span>
              {doubt === 'empty' ? null : (
                <Button size="small" onPress={() => onChecked(fact.fact)}>
                  {say('writing.doubt.right')}
                  <span className="sr-only"> {name}</span>
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
