import { Link } from '@tanstack/react-router';
import type { BriefView } from '../../../shared/understand/brief.ts';
import { shownMoney } from '../../interact/dealings/words.ts';
import { Section } from '../../ui/Page.tsx';
import { useLocale, useWords } from '../../ui/words.ts';
import { firstLine, Line } from './BriefPage.tsx';
import { shownDay } from './days.ts';
import { Facts } from './Known.tsx';

/** What it is about: who waits, what was offered, what is to be done, what they need, what was last. */
export function Matter({ brief, isShort = false }: { brief: BriefView; isShort?: boolean }) {
  const say = useWords();
  const locale = useLocale();
  const { waiting, offers, tasks, needs, entries } = brief.matter;
  const isEmpty =
    waiting.length +
      offers.length +
      (isShort ? 0 : tasks.length + needs.length + entries.length) ===
    0;
  const day = (text: string) => shownDay(text, locale);
  return (
    <Section title={say('brief.matter')}>
      {isEmpty ? <p className="text-text-2">{say('brief.matter.none')}</p> : null}
      {waiting.length + offers.length + tasks.length > 0 ? (
        <ul className="flex flex-col gap-8">
          {waiting.map(({ activityId, subject, since }) => (
            <Line key={activityId}>
              <Link
                to="/inbox"
                search={{ mail: activityId }}
                className="text-accent-text hover:underline"
              >
                {say('brief.waiting', {
                  day: day(since),
                  subject: subject || say('brief.noSubject'),
                })}
              </Link>
            </Line>
          ))}
          {offers.map(({ id, what, price, validUntil }) => (
            <Line key={id}>
              {[
                say('brief.offer', { what }),
                price ? shownMoney(price, locale) : '',
                validUntil ? say('brief.offer.until', { day: day(validUntil) }) : '',
              ]
                .filter(Boolean)
                .join(' · ')}
            </Line>
          ))}
          {isShort
            ? null
            : tasks.map(({ id, title, due }) => (
                <Line key={id}>
                  {[say('brief.task', { title }), due ? day(due) : ''].filter(Boolean).join(' · ')}
                </Line>
              ))}
        </ul>
      ) : null}
      {isShort ? null : (
        <>
          {needs.length > 0 ? (
            <div className="flex flex-col gap-4">
              <h3 className="text-sm text-text-2">{say('brief.needs')}</h3>
              <Facts facts={needs} brief={brief} />
            </div>
          ) : null}
          {entries.length > 0 ? (
            <div className="flex flex-col gap-4">
              <h3 className="text-sm text-text-2">{say('brief.entries')}</h3>
              <ul className="flex flex-col gap-4">
                {entries.map(({ id, at, words }) => (
                  <Line key={id}>
                    <Link
                      to="/people/$id"
                      params={{ id: brief.person.id }}
                      search={{ activity: id }}
                      className="text-accent-text hover:underline"
                    >
                      {day(at)}
                    </Link>
                    {words ? ` · ${firstLine(words)}` : ''}
                  </Line>
                ))}
              </ul>
            </div>
          ) : null}
        </>
      )}
    </Section>
  );
}
