import type { ReactNode, Ref } from 'react';
import type { PairView } from '../../../shared/identify/duplicates/pairs.ts';
import type { Topic } from '../../../shared/identify/statements.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { useLocale, useWords } from '../../ui/words.ts';
import { RecordLink } from '../parties/RecordLink.tsx';
import { topicMessages } from '../parties/topics.ts';
import { shownValue } from '../record/values.ts';
import { inOrder } from './changes.ts';
import { Why } from './Why.tsx';
import { inWeight, likelihoodWords, reasonWords } from './words.ts';

const compared: readonly Topic[] = [
  'email',
  'phone',
  'affiliation',
  'address',
  'birthday',
  'web',
  'domain',
  'role',
  'note',
];

/** Two records side by side, what they have in common marked, with what speaks for and against. */
export function PairCard({
  pair,
  isActive = false,
  actions,
  ref,
}: {
  pair: PairView;
  isActive?: boolean;
  actions: ReactNode;
  ref?: Ref<HTMLElement>;
}) {
  const say = useWords();
  const [kept, absorbed] = inOrder(pair, pair.keep);
  const { pro, contra } = inWeight(pair.judgement);
  const topics = compared.filter((topic) =>
    pair.sides.some(({ statements }) => statements.some((one) => one.topic === topic)),
  );
  return (
    <article
      ref={ref}
      tabIndex={-1}
      data-pair={pair.id}
      aria-label={say('duplicates.pair', { one: kept.name, other: absorbed.name })}
      aria-current={isActive ? 'true' : undefined}
      className={`flex flex-col gap-12 rounded-control border bg-surface px-card-x py-card-y outline-none ${
        isActive ? 'border-accent' : 'border-border'
      }`}
    >
      <header className="flex flex-wrap items-center gap-8">
        <Badge tone={pair.judgement.certain ? 'good' : 'info'}>
          {likelihoodWords(pair.judgement, say)}
        </Badge>
        <p className="min-w-[200px] flex-1 text-base text-text-2">
          {pro
            .slice(0, 4)
            .map((reason) => reasonWords(reason, say))
            .join(' · ')}
          {contra.length > 0 ? (
            <span className="text-text-3">
              {' · '}
              {contra
                .slice(0, 2)
                .map((reason) => reasonWords(reason, say))
                .join(' · ')}
            </span>
          ) : null}
        </p>
        <Why judgement={pair.judgement} />
      </header>
      <table className="w-full table-fixed text-base">
        <caption className="sr-only">{say('duplicates.sideBySide')}</caption>
        <colgroup>
          <col className="w-[88px] tablet:w-[112px]" />
          <col />
          <col />
        </colgroup>
        <thead>
          <tr>
            <td />
            {[kept, absorbed].map((side, at) => (
              <th key={side.id} scope="col" className="px-8 pb-4 text-start align-top">
                <span className="flex min-w-0 items-center gap-8">
                  <span className="hidden tablet:inline">
                    <Avatar name={side.name} kind={side.kind} size={24} />
                  </span>
                  <span className="flex min-w-0 flex-col">
                    <RecordLink
                      kind={side.kind}
                      id={side.id}
                      className="font-semibold text-accent-text wrap-anywhere hover:underline"
                    >
                      <bdi>{side.name}</bdi>
                    </RecordLink>
                    <span className="text-xs font-normal text-text-3">
                      {say(at === 0 ? 'duplicates.stays' : 'duplicates.becomesPart')}
                    </span>
                  </span>
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {topics.map((topic) => (
            <Compared key={topic} topic={topic} sides={[kept, absorbed]} />
          ))}
        </tbody>
      </table>
      {pair.can.share ? <p className="text-base text-text-2">{say('duplicates.share')}</p> : null}
      {!pair.can.share && !pair.can.merge ? (
        <p className="text-base text-text-2">{say('duplicates.notYours')}</p>
      ) : null}
      <footer className="flex flex-wrap gap-8">{actions}</footer>
    </article>
  );
}

function Compared({ topic, sides }: { topic: Topic; sides: PairView['sides'] }) {
  const say = useWords();
  const locale = useLocale();
  const texts = sides.map(({ statements }) =>
    statements
      .filter((statement) => statement.topic === topic)
      .map(({ id, value }) => ({ id, text: shownValue({ topic, value }, { say, locale }) })),
  );
  const common = new Set(
    texts[0]
      ?.map(({ text }) => text)
      .filter((text) => texts[1]?.some((other) => other.text === text)),
  );
  return (
    <tr className="border-t border-border align-top">
      <th scope="row" className="py-4 pe-8 text-start text-xs font-normal text-text-3">
        {say(topicMessages[topic])}
      </th>
      {texts.map((values, at) => (
        <td key={sides[at]!.id} className="px-8 py-4 wrap-anywhere whitespace-pre-line">
          {values.map(({ id, text }) => (
            <span key={id} className="line-clamp-3">
              {common.has(text) ? (
                <mark className="rounded-chip bg-good-soft text-text">{text}</mark>
              ) : (
                text
              )}
            </span>
          ))}
        </td>
      ))}
    </tr>
  );
}
