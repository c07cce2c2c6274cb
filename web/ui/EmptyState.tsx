import type { ReactNode } from 'react';
import { Icon } from './Icon.tsx';
import type { IconName } from './icons.ts';

export interface EmptyStateProps {
  icon?: IconName;
  /** One sentence: what this place is for, or why nothing stands here. */
  children: ReactNode;
  title?: string;
  /** One primary act. */
  action?: ReactNode;
  /** One quiet link beside it. */
  link?: ReactNode;
}

export function EmptyState({ icon, title, children, action, link }: EmptyStateProps) {
  return (
    <div className="mx-auto flex max-w-[48ch] flex-col items-center gap-12 px-16 py-56 text-center">
      {icon ? (
        <span className="flex size-56 items-center justify-center rounded-full bg-sunken text-text-3">
          <Icon name={icon} size={24} />
        </span>
      ) : null}
      {title ? <h2 className="text-lg">{title}</h2> : null}
      <p className="text-md text-text-2">{children}</p>
      {action || link ? (
        <div className="flex flex-wrap items-center justify-center gap-12">
          {action}
          {link}
        </div>
      ) : null}
    </div>
  );
}
