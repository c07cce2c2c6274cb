import { useState } from 'react';
import type { AgendaMeeting } from '../../../shared/interact/agenda.ts';
import { api } from '../../app/api.ts';
import { RecordLink } from '../../identify/parties/RecordLink.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { toast } from '../../ui/toast.ts';
import { useLocale, useWords } from '../../ui/words.ts';
import { useTaskActs } from '../tasks/changes.ts';
import { SeriesChoice, type Which } from './SeriesChoice.tsx';
import { useSpan } from './words.ts';

/** A meeting of the calendar: with whom it is, and moving it or calling it off. */
export default function EntryDialog({
  meeting,
  zone,
  onMove,
  onClose,
}: {
  meeting: AgendaMeeting;
  zone: string;
  onMove: (which: Which) => void;
  onClose: () => void;
}) {
  const say = useWords();
  const locale = useLocale();
  const { act } = useTaskActs();
  const span = useSpan(meeting);
  const { id, title, parties, others, place, cancelled, version, days } = meeting;
  const [which, setWhich] = useState<Which>('one');
  const isChoice = meeting.isOfSeries && meeting.can.edit;
  const named = title ?? say('calendar.busy');
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: days ? 'UTC' : zone });
  const at = days
    ? Temporal.PlainDate.from(days.from).toZonedDateTime('UTC').toInstant()
    : Temporal.Instant.from(meeting.startsAt);
  const turnAll = () =>
    act(
      () =>
        api.post<{ event: string; meetings: number }>(`/agenda/${id}/series`, {
          cancelled: !cancelled,
          version,
        }),
      ({ meetings: count = 0 }) =>
        say(cancelled ? 'calendar.series.on' : 'calendar.series.off', { title: named, count }),
    );
  const turn = async () => {
    try {
      if (which === 'all') await turnAll();
      else
        await act(
          () =>
            api.post<{ event: string }>(`/agenda/${id}/cancellation`, {
              cancelled: !cancelled,
              version,
            }),
          say(cancelled ? 'calendar.onAgain.told' : 'calendar.callOff.told', { title: named }),
        );
      onClose();
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error), { tone: 'bad' });
    }
  };
  return (
    <Dialog
      title={named}
      isOpen
      onClose={onClose}
      actions={
        <>
          {meeting.can.edit ? (
            <Button onPress={() => void turn()}>
              {say(cancelled ? 'calendar.onAgain' : 'calendar.callOff')}
            </Button>
          ) : null}
          {meeting.can.edit && !cancelled && !days ? (
            <Button variant="primary" onPress={() => onMove(which)}>
              {say('calendar.move')}
            </Button>
          ) : null}
        </>
      }
    >
      <div className="flex flex-col gap-8">
        <p className="flex flex-wrap items-center gap-8">
          {day.format(at.epochMilliseconds)} · {span}
          {cancelled ? <Badge tone="neutral">{say('calendar.cancelled')}</Badge> : null}
        </p>
        {place ? <p className="wrap-anywhere text-text-2">{place}</p> : null}
        {parties.length + others.length > 0 ? (
          <ul className="flex flex-col gap-4">
            {parties.map(({ id: partyId, kind, name }) => (
              <li key={partyId}>
                <RecordLink
                  kind={kind}
                  id={partyId}
                  onFollow={onClose}
                  className="text-accent-text underline wrap-anywhere"
                >
                  {name}
                </RecordLink>
              </li>
            ))}
            {others.map((name) => (
              <li key={name} className="wrap-anywhere text-text-2">
                <bdi>{name}</bdi>
              </li>
            ))}
          </ul>
        ) : (
          <p className="text-text-2">{say('calendar.alone')}</p>
        )}
        {isChoice ? <SeriesChoice value={which} onChange={setWhich} /> : null}
      </div>
    </Dialog>
  );
}
