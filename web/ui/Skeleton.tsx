import { useEffect, useState } from 'react';
import { classes } from './classes.ts';
import { useWords } from './words.ts';

/** True once waiting has become noticeable; before that a placeholder would only flicker. */
export function useNoticeable(isWaiting: boolean, after = 150): boolean {
  const [noticeable, setNoticeable] = useState(false);
  useEffect(() => {
    if (!isWaiting) {
      setNoticeable(false);
      return;
    }
    const timer = setTimeout(() => setNoticeable(true), after);
    return () => clearTimeout(timer);
  }, [isWaiting, after]);
  return noticeable && isWaiting;
}

/** One grey bar; give it the size of what will stand there. */
export function Bar({ className }: { className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={classes('shimmer block h-12 rounded-chip', className ?? 'w-full')}
    />
  );
}

export interface SkeletonProps {
  shape?: 'rows' | 'record' | 'text' | 'card';
  rows?: number;
  /** Said after two seconds: what is being waited for. */
  label?: string;
}

const widths = ['w-[42%]', 'w-[58%]', 'w-[35%]', 'w-[50%]', 'w-[64%]'];

/** A placeholder in the true shape of what comes: nothing for 150 ms, then bars, after 2 s a sentence. */
export function Skeleton({ shape = 'rows', rows = 8, label }: SkeletonProps) {
  const say = useWords();
  const visible = useNoticeable(true);
  const slow = useNoticeable(true, 2000);
  return (
    <div aria-busy="true" className={classes('flex flex-col', visible ? '' : 'invisible')}>
      <p role="status" className={slow ? 'px-card-x py-8 text-sm text-text-3' : 'sr-only'}>
        {slow ? (label ?? say('ui.loading')) : ''}
      </p>
      {shape === 'record' ? (
        <div className="flex items-center gap-16 p-card-x">
          <span className="shimmer size-56 rounded-full" />
          <span className="flex flex-1 flex-col gap-12">
            <Bar className="h-24 w-[40%]" />
            <Bar className="w-[25%]" />
          </span>
        </div>
      ) : null}
      {Array.from({ length: rows }, (_, at) => (
        <span
          key={String(at)}
          className={classes(
            'flex items-center gap-12 px-card-x',
            shape === 'text' ? 'h-24' : 'h-row border-b border-border',
          )}
        >
          {shape === 'text' ? null : <span className="shimmer size-24 rounded-full" />}
          <Bar className={widths[at % widths.length]} />
        </span>
      ))}
    </div>
  );
}
