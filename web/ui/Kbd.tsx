import { Fragment } from 'react';
import { caps, type Keys, onMac } from './keys/chords.ts';

export interface KbdProps {
  keys: Keys;
  /** On a coloured button, where the usual caps would not be seen. */
  onAccent?: boolean;
}

/** Keys drawn as caps. For the ear the button carries `aria-keyshortcuts`, so this stays silent. */
export function Kbd({ keys, onAccent = false }: KbdProps) {
  const cap = onAccent ? 'border-current' : 'border-border bg-sunken text-text-2';
  return (
    <span aria-hidden="true" className="inline-flex shrink-0 items-center gap-4">
      {caps(keys, onMac).map((chord, group) => (
        <span
          key={`${chord.join('+')}-${String(group)}`}
          className="inline-flex items-center gap-2"
        >
          {chord.map((part) => (
            <Fragment key={part}>
              <kbd
                className={`inline-block min-w-20 rounded-chip border px-4 text-center font-sans text-xs ${cap}`}
              >
                {part}
              </kbd>
            </Fragment>
          ))}
        </span>
      ))}
    </span>
  );
}
