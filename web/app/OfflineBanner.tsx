import { useSyncExternalStore } from 'react';
import { Icon } from '../ui/Icon.tsx';
import { useWords } from '../ui/words.ts';

function subscribe(listener: () => void): () => void {
  addEventListener('online', listener);
  addEventListener('offline', listener);
  return () => {
    removeEventListener('online', listener);
    removeEventListener('offline', listener);
  };
}

export function OfflineBanner() {
  const say = useWords();
  const isOnline = useSyncExternalStore(subscribe, () => navigator.onLine);
  return (
    <div role="status">
      {isOnline ? null : (
        <p className="flex items-center justify-center gap-8 bg-warn-soft px-16 py-4 text-sm text-warn">
          <Icon name="offline" />
          {say('app.offline')}
        </p>
      )}
    </div>
  );
}
