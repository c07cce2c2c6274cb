import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import { toneOf } from '../../../shared/interact/writing/tone.ts';
import RichText, { type TextHandle } from '../../ui/RichText.tsx';
import { facts } from '../../ui/text/facts.ts';
import { underlines } from '../../ui/text/underlines.ts';
import { useLocale, useWords } from '../../ui/words.ts';
import { doubtLooks, doubtOf, nameOfPlaceholder, sourceWords } from '../templates/words.ts';
import { writingChoicesQuery } from '../writing/queries.ts';

export interface MailTextProps {
  initial: string;
  /** The first whom the mail goes to: what was put in about somebody else is marked. */
  to: string;
  onChange: (html: string) => void;
  autoFocus: boolean;
  onReady: (text: TextHandle) => void;
}

/** The text of a mail: what was put in as a fact says so when it should be looked at. */
export default function MailText({ initial, to, onChange, autoFocus, onReady }: MailTextProps) {
  const say = useWords();
  const locale = useLocale();
  const { data: choices } = useQuery(writingChoicesQuery);
  const isOn = choices?.toneHints ?? false;
  const asked = useRef({ say, locale, to, isOn });
  asked.current = { say, locale, to, isOn };
  const text = useRef<TextHandle | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is marked depends on these, through the ref
  useEffect(() => text.current?.redraw(), [isOn, to, locale]);
  const extensions = useMemo(
    () => [
      ...facts(() => (fact) => {
        const { say: now, locale: place, to: address } = asked.current;
        const doubt = doubtOf(fact, address);
        if (!doubt) return null;
        const name = nameOfPlaceholder(now, fact.fact, fact.label);
        const words = [name, now(doubtLooks[doubt].label), sourceWords(now, place, fact)];
        return { state: doubt, words: words.filter(Boolean).join(' · ') };
      }),
      underlines((text) =>
        asked.current.isOn
          ? toneOf(text).map(({ from, to: end, kind, phrase }) => ({
              from,
              to: end,
              words: `${asked.current.say(`writing.tone.${kind}`)} ${asked.current.say(`writing.tone.better.${phrase}`)}`,
            }))
          : [],
      ),
    ],
    [],
  );
  return (
    <RichText
      label={say('outgoing.text')}
      initial={initial}
      onChange={onChange}
      autoFocus={autoFocus}
      extensions={extensions}
      onReady={(handle) => {
        text.current = handle;
        onReady(handle);
      }}
    />
  );
}
