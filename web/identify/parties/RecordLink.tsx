import { useRouter } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, MouseEvent } from 'react';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import { home } from './queries.ts';

const routes = { person: '/people/$id', company: '/companies/$id' } as const;

export interface RecordLinkProps
  extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href' | 'onClick'> {
  kind: PartyKind;
  id: string;
  /** Told when the link is followed within the page, so that a layer above it can close. */
  onFollow?: () => void;
}

/**
 * Leads from a list to a record. The router's own link listens whether the address has changed and then asks
 * where it leads now; a record stays where it is, and a list shows a hundred of them.
 */
export function RecordLink({ kind, id, onFollow, ...rest }: RecordLinkProps) {
  const router = useRouter();
  const target = { to: routes[kind], params: { id } };
  const beginToLoad = () => void router.preloadRoute(target).catch(() => undefined);
  const follow = (event: MouseEvent) => {
    // With one of these the browser opens a tab or a window, or saves the page.
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
      return;
    event.preventDefault();
    onFollow?.();
    void router.navigate(target);
  };
  return (
    <a
      {...rest}
      href={`/${home[kind]}/${id}`}
      onClick={follow}
      onFocus={beginToLoad}
      onTouchStart={beginToLoad}
      onMouseEnter={() => {
        pause = setTimeout(beginToLoad, 50);
      }}
      onMouseLeave={() => clearTimeout(pause)}
    />
  );
}

/** There is one mouse. What it only passes over is not loaded. */
let pause: ReturnType<typeof setTimeout> | undefined;
