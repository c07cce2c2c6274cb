import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { PartyView } from '../../../shared/identify/parties.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { PageTitle } from '../../ui/Page.tsx';
import { phone, useMedia } from '../../ui/useMedia.ts';
import { useLocale, useWords } from '../../ui/words.ts';
import { roleWords } from '../parties/words.ts';
import { isOver, spanWords } from './values.ts';

/** Who this is: name, where they work, what they are to us. */
export function RecordHead({
  party,
  tags,
  standing,
  actions,
}: {
  party: PartyView;
  tags: ReactNode;
  /** What rooms above know of how we stand with them. */
  standing: ReactNode;
  actions: ReactNode;
}) {
  const say = useWords();
  const locale = useLocale();
  const onPhone = useMedia(phone);
  const spans = party.roleSpans.toSorted((a, b) => Number(isOver(a)) - Number(isOver(b)));
  const work =
    party.kind === 'person' ? party.affiliations.find((one) => one.isPrimary) : undefined;
  return (
    <div className="flex flex-wrap items-start gap-x-16 gap-y-12 tablet:items-center">
      <Avatar name={party.name} kind={party.kind} size={onPhone ? 40 : 56} />
      <div className="flex min-w-[200px] flex-1 flex-col gap-2">
        <PageTitle size="record" className="wrap-anywhere">
          <bdi>{party.name}</bdi>
        </PageTitle>
        {work ? (
          <p className="text-base text-text-2">
            {work.title ? `${work.title} · ` : ''}
            <Link
              to="/companies/$id"
              params={{ id: work.companyId }}
              className="text-accent-text hover:underline"
            >
              <bdi>{work.companyName}</bdi>
            </Link>
            {work.from ? ` · ${spanWords(work, { say, locale })}` : ''}
          </p>
        ) : party.domain ? (
          <p className="text-base text-text-2">{party.domain}</p>
        ) : null}
        {party.roleSpans.length > 0 || party.visibility !== 'everyone' ? (
          <span className="flex flex-wrap gap-4 pt-2">
            {spans.map((span) => (
              <Badge key={span.statementId} tone={isOver(span) ? 'neutral' : 'accent'}>
                {[roleWords(say, span.role), spanWords(span, { say, locale })]
                  .filter(Boolean)
                  .join(' ')}
              </Badge>
            ))}
            {party.visibility === 'everyone' ? null : (
              <Badge icon={party.visibility === 'private' ? 'lock' : 'people'}>
                {say(
                  party.visibility === 'private'
                    ? 'identify.visibility.privateBadge'
                    : 'identify.visibility.teamBadge',
                )}
              </Badge>
            )}
          </span>
        ) : null}
      </div>
      <div className="flex flex-wrap items-center gap-8">{actions}</div>
      <div className="flex basis-full flex-wrap items-center gap-x-16 gap-y-2 tablet:ps-72">
        {tags}
        {standing}
      </div>
    </div>
  );
}
