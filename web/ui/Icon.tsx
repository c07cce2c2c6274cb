import { classes } from './classes.ts';
import { type IconName, icons } from './icons.ts';

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
  const Picture = icons[name];
  return (
    <Picture
      size={size}
      strokeWidth={1.75}
      className={classes('shrink-0', directed.has(name) && 'rtl:-scale-x-100', className)}
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    />
  );
}
