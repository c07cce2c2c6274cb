import type { ReactNode } from 'react';
import type { TodayParty } from '../../../shared/interact/today/today.ts';
import { RecordLink } from '../../identify/parties/RecordLink.tsx';
import { Icon } from '../../ui/Icon.tsx';
import type { IconName } from '../../ui/icons.ts';

/** One thing of a day: what it is, and what can be done about it. */
export function Row({
  icon,
  label,
  children,
  acts,
}: {
  icon: IconName;
  label?: string;
  children: ReactNode;
  acts?: ReactNode;
}) {
  return (
    <article className="grid grid-cols-[20px_1fr] items-start gap-x-12 gap-y-4 border-b border-border bg-surface px-16 py-card-y hover:bg-canvas tablet:grid-cols-[20px_1fr_auto] tablet:px-24">
      <Icon name={icon} size={20} className="mt-2 text-text-3" {...(label ? { label } : {})} />
      <div className="flex min-w-0 flex-col gap-2">{children}</div>
      {acts ? (
        <div className="col-start-2 flex items-center gap-4 tablet:col-start-3">{acts}</div>
      ) : null}
    </article>
  );
}

/** Those it is about, and names of those who are nobody’s record. */
export function Names({
  parties,
  others,
}: {
  parties: readonly TodayParty[];
  others: readonly string[];
}) {
  const shown = others.slice(0, 3);
  return (
    <span className="flex flex-wrap gap-x-8 text-xs text-text-2">
      {parties.map(({ kind, id, name }) => (
        <RecordLink key={id} kind={kind} id={id} className="text-accent-text hover:underline">
          <bdi>{name}</bdi>
        </RecordLink>
      ))}
      {shown.map((name) => (
        <bdi key={name}>{name}</bdi>
      ))}
      {others.length > shown.length ? <span>+{others.length - shown.length}</span> : null}
    </span>
  );
}
