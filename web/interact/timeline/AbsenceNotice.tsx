import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { PartyInput, PartyView } from '../../../shared/identify/parties.ts';
import { type Absence, readAbsence } from '../../../shared/interact/mail/absence.ts';
import type { TaskInput } from '../../../shared/interact/tasks/tasks.ts';
import { api } from '../../app/api.ts';
import { sessionQuery } from '../../app/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { toast } from '../../ui/toast.ts';
import { useLocale, useWords } from '../../ui/words.ts';
import { activityQuery } from './queries.ts';

/** What an automatic answer says of somebody, with what may follow from it; nothing does by itself. */
export default function AbsenceNotice({ id }: { id: string }) {
  const { data: activity } = useQuery(activityQuery(id));
  if (activity?.direction !== 'in') return null;
  const { subject, body, occurredAt, participants } = activity;
  const from = participants.find(({ role, ours }) => role === 'from' && !ours);
  const text = body.flatMap((part) => (part.part === 'quoted' ? [] : [part.text])).join('\n\n');
  const written = Temporal.Instant.from(occurredAt)
    .toZonedDateTimeISO(Temporal.Now.timeZoneId())
    .toPlainDate();
  const absence = from && readAbsence({ subject: subject ?? '', text }, written);
  if (!absence) return null;
  const name = from.name ?? from.address ?? '';
  return <Told absence={absence} name={name} partyId={from.partyId} />;
}

function Told({
  absence: { backOn, standIns, hasLeft },
  name,
  partyId,
}: {
  absence: Absence;
  name: string;
  partyId: string | null;
}) {
  const say = useWords();
  const locale = useLocale();
  const client = useQueryClient();
  const { data: session } = useQuery(sessionQuery);
  const mayWrite = session?.user.level !== 'reader';
  const { data: party } = useQuery({
    queryKey: ['person', partyId],
    queryFn: ({ signal }) => api.get<PartyView>(`/people/${partyId ?? ''}`, { signal }),
    enabled: partyId !== null && standIns.length > 0,
  });
  const employer = party?.affiliations.find(({ isPrimary }) => isPrimary);
  const shown = (day: Temporal.PlainDate) => day.toLocaleString(locale, { dateStyle: 'long' });
  const trouble = (error: Error) => toast(error.message, { tone: 'bad' });
  const add = useMutation({
    mutationFn: ({ name: called, address }: Absence['standIns'][number]) => {
      const person: PartyInput = {
        name: called,
        emails: [address],
        ...(employer
          ? { affiliation: { companyId: employer.companyId, companyName: employer.companyName } }
          : {}),
      };
      return api.post<{ id: string; event: string }>('/people', person);
    },
    onSuccess: async ({ event }, { name: called }) => {
      toast(say('tasks.absence.added', { name: called }), {
        tone: 'good',
        undo: () => api.post(`/events/${event}/undo`),
      });
      await client.invalidateQueries({ queryKey: ['people'] });
    },
    onError: trouble,
  });
  const remind = useMutation({
    mutationFn: (day: Temporal.PlainDate) => {
      const task: TaskInput = {
        title: say('tasks.absence.task', { name }).slice(0, 300),
        due: { on: day.toString() },
        zone: Temporal.Now.timeZoneId(),
        partyIds: partyId ? [partyId] : [],
      };
      return api.post<{ event: string }>('/tasks', task);
    },
    onSuccess: async ({ event }, day) => {
      toast(say('tasks.absence.reminded', { day: shown(day) }), {
        tone: 'good',
        undo: () => api.post(`/events/${event}/undo`),
      });
      await client.invalidateQueries({ queryKey: ['tasks'] });
    },
    onError: trouble,
  });
  const again = backOn?.add({ days: 1 });
  return (
    <div className="pb-12">
      <Notice
        tone={hasLeft ? 'warn' : 'info'}
        actions={
          mayWrite ? (
            <>
              {again && !remind.isSuccess ? (
                <Button
                  size="small"
                  icon="clock"
                  isWorking={remind.isPending}
                  onPress={() => remind.mutate(again)}
                >
                  {say('tasks.absence.remind', { day: shown(again) })}
                </Button>
              ) : null}
              {standIns
                .filter((one) => add.variables?.address !== one.address || !add.isSuccess)
                .map((one) => (
                  <Button
                    key={one.address}
                    size="small"
                    icon="add"
                    isWorking={add.isPending && add.variables.address === one.address}
                    onPress={() => add.mutate(one)}
                  >
                    {say('tasks.absence.add', { name: one.name })}
                  </Button>
                ))}
            </>
          ) : undefined
        }
      >
        <span>
          {hasLeft
            ? say('tasks.absence.left', { name })
            : backOn
              ? say('tasks.absence.backOn', { name, day: shown(backOn) })
              : say('tasks.absence.away', { name })}
        </span>
        {standIns.map((one) => (
          <span key={one.address} className="wrap-anywhere">
            {say('tasks.absence.standIn', { name: one.name, address: one.address })}
          </span>
        ))}
        {hasLeft && partyId ? (
          <Link
            to="/people/$id"
            params={{ id: partyId }}
            className="w-fit text-accent-text underline"
          >
            {say('tasks.absence.open', { name })}
          </Link>
        ) : null}
      </Notice>
    </div>
  );
}
