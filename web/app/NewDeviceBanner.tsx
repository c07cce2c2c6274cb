import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { NewDevice } from '../../shared/platform/sign-in.ts';
import { Button, buttonClass } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { toast } from '../ui/toast.ts';
import { useLocale, useWords } from '../ui/words.ts';
import { api } from './api.ts';
import { deviceOf } from './devices.ts';
import { newDevicesQuery } from './newDevices.ts';

/** Somebody signed in to this account on a browser it was never used in: was it the person who reads this? */
export default function NewDeviceBanner({ device }: { device: NewDevice }) {
  const say = useWords();
  const locale = useLocale();
  const queries = useQueryClient();
  const known = useMutation({
    mutationFn: () => api.post('/api/auth/new-devices/known', { id: device.id }),
    onSuccess: () => queries.invalidateQueries({ queryKey: newDevicesQuery.queryKey }),
    onError: (error) => toast(error.message, { tone: 'bad' }),
  });
  const { browser, system } = deviceOf(device.userAgent);
  const when = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(
    Temporal.Instant.from(device.firstSeenAt).epochMilliseconds,
  );
  const name = [browser, system].filter(Boolean).join(', ') || say('app.newDevice.unknown');
  return (
    <aside
      aria-label={say('app.newDevice')}
      className="flex flex-wrap items-center justify-center gap-x-16 gap-y-4 border-b border-border bg-warn-soft px-16 py-4"
    >
      <p className="flex min-w-0 items-center gap-8 text-sm text-text">
        <Icon name="shield" className="text-warn" />
        {say('app.newDevice.banner', { name, when, source: device.source })}
      </p>
      <span className="flex gap-8">
        <Button size="small" isWorking={known.isPending} onPress={() => known.mutate()}>
          {say('app.newDevice.me')}
        </Button>
        <Link
          to="/settings/$page"
          params={{ page: 'me' }}
          hash="sessions"
          className={buttonClass('secondary', 'small')}
        >
          {say('app.newDevice.notMe')}
        </Link>
      </span>
    </aside>
  );
}
