import { Outlet } from '@tanstack/react-router';
import { ShortcutLayer } from '../ui/keys/Shortcuts.tsx';
import { ToastRegion } from '../ui/ToastRegion.tsx';
import { useWords } from '../ui/words.ts';
import { useLook } from './look.ts';
import { RouteAnnouncer } from './RouteAnnouncer.tsx';

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
