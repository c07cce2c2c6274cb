import { useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';

/**
 * On a new page: focus goes to its `h1`, the window's title follows, and the title is said politely. A
 * change of filters or of an open pane is no new page.
 */
export function RouteAnnouncer({ productName }: { productName: string }) {
  const router = useRouter();
  const [said, setSaid] = useState('');
  useEffect(() => {
    let shown = '';
    const look = (pathname: string, moves: boolean) => {
      // The heading comes with the page's own code or data, perhaps a moment after the address.
      const arrive = (left: number) => {
        const heading = document.querySelector<HTMLElement>('main h1, h1');
        if (!heading) {
          if (left > 0) setTimeout(() => arrive(left - 1), 50);
          return;
        }
        const title = heading.textContent ?? '';
        document.title = title ? `${title} – ${productName}` : productName;
        if (!moves || shown !== pathname) return;
        if (!isInUse(document.activeElement)) heading.focus({ preventScroll: true });
        setSaid(title);
      };
      shown = pathname;
      requestAnimationFrame(() => arrive(60));
    };
    look(router.state.location.pathname, false);
    return router.subscribe('onRendered', ({ fromLocation, toLocation, pathChanged }) => {
      look(toLocation.pathname, pathChanged && fromLocation !== undefined);
    });
  }, [router, productName]);
  return (
    <p aria-live="polite" className="sr-only">
      {said}
    </p>
  );
}

/** A page may put the focus into its first field itself; that is respected. */
function isInUse(element: Element | null): boolean {
  return (
    element instanceof HTMLInputElement ||
    element instanceof HTMLTextAreaElement ||
    element?.closest('[role=dialog]') != null
  );
}
