import { useRouter } from '@tanstack/react-router';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Menu } from '../ui/Menu.tsx';
import { useWords } from '../ui/words.ts';
import { isOnBar, places } from './places.ts';
import { Unread } from './Sidebar.tsx';
import SyncMark from './SyncMark.tsx';

/** All places that a phone's bar has no room for. */
export default function More({ onSearch }: { onSearch: () => void }) {
  const say = useWords();
  const router = useRouter();
  return (
    <Menu
      label={say('app.more')}
      placement="top end"
      trigger={
        <Button
          variant="quiet"
          className="min-h-56! min-w-0! flex-1 rounded-none! px-2! [&>span]:flex [&>span]:flex-col [&>span]:items-center [&>span]:gap-2 [&>span]:overflow-visible [&>span]:text-xs"
        >
          <span className="relative">
            <Icon name="menu" size={20} />
            <Unread isRail />
            <SyncMark />
          </span>
          <span>{say('app.more')}</span>
        </Button>
      }
      groups={[
        {
          entries: [
            { id: 'search', label: say('app.search'), icon: 'search', onAction: onSearch },
            ...places
              .filter((place) => !isOnBar(place))
              .map(({ to, label, icon }) => ({
                id: to,
                label: say(label),
                icon,
                onAction: () => void router.navigate({ to }),
              })),
          ],
        },
      ]}
    />
  );
}
