import { Outlet } from '@tanstack/react-router';
import { ShortcutLayer } from '../ui/keys/Shortcuts.tsx';
import { onDemand } from '../ui/onDemand.tsx';
import { useWords } from '../ui/words.ts';
import { useLook } from './look.ts';
import { RouteAnnouncer } from './RouteAnnouncer.tsx';

// Nothing is said before something has been done.
const ToastRegion = onDemand(() => import('../ui/ToastRegion.tsx'));

export function Root() {
  const say = useWords();
  const { keys, singleKeysOff } = useLook();
  return (
    <ShortcutLayer changes={keys} singleKeysOff={singleKeysOff}>
      <Outlet />
      <RouteAnnouncer productName={say('app.name')} />
      <ToastRegion />
    </ShortcutLayer>
  );
}
