import type { ReactNode } from 'react';
import { classes } from './classes.ts';

export interface PageProps {
  /** Stands in the `h1`, which takes the focus when the page opens. */
  title: string;
  /** Instead of the plain title: a record's head with avatar and name. It must hold the `h1` itself. */
  head?: ReactNode;
  /** Right of the title. */
  actions?: ReactNode;
  /** Under the title: filter, tabs. */
  toolbar?: ReactNode;
  children: ReactNode;
  /**
   * `scroll`: a document that scrolls as a whole. `fill`: takes the window's height, and a grid or
   * list within scrolls by itself.
   */
  layout?: 'scroll' | 'fill';
  /** Text pages keep lines readable. */
  width?: 'full' | 'reading';
}

/** The frame of every screen inside the shell. */
export function Page({
  title,
  head,
  actions,
  toolbar,
  children,
  layout = 'scroll',
  width = 'full',
}: PageProps) {
  return (
    <div
      className={classes(
        'flex min-h-0 min-w-0 flex-1 flex-col',
        layout === 'scroll' ? 'overflow-auto' : 'overflow-hidden',
      )}
    >
      <header
        className={classes(
          'flex flex-col gap-12 px-16 pt-16 pb-12 tablet:px-24',
          width === 'reading' && 'mx-auto w-full max-w-[760px]',
        )}
      >
        {head ?? (
          <div className="flex min-h-control flex-wrap items-center gap-x-16 gap-y-8">
            <PageTitle className="min-w-0 flex-1 basis-[140px]">{title}</PageTitle>
            {actions ? <div className="flex flex-wrap items-center gap-8">{actions}</div> : null}
          </div>
        )}
        {toolbar}
      </header>
      <div
        className={classes(
          'flex min-w-0 flex-col',
          layout === 'fill' ? 'min-h-0 flex-1' : 'px-16 pb-40 tablet:px-24',
          width === 'reading' && 'mx-auto w-full max-w-[760px]',
        )}
      >
        {children}
      </div>
    </div>
  );
}

/** The `h1` of a page. */
export function PageTitle({
  children,
  size = 'page',
  className,
}: {
  children: ReactNode;
  size?: 'page' | 'record';
  className?: string;
}) {
  return (
    <h1
      tabIndex={-1}
      className={classes(size === 'page' ? 'text-xl' : 'text-2xl', 'outline-none', className)}
    >
      {children}
    </h1>
  );
}

/** A part of a page under its own heading. */
export function Section({
  title,
  actions,
  children,
}: {
  title: string;
  actions?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="flex flex-col gap-12 py-12">
      <header className="flex flex-wrap items-center gap-8">
        <h2 className="min-w-0 flex-1 text-lg">{title}</h2>
        {actions}
      </header>
      {children}
    </section>
  );
}

/** A surface with a thin line around it. */
export function Card({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <div
      className={classes(
        'rounded-control border border-border bg-surface px-card-x py-card-y',
        className,
      )}
    >
      {children}
    </div>
  );
}
