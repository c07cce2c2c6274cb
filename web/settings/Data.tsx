import { queryOptions, useQuery } from '@tanstack/react-query';
import type { ArchiveView } from '../../shared/platform/exporting/archives.ts';
import { api } from '../app/api.ts';
import { inShownWorkspace } from '../app/workspace.ts';
import { HelpLink } from '../help/HelpLink.tsx';
import { useFigures } from '../import/figures.ts';
import { Badge } from '../ui/Badge.tsx';
import { Button, buttonClass } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Card } from '../ui/Page.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { useWords } from '../ui/words.ts';
import { useMoments } from './moments.ts';
import { Row, Rows } from './Rows.tsx';
import { TopicSection } from './TopicSection.tsx';
import { useAct } from './useAct.ts';
import { useSession } from './useSession.ts';

const archivesQuery = queryOptions({
  // By this word live updates know it.
  queryKey: ['export', 'archives'],
  queryFn: ({ signal }) => api.get<{ rows: ArchiveView[] }>('/exports', { signal }),
  select: ({ rows }) => rows,
});

const isUnderWay = ({ status }: ArchiveView) => status === 'waiting' || status === 'running';

/** What is ours can be taken along at any time, all of it, in forms that other programs read. */
export function Data() {
  const say = useWords();
  const session = useSession();
  const { data: archives = [] } = useQuery(archivesQuery);
  const begin = useAct(
    () => api.post('/exports', { language: document.documentElement.lang === 'de' ? 'de' : 'en' }),
    { renews: [archivesQuery.queryKey] },
  );
  if (!session) return null;
  const mayBegin = session.user.level !== 'reader';
  return (
    <TopicSection isWholePage topic="everything" lead={say('settings.data.lead')}>
      <Card className="flex flex-col items-start gap-12">
        <p className="text-text-2">{say('settings.data.contents')}</p>
        <div className="flex flex-wrap gap-8">
          {mayBegin ? (
            <Button
              variant="primary"
              icon="folder"
              isWorking={begin.isPending}
              isDisabled={archives.some(isUnderWay)}
              onPress={() => begin.mutate(undefined)}
            >
              {say('settings.data.begin')}
            </Button>
          ) : (
            <p className="text-sm text-text-2">{say('settings.data.readers')}</p>
          )}
          <HelpLink guide="everything" />
          <a
            className={buttonClass()}
            href={inShownWorkspace('/api/v1/activities/export?format=ics')}
            download=""
          >
            <Icon name="calendar" />
            {say('settings.data.meetings')}
          </a>
        </div>
      </Card>
      {archives.length > 0 ? (
        <Rows>
          {archives.map((archive) => (
            <Archive key={archive.id} archive={archive} />
          ))}
        </Rows>
      ) : null}
    </TopicSection>
  );
}

function Archive({ archive }: { archive: ArchiveView }) {
  const say = useWords();
  const { ago, day } = useMoments();
  const { count, size } = useFigures();
  const { id, status, parts, partsDone, part, rows, bytes, error, createdAt, expiresAt } = archive;
  if (isUnderWay(archive)) {
    return (
      <li className="border-b border-border px-card-x py-card-y last:border-b-0">
        <ProgressBar
          label={say('settings.data.making')}
          value={partsDone}
          max={parts}
          isIndeterminate={status === 'waiting'}
          detail={part ? say('settings.data.progress', { part, rows: count(rows) }) : ''}
        />
      </li>
    );
  }
  const words =
    status === 'failed'
      ? error
      : status === 'expired'
        ? say('settings.data.expired')
        : [
            say('settings.data.size', { size: size(bytes ?? 0), rows: count(rows) }),
            expiresAt ? say('settings.data.until', { day: day(expiresAt) }) : '',
          ].join(' ');
  return (
    <Row
      picture={<Icon name="folder" className="text-text-3" />}
      title={
        <>
          {say('settings.data.archive', { when: ago(createdAt) })}
          {status === 'failed' ? <Badge tone="bad">{say('settings.data.failed')}</Badge> : null}
        </>
      }
      words={words}
    >
      {status === 'done' ? (
        <a
          className={buttonClass('secondary', 'small')}
          href={inShownWorkspace(`/api/v1/exports/${id}/content`)}
          download=""
        >
          <Icon name="download" />
          {say('settings.data.download')}
        </a>
      ) : null}
    </Row>
  );
}
