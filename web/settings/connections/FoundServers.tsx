import type { DiscoveryWay, MailServers } from '../../../shared/interact/mail-servers.ts';
import type { MessageId } from '../../locales/ids.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useWords } from '../../ui/words.ts';
import { providerWords } from './words.ts';

const wayWords: Record<Exclude<DiscoveryWay, 'provider'>, MessageId> = {
  domain: 'connections.found.domain',
  names: 'connections.found.names',
  guess: 'connections.found.guess',
};

/** How the server was found, how sure that is, and what its provider wants first. */
export function FoundServers({ found }: { found: MailServers }) {
  const say = useWords();
  const domain = found.address.slice(found.address.lastIndexOf('@') + 1);
  if (!found.provider || found.foundBy !== 'provider') {
    const way = found.foundBy === 'provider' ? 'guess' : found.foundBy;
    return (
      <Notice tone={way === 'domain' ? 'info' : 'warn'}>{say(wayWords[way], { domain })}</Notice>
    );
  }
  const { name, words, link, isClosed } = providerWords[found.provider];
  return (
    <Notice tone={isClosed ? 'warn' : 'info'} title={name}>
      <span>{say(words, { provider: name })}</span>
      {link ? (
        <a
          href={link}
          target="_blank"
          rel="noreferrer"
          className="w-fit text-accent-text underline"
        >
          {say('connections.provider.link', { provider: name })}
        </a>
      ) : null}
    </Notice>
  );
}
