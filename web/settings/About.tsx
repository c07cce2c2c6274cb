import { queryOptions, useQuery } from '@tanstack/react-query';
import { version } from '../../package.json';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Card } from '../ui/Page.tsx';
import { useWords } from '../ui/words.ts';
import { HelpNotes } from './HelpNotes.tsx';
import { TopicSection } from './TopicSection.tsx';

/** The two doors for whatever watches the server; they stand outside the interface. */
const healthQuery = queryOptions({
  queryKey: ['health'],
  queryFn: async ({ signal }) => {
    const answers = (path: string) =>
      fetch(path, { signal }).then(
        ({ ok }) => ok,
        () => false,
      );
    return { server: await answers('/healthz'), database: await answers('/readyz') };
  },
  refetchInterval: 30_000,
});

export function About() {
  const say = useWords();
  const { data, refetch, isFetching } = useQuery(healthQuery);
  return (
    <div className="flex flex-col gap-32">
      <TopicSection isWholePage topic="version">
        <Card className="flex flex-col gap-16">
          <p className="flex items-center gap-8 text-lg">
            <img src="/icon.svg" alt="" className="size-24" />
            {say('settings.about.version', { version })}
          </p>
          <dl className="flex flex-col gap-8">
            <Health name={say('settings.about.server')} isFine={data?.server} />
            <Health name={say('settings.about.database')} isFine={data?.database} />
          </dl>
          <span>
            <Button
              size="small"
              icon="refresh"
              isWorking={isFetching}
              onPress={() => void refetch()}
            >
              {say('settings.about.look')}
            </Button>
          </span>
          <ul className="flex flex-col gap-8">
            <li>
              <a href="/api" className="inline-flex items-center gap-4 text-accent-text">
                <Icon name="book" />
                {say('settings.about.reference')}
              </a>
            </li>
            <li>
              <a
                href="/api/v1/openapi.json"
                className="inline-flex items-center gap-4 text-accent-text"
              >
                <Icon name="document" />
                {say('settings.about.openapi')}
              </a>
            </li>
          </ul>
          <p className="text-sm text-text-2">{say('settings.about.licence')}</p>
        </Card>
      </TopicSection>
      <HelpNotes />
    </div>
  );
}

function Health({ name, isFine }: { name: string; isFine: boolean | undefined }) {
  const say = useWords();
  return (
    <div className="flex items-center gap-12">
      <dt className="w-[120px] text-text-2">{name}</dt>
      <dd>
        {isFine === undefined ? (
          say('ui.loading')
        ) : isFine ? (
          <Badge tone="good" icon="check">
            {say('settings.about.fine')}
          </Badge>
        ) : (
          <Badge tone="bad" icon="alert">
            {say('settings.about.away')}
          </Badge>
        )}
      </dd>
    </div>
  );
}
