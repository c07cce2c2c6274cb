import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import { useWords } from './words.ts';

export interface AppShellProps {
  sidebar: ReactNode;
  /** On phones instead of the sidebar. */
  bottomBar: ReactNode;
  /** Above everything: offline, sample company. */
  banner?: ReactNode;
  children: ReactNode;
  isCollapsed: boolean;
}

/** Sidebar, page, and on a phone a bar at the thumb. */
export function AppShell({ sidebar, bottomBar, banner, children, isCollapsed }: AppShellProps) {
  const say = useWords();
  return (
    <div className="flex h-dvh flex-col print:h-auto">
      <a
        href="#main"
        className="sr-only z-tooltip rounded-control bg-surface p-8 text-accent-text focus:not-sr-only focus:absolute focus:start-8 focus:top-8"
      >
        {say('ui.shell.skip')}
      </a>
      {banner}
      <div className="flex min-h-0 flex-1">
        <div
          className={classes(
            'print:hidden hidden shrink-0 flex-col border-e border-border bg-canvas tablet:flex',
            isCollapsed ? 'w-56' : 'w-56 desktop:w-[232px]',
          )}
        >
          {sidebar}
        </div>
        <main id="main" className="flex min-h-0 min-w-0 flex-1">
          {children}
        </main>
      </div>
      <div className="shrink-0 border-t border-border bg-surface pb-[env(safe-area-inset-bottom)] tablet:hidden print:hidden">
        {bottomBar}
      </div>
    </div>
  );
}

/** The look of an entry of the sidebar, for the router's `Link`; `aria-current` marks the page. */
export function sidebarLinkClass(isCollapsed: boolean): string {
  return classes(
    'flex min-h-control items-center gap-12 rounded-control text-base text-text-2 no-underline hover:bg-sunken hover:text-text aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-accent-text',
    isCollapsed ? 'justify-center' : 'px-12',
  );
}

/** The look of an entry of the phone's bar. */
export const bottomLinkClass =
  'flex min-h-56 min-w-0 flex-auto px-2 flex-col items-center justify-center gap-2 text-xs text-text-2 no-underline aria-[current=page]:text-accent-text aria-[current=page]:font-semibold';
