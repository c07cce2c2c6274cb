import type { ReactNode } from 'react';
import type { PartyView } from '../../../shared/identify/parties.ts';
import { exactInstant } from '../../identify/parties/time.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Popover } from '../../ui/Popover.tsx';
import { useLocale, useWords } from '../../ui/words.ts';
import { ThisIsWrong } from './ThisIsWrong.tsx';

/** A figure in words, and behind it how it came about. */
export function Figure({
  label,
  title,
  bar,
  tone,
  calculatedAt,
  party,
  children,
}: {
  label: string;
  title: string;
  bar?: ReactNode;
  tone?: 'warn' | undefined;
  calculatedAt: string;
  party: PartyView;
  children: ReactNode;
}) {
  const say = useWords();
  const locale = useLocale();
  return (
    <li className="flex max-w-full">
      <Popover
        label={title}
        placement="bottom start"
        trigger={
          <Button size="small" variant="quiet">
            <span className="flex min-w-0 items-center gap-8">
              {bar}
              <span className={`truncate ${tone === 'warn' ? 'text-warn' : ''}`}>{label}</span>
              <span className="sr-only">{say('warmth.why')}</span>
              <Icon name="calculated" className="size-12 shrink-0 text-text-3" />
            </span>
          </Button>
        }
      >
        <div className="flex w-[340px] max-w-full flex-col gap-12 text-base">
          <h2 className="font-semibold">{title}</h2>
          {children}
          <p className="text-xs text-text-3">
            {say('warmth.calculated', { at: exactInstant(calculatedAt, locale) })}
          </p>
          <ThisIsWrong about={`${title} · ${party.name}: ${label}`} />
        </div>
      </Popover>
    </li>
  );
}
