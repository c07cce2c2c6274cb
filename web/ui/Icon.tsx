import { pictures } from 'virtual:icons';
import { classes } from './classes.ts';
import type { IconName } from './icons.ts';

/** Pictures that point along the reading direction and therefore turn with it. */
const directed = new Set<IconName>([
  'back',
  'external',
  'forward',
  'mailIn',
  'mailOut',
  'next',
  'previous',
  'reply',
  'right',
  'undo',
  'signOut',
]);

export interface IconProps {
  name: IconName;
  size?: 16 | 20 | 24;
  /** Only where the picture stands alone and says something; beside text it stays silent. */
  label?: string;
  className?: string;
}

export function Icon({ name, size = 16, label, className }: IconProps) {
  const drawn = {
    viewBox: '0 0 24 24',
    width: size,
    height: size,
    fill: 'none',
    stroke: 'currentColor',
    strokeWidth: 1.75,
    strokeLinecap: 'round',
    strokeLinejoin: 'round',
    className: classes('shrink-0', directed.has(name) && 'rtl:-scale-x-100', className),
    children: <use href={`${pictures}#${name}`} />,
  } as const;
  return label ? <svg role="img" aria-label={label} {...drawn} /> : <svg aria-hidden {...drawn} />;
}
