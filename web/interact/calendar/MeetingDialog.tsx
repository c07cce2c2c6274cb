import { useState } from 'react';
import type { ActivityInput } from '../../../shared/interact/activities.ts';
import type { AgendaMeeting } from '../../../shared/interact/agenda.ts';
import { api } from '../../app/api.ts';
import { FormDialog } from '../../app/FormDialog.tsx';
import { home } from '../../identify/parties/queries.ts';
import { PartyBox, type PartyChoice } from '../../identify/ties/PartyBox.tsx';
import { DateField } from '../../ui/DateField.tsx';
import { TextField } from '../../ui/Field.tsx';
import { useWords } from '../../ui/words.ts';
import { useTaskActs } from '../tasks/changes.ts';
import { timeOf } from '../tasks/TaskDialog.tsx';
import type { Which } from './SeriesChoice.tsx';

/** A new meeting at a time, or another time for one that is known. */
export default function MeetingDialog({
  at,
  meeting,
  which = 'one',
  onClose,
}: {
  at: Temporal.ZonedDateTime;
  meeting?: AgendaMeeting;
  /** Of one that recurs: what is moved. */
  which?: Which;
  onClose: () => void;
}) {
  const say = useWords();
  const { act } = useTaskActs();
  const [party, setParty] = useState<PartyChoice | null>(null);
  const [title, setTitle] = useState(meeting?.title ?? '');
  const [day, setDay] = useState<Temporal.PlainDate | null>(at.toPlainDate());
  const [clock, setClock] = useState(at.toPlainTime().toString({ smallestUnit: 'minute' }));
  const [lasts, setLasts] = useState('60');
  const minutes = /^\d{1,4}$/.test(lasts.trim()) ? Number(lasts) : Number.NaN;
  const start = (): string =>
    day!
      .toZonedDateTime({
        timeZone: at.timeZoneId,
        plainTime: Temporal.PlainTime.from(timeOf(clock)!),
      })
      .toInstant()
      .toString();
  const check = () => ({
    ...(day ? {} : { day: say('calendar.day.missing') }),
    ...(timeOf(clock) ? {} : { time: say('tasks.time.bad') }),
    ...(meeting || party ? {} : { party: say('calendar.who.missing') }),
    ...(meeting || title.trim() ? {} : { title: say('calendar.about.missing') }),
    ...(meeting || (minutes > 0 && minutes <= 24 * 60)
      ? {}
      : { minutes: say('calendar.minutes.bad') }),
  });
  const save = async () => {
    if (meeting && which === 'all') {
      await act(
        () =>
          api.post<{ event: string; meetings: number }>(`/agenda/${meeting.id}/series`, {
            occurredAt: start(),
            version: meeting.version,
          }),
        ({ meetings: count = 0 }) =>
          say('calendar.series.moved', { title: meeting.title ?? say('calendar.busy'), count }),
      );
      return;
    }
    if (meeting) {
      await act(
        () =>
          api.patch<{ event: string }>(`/activities/${meeting.id}`, {
            occurredAt: start(),
            version: meeting.version,
          }),
        say('calendar.moved', { title: meeting.title ?? say('calendar.busy') }),
      );
      return;
    }
    const { kind, name } = party!;
    const partyId = party!.id ?? (await api.post<{ id: string }>(`/${home[kind]}`, { name })).id;
    setParty({ id: partyId, kind, name });
    const input: ActivityInput = {
      kind: 'meeting',
      partyIds: [partyId],
      subject: title.trim(),
      text: title.trim(),
      occurredAt: start(),
      minutes,
    };
    await act(
      () => api.post<{ event: string }>('/activities', input),
      say('calendar.made', { title: title.trim(), name }),
    );
  };
  return (
    <FormDialog
      title={say(meeting ? 'calendar.move.title' : 'calendar.new')}
      save={say(meeting ? 'calendar.move' : 'calendar.save')}
      onClose={onClose}
      check={check}
      onSave={save}
    >
      {meeting ? (
        <p className="wrap-anywhere text-text-2">
          {meeting.title}
          {meeting.isOfSeries ? ` · ${say(`calendar.series.${which}`)}` : null}
        </p>
      ) : (
        <>
          <PartyBox
            label={say('calendar.who')}
            kinds={['person', 'company']}
            except=""
            value={party}
            onChange={setParty}
          />
          <TextField
            label={say('calendar.about')}
            name="title"
            value={title}
            onChange={setTitle}
            maxLength={300}
          />
        </>
      )}
      <div className="grid grid-cols-[1fr_104px] items-start gap-8">
        <DateField label={say('calendar.on')} name="day" value={day} onChange={setDay} />
        <TextField label={say('tasks.time')} name="time" value={clock} onChange={setClock} />
      </div>
      {meeting ? null : (
        <TextField
          label={say('calendar.minutes')}
          name="minutes"
          value={lasts}
          onChange={setLasts}
        />
      )}
    </FormDialog>
  );
}
