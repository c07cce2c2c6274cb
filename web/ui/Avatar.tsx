import { initials } from '../../shared/identify/names.ts';
import { classes } from './classes.ts';

export interface AvatarProps {
  name: string;
  kind?: 'person' | 'company';
  size?: 20 | 24 | 32 | 40 | 56;
  src?: string;
}

const tones = [
  'bg-accent-soft text-accent-text',
  'bg-info-soft text-info',
  'bg-good-soft text-good',
  'bg-warn-soft text-warn',
  'bg-bad-soft text-bad',
  'bg-sunken text-text-2',
];

const sizes = { 20: 'size-20', 24: 'size-24', 32: 'size-32', 40: 'size-40', 56: 'size-56' };

/** A picture or initials: people round, companies square. The name stands beside it, so it is silent. */
export function Avatar({ name, kind = 'person', size = 24, src }: AvatarProps) {
  const shape = classes(
    'inline-flex shrink-0 select-none items-center justify-center overflow-hidden',
    kind === 'person' ? 'rounded-full' : 'rounded-chip',
    sizes[size],
  );
  if (src) return <img src={src} alt="" className={classes(shape, 'object-cover')} />;
  return (
    <span
      aria-hidden="true"
      className={classes(
        shape,
        tones[toneOf(name)],
        'font-semibold',
        size < 24 ? 'text-[0.5625rem]' : size < 40 ? 'text-[0.6875rem]' : 'text-base',
      )}
    >
      {kind === 'person' ? initials(name) : [...initials(name)][0]}
    </span>
  );
}

function toneOf(name: string): number {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return sum % tones.length;
}
