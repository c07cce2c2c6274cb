import type { ReactNode } from 'react';
import { beginCall, type Spoken } from '../../app/calling.ts';

/** A number that is called by a press; whoever comes back is asked whether to write the call down. */
export function PhoneLink({
  number,
  party,
  children = number,
  ...look
}: {
  number: string;
  party: Spoken;
  children?: ReactNode;
  className?: string;
  'aria-label'?: string;
}) {
  return (
    <a href={`tel:${number}`} onClick={() => beginCall(party)} {...look}>
      {children}
    </a>
  );
}

/** The same in a list, where there is one. */
export function PhoneCell({ row }: { row: Spoken & { phone: string | null } }) {
  return row.phone ? <PhoneLink number={row.phone} party={row} className="tabular" /> : null;
}
