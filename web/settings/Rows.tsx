import type { ReactNode } from 'react';

/** A list of records with a line between them. */
export function Rows({ children }: { children: ReactNode }) {
  return <ul className="rounded-control border border-border bg-surface">{children}</ul>;
}

/** Picture, two lines of words, and what can be done. On a phone the acts go below. */
export function Row({
  picture,
  title,
  words,
  children,
}: {
  picture?: ReactNode;
  title: ReactNode;
  words?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <li className="flex flex-wrap items-center gap-x-12 gap-y-8 border-b border-border px-card-x py-card-y last:border-b-0">
      {picture}
      <span className="flex min-w-0 flex-1 basis-[200px] flex-col">
        <span className="flex flex-wrap items-center gap-x-8 font-medium break-words">{title}</span>
        {words ? <span className="text-sm break-words text-text-2">{words}</span> : null}
      </span>
      {children ? <span className="flex flex-wrap items-center gap-8">{children}</span> : null}
    </li>
  );
}
