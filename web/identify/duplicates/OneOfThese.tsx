import { useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { useWords } from '../../ui/words.ts';
import { RecordLink } from '../parties/RecordLink.tsx';
import { candidatesQuery, type Draft } from './queries.ts';
import { inWeight, reasonWords } from './words.ts';

/** While somebody is being written down: whom the form may mean, to be opened instead. */
export function OneOfThese({
  kind,
  draft,
  onOpen,
}: {
  kind: PartyKind;
  draft: Draft;
  onOpen: () => void;
}) {
  const say = useWords();
  // Typing goes on whatever the answer takes; the object is compared by what stands in it.
  const asked = useDeferredValue(JSON.stringify(draft));
  const { data: found = [] } = useQuery(candidatesQuery(kind, JSON.parse(asked) as Draft));
  return (
    <div aria-live="polite">
      {found.length > 0 ? (
        <section
          aria-label={say('duplicates.oneOfThese')}
          className="flex flex-col gap-4 rounded-control bg-info-soft px-card-x py-card-y"
        >
          <h3 className="text-base font-semibold">{say('duplicates.oneOfThese')}</h3>
          <ul className="flex flex-col">
            {found.map(({ id, name, email, title, companyName, city, judgement }) => (
              <li key={id}>
                <span className="flex items-center gap-8 py-4">
                  <Avatar name={name} kind={kind} size={24} />
                  <span className="flex min-w-0 flex-col">
                    <RecordLink
                      kind={kind}
                      id={id}
                      onFollow={onOpen}
                      className="font-medium text-accent-text wrap-anywhere underline"
                    >
                      <bdi>{name}</bdi>
                    </RecordLink>
                    <span className="text-xs text-text-2 wrap-anywhere">
                      {[
                        [title, companyName].filter(Boolean).join(', '),
                        email,
                        city,
                        ...inWeight(judgement)
                          .pro.slice(0, 2)
                          .map((reason) => reasonWords(reason, say)),
                      ]
                        .filter(Boolean)
                        .join(' · ')}
                    </span>
                  </span>
                </span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  );
}
