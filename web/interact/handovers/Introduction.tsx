import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import type { HandoverView } from '../../../shared/interact/handovers.ts';
import { partyQuery } from '../../identify/parties/queries.ts';
import { Button, buttonClass } from '../../ui/Button.tsx';
import { TextArea } from '../../ui/Field.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { useLocale, useWords } from '../../ui/words.ts';
import { dayWords } from './words.ts';

/** A mail that introduces the successor, ready to be put in one's own words and sent from one's own program. */
export function Introduction({
  handover,
  kind,
  id,
}: {
  handover: HandoverView;
  kind: PartyKind;
  id: string;
}) {
  const { data: party } = useQuery(partyQuery(kind, id));
  if (!party) return null;
  return <Draft key={id} handover={handover} to={{ name: party.name, email: party.email }} />;
}

function Draft({
  handover: { from, to, reason, until },
  to: reader,
}: {
  handover: HandoverView;
  to: { name: string; email: string | null };
}) {
  const say = useWords();
  const locale = useLocale();
  const values = {
    name: reader.name,
    from: from.name,
    to: to.name,
    until: until ? dayWords(until, locale) : '',
  };
  const [text, setText] = useState(() => say(`handover.mail.${reason}`, values));
  const [isCopied, setCopied] = useState(false);
  const subject = say('handover.mail.subject', values);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      // Without https some browsers keep the clipboard shut; the text can be marked by hand.
      setCopied(false);
    }
  };
  return (
    <div className="flex flex-col gap-8">
      <TextArea
        label={say('handover.mail')}
        description={say('handover.mail.words')}
        value={text}
        onChange={(words) => {
          setText(words);
          setCopied(false);
        }}
        rows={8}
      />
      <span className="flex flex-wrap gap-8">
        <Button size="small" icon={isCopied ? 'check' : 'copy'} onPress={() => void copy()}>
          {say(isCopied ? 'ui.copied' : 'ui.copy')}
        </Button>
        {reader.email ? (
          <a
            href={`mailto:${encodeURIComponent(reader.email)}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text)}`}
            className={buttonClass('secondary', 'small')}
          >
            <Icon name="mail" />
            {say('handover.mail.open')}
          </a>
        ) : null}
      </span>
    </div>
  );
}
