import type { ReactNode } from 'react';
import { type Tone, toneClass } from './Badge.tsx';
import { classes } from './classes.ts';
import { Icon } from './Icon.tsx';
import type { IconName } from './icons.ts';

export interface NoticeProps {
  tone: Extract<Tone, 'info' | 'good' | 'warn' | 'bad'>;
  title?: string;
  children?: ReactNode;
  actions?: ReactNode;
  /** Read out when it appears; for what has just gone wrong. */
  isUrgent?: boolean;
}

const icons: Record<NoticeProps['tone'], IconName> = {
  info: 'info',
  good: 'done',
  warn: 'warning',
  bad: 'alert',
};

/** What happened, what was kept, what to do; in the flow of the page. */
export function Notice({ tone, title, children, actions, isUrgent = false }: NoticeProps) {
  return (
    <div
      role={isUrgent ? 'alert' : undefined}
      className={classes(
        'flex items-start gap-12 rounded-control px-card-x py-card-y',
        toneClass[tone],
      )}
    >
      <Icon name={icons[tone]} size={20} />
      <div className="flex min-w-0 flex-1 flex-col gap-4 text-base text-text">
        {title ? <strong className="font-semibold">{title}</strong> : null}
        {children}
        {actions ? <div className="flex flex-wrap gap-8 pt-4">{actions}</div> : null}
      </div>
    </div>
  );
}
