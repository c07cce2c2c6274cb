import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import { Icon } from './Icon.tsx';
import type { IconName } from './icons.ts';

export type Tone = 'neutral' | 'accent' | 'info' | 'good' | 'warn' | 'bad' | 'assume';

export const toneClass: Record<Tone, string> = {
  neutral: 'bg-sunken text-text-2',
  accent: 'bg-accent-soft text-accent-text',
  info: 'bg-info-soft text-info',
  good: 'bg-good-soft text-good',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
  assume: 'bg-assume-soft text-assume',
};

export interface BadgeProps {
  children: ReactNode;
  tone?: Tone;
  icon?: IconName;
}

/** A role, a state, a count. Never a sentence. */
export function Badge({ children, tone = 'neutral', icon }: BadgeProps) {
  return (
    <span
      className={classes(
        'inline-flex max-w-full items-center gap-4 rounded-chip px-4 text-xs',
        toneClass[tone],
      )}
    >
      {icon ? <Icon name={icon} className="size-12" /> : null}
      <span className="truncate py-2">{children}</span>
    </span>
  );
}
