import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AuditEntry, AuditVerification } from '../../shared/platform/audit.ts';
import { api } from '../app/api.ts';
import type { MessageId } from '../locales/ids.ts';
import { Button } from '../ui/Button.tsx';
import { SegmentedField } from '../ui/Field.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Select } from '../ui/Select.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useLocale, useWords } from '../ui/words.ts';
import { usersQuery } from './account.ts';
import { auditSubjects, auditVerbs } from './auditWords.ts';
import { Row, Rows } from './Rows.tsx';
import { TopicSection } from './TopicSection.tsx';
import { useSession } from './useSession.ts';

type Kind = 'all' | 'accounts' | 'records';
const everybody = 'everybody';

/** Who did what, when, and from where; for owners. */
export function AuditLog() {
  const say = useWords();
  const isOwner = useSession()?.user.level === 'owner';
  if (!isOwner) return <Notice tone="info">{say('settings.audit.owners')}</Notice>;
  return (
    <TopicSection topic="audit" isWholePage lead={say('settings.audit.words')}>
      <Verification />
      <Entries />
    </TopicSection>
  );
}

function Verification() {
  const say = useWords();
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['audit', 'verification'],
    queryFn: ({ signal }) => api.get<AuditVerification>('/audit/verification', { signal }),
    enabled: false,
    retry: false,
  });
  return (
    <div className="flex flex-col items-start gap-12">
      <Button icon="shield" isWorking={isFetching} onPress={() => void refetch()}>
        {say('settings.audit.verify')}
      </Button>
      {error ? (
        <Notice tone="bad" isUrgent>
          {error.message}
        </Notice>
      ) : null}
      {data && !isFetching ? <Verdict {...data} /> : null}
    </div>
  );
}

const faultWords: Record<AuditVerification['faults'][number]['kind'], MessageId> = {
  changed: 'settings.audit.changed',
  removed: 'settings.audit.removed',
  rewritten: 'settings.audit.rewritten',
  'cut off': 'settings.audit.cutOff',
};

function Verdict({ entries, faults }: AuditVerification) {
  const say = useWords();
  const moment = useMoment();
  if (faults.length === 0) {
    return (
      <Notice tone="good" isUrgent>
        {say('settings.audit.whole', { count: entries })}
      </Notice>
    );
  }
  return (
    <Notice tone="bad" isUrgent title={say('settings.audit.tampered')}>
      <ul>
        {faults.map(({ kind, position, at }) => (
          <li key={`${kind} ${position}`}>
            {say(faultWords[kind], { position, when: moment(at) })}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Entries() {
  const say = useWords();
  const [kind, setKind] = useState<Kind>('all');
  const [by, setBy] = useState(everybody);
  const users = useQuery(usersQuery).data?.rows ?? [];
  const query = useInfiniteQuery({
    queryKey: ['audit', kind, by],
    queryFn: ({ pageParam, signal }) =>
      api.get<{ rows: AuditEntry[]; next: string | null }>('/audit', {
        query: { kind, cursor: pageParam, ...(by === everybody ? {} : { by }) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
  const rows = query.data?.pages.flatMap((page) => page.rows);
  return (
    <div className="flex flex-col gap-12">
      <div className="flex flex-wrap items-end gap-16">
        <SegmentedField
          label={say('settings.audit.kind')}
          value={kind}
          onChange={setKind}
          options={[
            { id: 'all', label: say('settings.audit.all') },
            { id: 'accounts', label: say('settings.audit.accounts') },
            { id: 'records', label: say('settings.audit.records') },
          ]}
        />
        <Select
          label={say('settings.audit.by')}
          value={by}
          onChange={setBy}
          options={[
            { id: everybody, label: say('settings.audit.everybody') },
            ...users.map(({ id, name }) => ({ id, label: name })),
          ]}
        />
      </div>
      {query.error ? <Notice tone="bad">{query.error.message}</Notice> : null}
      {rows === undefined ? (
        query.error ? null : (
          <Skeleton rows={6} />
        )
      ) : rows.length === 0 ? (
        <p className="text-text-2">{say('settings.audit.none')}</p>
      ) : (
        <Rows>
          {rows.map((entry) => (
            <EntryRow key={entry.id} {...entry} />
          ))}
        </Rows>
      )}
      {query.hasNextPage ? (
        <span>
          <Button isWorking={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
            {say('settings.audit.older')}
          </Button>
        </span>
      ) : null}
    </div>
  );
}

function EntryRow({
  at,
  actorName,
  source,
  subject,
  label,
  verb,
  count,
  fields,
  particulars,
}: AuditEntry) {
  const say = useWords();
  const moment = useMoment();
  const subjectWords = auditSubjects[subject];
  const verbWords = auditVerbs[verb];
  const what = verbWords ? say(verbWords) : say('settings.audit.did', { verb });
  const name = particulars.name;
  return (
    <Row
      title={
        <span className="font-normal">
          <b className="font-medium">{actorName ?? say('settings.audit.house')}</b> · {what}
          {' · '}
          {[
            subjectWords ? say(subjectWords) : subject,
            ...(count > 1 ? [say('settings.audit.times', { count })] : []),
            ...(label && label !== actorName ? [label] : []),
            ...(typeof name === 'string' ? [name] : []),
          ].join(' ')}
        </span>
      }
      words={[
        moment(at),
        ...(source ? [source] : []),
        ...(fields.length > 0 ? [fields.join(', ')] : []),
      ].join(' · ')}
    />
  );
}

function useMoment(): (instant: string) => string {
  const locale = useLocale();
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });
  return (instant) => format.format(Temporal.Instant.from(instant).epochMilliseconds);
}
