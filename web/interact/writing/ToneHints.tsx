import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo } from 'react';
import { toneOf } from '../../../shared/interact/writing/tone.ts';
import { useWords } from '../../ui/words.ts';
import { ownWords } from '../composer/ownWords.ts';
import { writingChoicesQuery } from './queries.ts';

const mostShown = 5;

/** How a mail may sound, for its writer alone: it is worked out here and told to nobody. */
export default function ToneHints({ html }: { html: string }) {
  const say = useWords();
  const { data: choices } = useQuery(writingChoicesQuery);
  const written = useDeferredValue(html);
  const isOn = choices?.toneHints ?? false;
  const hints = useMemo(() => {
    if (!isOn) return [];
    const text = ownWords(written);
    const met = toneOf(text).map((hint) => ({ ...hint, words: text.slice(hint.from, hint.to) }));
    return [...new Map(met.map((hint) => [hint.phrase, hint])).values()];
  }, [isOn, written]);
  if (hints.length === 0) return null;
  return (
    <section aria-label={say('writing.tone')} className="flex flex-col gap-4">
      <h3 className="text-sm font-medium text-text-2">{say('writing.tone')}</h3>
      <ul className="flex flex-col gap-8 text-sm">
        {hints.slice(0, mostShown).map(({ kind, phrase, words }) => (
          <li key={phrase} className="flex flex-col border-s-2 border-info ps-8">
            <span className="wrap-anywhere">
              <q className="font-medium">{words}</q>{' '}
              <span className="text-text-2">{say(`writing.tone.${kind}`)}</span>
            </span>
            <span className="text-text-2">{say(`writing.tone.better.${phrase}`)}</span>
          </li>
        ))}
      </ul>
      <p className="text-xs text-text-3">{say('writing.tone.alone')}</p>
    </section>
  );
}
