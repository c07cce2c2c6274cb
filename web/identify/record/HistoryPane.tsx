import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PartyView } from '../../../shared/identify/parties.ts';
import { sessionQuery } from '../../app/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { SidePane } from '../../ui/Pane.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { toast } from '../../ui/toast.ts';
import { useLocale, useWords } from '../../ui/words.ts';
import { takeBack as takeBackAct } from '../bulk/acts.ts';
import { usePartyChanges } from '../parties/changes.ts';
import { type HistoryEvent, historyQuery, usersQuery } from '../parties/queries.ts';
import { When } from '../parties/When.tsx';
import { eventWords } from './historyWords.ts';
import { standing } from './undoable.ts';
import { useFactWords } from './useFactWords.ts';

/** Every change of the record in plain words, newest first. */
export default function HistoryPane({ party, onClose }: { party: PartyView; onClose: () => void }) {
  const say = useWords();
  const words = useFactWords(party.kind);
  const history = useInfiniteQuery(historyQuery(party.id));
  const { data: users = [] } = useQuery(usersQuery);
  const { data: session } = useQuery(sessionQuery);
  const locale = useLocale();
  const { undo } = usePartyChanges(party.kind);
  const names = Object.fromEntries(users.map(({ id, name }) => [id, name]));
  const events = history.data?.pages.flatMap(({ rows }) => rows) ?? [];
  const stands = standing(events);
  // What others did, too, as far as the record and the field are one's own to change.
  const mayUndo = ({ id, subject, particulars }: HistoryEvent) =>
    stands.has(id) &&
    (party.can.trash || subject === 'tie') &&
    (particulars?.fieldId === undefined ||
      words.fieldOf({ fieldId: particulars.fieldId })?.editable === true);
  const isMine = ({ actorName }: HistoryEvent) => actorName === session?.user.name;
  const takeBack = (event: HistoryEvent) =>
    void undo(party.id, event.id).then(
      () => toast(say('identify.history.undone'), { tone: 'good' }),
      (error: unknown) =>
        toast(error instanceof Error ? error.message : String(error), { tone: 'bad' }),
    );

  return (
    <SidePane title={say('identify.history')} onClose={onClose}>
      {history.isPending ? <Skeleton shape="text" rows={8} /> : null}
      {history.isError ? <Notice tone="bad">{history.error.message}</Notice> : null}
      <ol className="flex flex-col">
        {events.map((event) => (
          <li
            key={event.id}
            className="flex items-start gap-8 border-b border-border py-8 text-base last:border-0"
          >
            <div className="flex min-w-0 flex-1 flex-col">
              <span className="line-clamp-4 wrap-anywhere">
                {eventWords(event, { say, locale, names, words })}
              </span>
              <span className="text-xs text-text-3">
                {event.actorName ?? say('identify.history.house')} · <When at={event.at} />
              </span>
            </div>
            {mayUndo(event) ? (
              <span className="flex flex-col items-end">
                <Button size="small" variant="quiet" icon="undo" onPress={() => takeBack(event)}>
                  {say('ui.undo')}
                </Button>
                {event.actId && isMine(event) ? <UndoForAll actId={event.actId} /> : null}
              </span>
            ) : null}
          </li>
        ))}
      </ol>
      {history.hasNextPage ? (
        <Button isWorking={history.isFetchingNextPage} onPress={() => void history.fetchNextPage()}>
          {say('identify.history.more')}
        </Button>
      ) : null}
    </SidePane>
  );
}

/** A change that many records got at once goes from all of them with one press. */
function UndoForAll({ actId }: { actId: string }) {
  const say = useWords();
  const locale = useLocale();
  const client = useQueryClient();
  const [isWorking, setWorking] = useState(false);
  return (
    <Button
      size="small"
      variant="quiet"
      isWorking={isWorking}
      onPress={() => {
        setWorking(true);
        takeBackAct({ id: actId }, client, { say, locale })
          .catch((error: unknown) =>
            toast(error instanceof Error ? error.message : String(error), { tone: 'bad' }),
          )
          .finally(() => setWorking(false));
      }}
    >
      {say('lists.bulk.historyUndoAll')}
    </Button>
  );
}
