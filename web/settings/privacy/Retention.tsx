import { useMutation, useQuery } from '@tanstack/react-query';
import type {
  RetentionKind,
  RetentionPreview,
  RetentionRule,
  RetentionView,
} from '../../../shared/identify/retention.ts';
import { api } from '../../app/api.ts';
import type { MessageId } from '../../locales/ids.ts';
import { Button } from '../../ui/Button.tsx';
import { Select } from '../../ui/Select.tsx';
import { toast } from '../../ui/toast.ts';
import { type Say, useWords } from '../../ui/words.ts';
import { Loaded } from '../Loaded.tsx';
import { useMoments } from '../moments.ts';
import { Row, Rows } from '../Rows.tsx';
import { TopicSection } from '../TopicSection.tsx';
import { useAct } from '../useAct.ts';

const retentionQuery = {
  queryKey: ['retention'],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    api.get<RetentionView>('/retention', { signal }),
};

const kindMessages: Record<RetentionKind, { title: MessageId; words: MessageId }> = {
  mails: { title: 'privacy.retention.mails', words: 'privacy.retention.mails.words' },
  meetings: { title: 'privacy.retention.meetings', words: 'privacy.retention.meetings.words' },
  notes: { title: 'privacy.retention.notes', words: 'privacy.retention.notes.words' },
  people: { title: 'privacy.retention.people', words: 'privacy.retention.people.words' },
  audit: { title: 'privacy.retention.audit', words: 'privacy.retention.audit.words' },
};

const ever = 'ever';
const periods = [6, 12, 24, 36, 60, 72, 84, 120];

function periodWords(months: number | null, say: Say): string {
  if (months === null) return say('privacy.retention.ever');
  return months % 12 === 0
    ? say('privacy.retention.years', { count: months / 12 })
    : say('privacy.retention.months', { count: months });
}

/** How long each kind of record is kept, and what would go tonight. */
export function Retention({ isOwner }: { isOwner: boolean }) {
  const say = useWords();
  const rules = useQuery(retentionQuery);
  const preview = useMutation({
    mutationFn: () => api.post<RetentionPreview>('/retention/preview'),
    onError: (error) => toast(error.message, { tone: 'bad' }),
  });
  return (
    <TopicSection topic="retention" lead={say('privacy.retention.words')}>
      <Loaded query={rules}>
        {({ rows }) => (
          <>
            <Rows>
              {rows.map((rule) => (
                <RuleRow
                  key={rule.kind}
                  rule={rule}
                  isOwner={isOwner}
                  counted={preview.data?.counts[rule.kind]}
                  onChanged={() => preview.reset()}
                />
              ))}
            </Rows>
            {isOwner && rows.some(({ months }) => months !== null) ? (
              <span>
                <Button
                  icon="search"
                  isWorking={preview.isPending}
                  onPress={() => preview.mutate()}
                >
                  {say('privacy.retention.preview')}
                </Button>
              </span>
            ) : null}
          </>
        )}
      </Loaded>
    </TopicSection>
  );
}

function RuleRow({
  rule: { kind, months, version, last },
  isOwner,
  counted,
  onChanged,
}: {
  rule: RetentionRule;
  isOwner: boolean;
  counted: number | undefined;
  onChanged: () => void;
}) {
  const say = useWords();
  const { day } = useMoments();
  const title = say(kindMessages[kind].title);
  const change = useAct(
    (next: number | null) =>
      api.patch<{ event: string }>(`/retention/${kind}`, { months: next, version }),
    {
      renews: [retentionQuery.queryKey],
      done: ({ event }, next) => {
        onChanged();
        return {
          text: say('privacy.retention.saved', { kind: title, period: periodWords(next, say) }),
          undo: () => api.post(`/events/${event}/undo`),
        };
      },
    },
  );
  const offered = months === null || periods.includes(months) ? periods : [...periods, months];
  const words = [
    say(kindMessages[kind].words),
    last ? say('privacy.retention.last', { day: day(last.at), count: last.count }) : '',
  ].filter(Boolean);
  return (
    <Row
      title={title}
      words={
        <>
          {words.join(' · ')}
          {counted === undefined ? null : (
            <b role="status" className="block font-medium text-text">
              {say('privacy.retention.would', { count: counted })}
            </b>
          )}
        </>
      }
    >
      {isOwner ? (
        <Select
          label={`${title}: ${say('privacy.retention.keep')}`}
          hideLabel
          options={[
            { id: ever, label: periodWords(null, say) },
            ...offered
              .toSorted((one, other) => one - other)
              .map((count) => ({ id: String(count), label: periodWords(count, say) })),
          ]}
          value={months === null ? ever : String(months)}
          onChange={(id) => change.mutate(id === ever ? null : Number(id))}
        />
      ) : (
        <span className="text-text-2">{periodWords(months, say)}</span>
      )}
    </Row>
  );
}
