import type { ReactNode } from 'react';
import { Card, PageTitle } from '../ui/Page.tsx';
import { useWords } from '../ui/words.ts';

/** The frame of the pages before one is inside: the name, one card. */
export function Doorway({
  title,
  lead,
  children,
}: {
  title: string;
  lead?: string;
  children: ReactNode;
}) {
  const say = useWords();
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center px-16 py-40">
      <div className="flex w-full max-w-[440px] flex-col gap-24">
        <header className="flex flex-col gap-8">
          <p className="flex items-center gap-8 text-base font-semibold text-text-2">
            <img src="/icon.svg" alt="" className="size-24" />
            {say('app.name')}
          </p>
          <PageTitle size="record">{title}</PageTitle>
          {lead ? <p className="text-md text-text-2">{lead}</p> : null}
        </header>
        <Card className="p-20 tablet:p-24">{children}</Card>
      </div>
    </main>
  );
}
