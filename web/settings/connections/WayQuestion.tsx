import { Link } from '@tanstack/react-router';
import type { MailProviderView } from '../../../shared/platform/mail-providers.ts';
import { Notice } from '../../ui/Notice.tsx';
import { RadioList } from '../../ui/RadioList.tsx';
import { useWords } from '../../ui/words.ts';
import { useSession } from '../useSession.ts';

/** Whether a mailbox opens by a password or by signing in at its provider; asked where there is a choice. */
export function WayQuestion({
  ways,
  way,
  hasPassword,
  onChange,
}: {
  ways: readonly MailProviderView[];
  way: MailProviderView | undefined;
  hasPassword: boolean;
  onChange: (signIn: string | undefined) => void;
}) {
  const say = useWords();
  const words = (provider: MailProviderView) =>
    [
      say('connections.signIn.words', { provider: provider.name }),
      ...(provider.kind === 'microsoft' ? [say('connections.signIn.shared')] : []),
    ].join(' ');
  if (ways.length === 0) return null;
  if (!hasPassword) return way ? <p className="text-text-2">{words(way)}</p> : null;
  const options = [
    ...ways.map((one) => ({
      id: one.id,
      label: say('connections.signIn.at', { provider: one.name }),
      description: words(one),
    })),
    { id: 'password', label: say('connections.signIn.password'), description: undefined },
  ];
  return (
    <RadioList
      label={say('connections.signIn.way')}
      value={way?.id ?? 'password'}
      onChange={(id) => onChange(id === 'password' ? undefined : id)}
      options={options.map(({ description, ...option }) => ({
        ...option,
        ...(description ? { description } : {}),
      }))}
    />
  );
}

/** Nobody has registered the provider yet, and without there is no way in. */
export function Unregistered({ provider }: { provider: string }) {
  const say = useWords();
  const isOwner = useSession()?.user.level === 'owner';
  return (
    <Notice tone="warn">
      <span>{say('connections.signIn.unregistered', { provider })}</span>
      {isOwner ? (
        <Link
          to="/settings/$page"
          params={{ page: 'connections' }}
          hash="mailProviders"
          className="w-fit text-accent-text underline"
        >
          {say('connections.signIn.register', { provider })}
        </Link>
      ) : null}
    </Notice>
  );
}
