import { useQuery } from '@tanstack/react-query';
import type { OutgoingState, OutgoingView } from '../../../shared/interact/outgoing.ts';
import { sessionQuery } from '../../app/session.ts';
import { openComposer } from '../../app/writing.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useLocale, useWords } from '../../ui/words.ts';
import { outgoingQuery } from './queries.ts';
import { Signatures } from './Signatures.tsx';
import { useActs } from './useActs.ts';
import { bounceWords, problemWords, stateWords } from './words.ts';

const groups = [
  { title: 'outgoing.group.unknown', states: ['unknown'] },
  { title: 'outgoing.group.failed', states: ['failed'] },
  { title: 'outgoing.group.way', states: ['handed', 'deferred', 'waiting'] },
  { title: 'outgoing.group.drafts', states: ['draft'] },
] as const satisfies { title: string; states: OutgoingState[] }[];

/** What is being written, what waits, and what did not get there: the first needs somebody most. */
export function OutgoingPage() {
  const say = useWords();
  const { data: rows, error } = useQuery(outgoingQuery);
  const { data: session } = useQuery(sessionQuery);
  const mayWrite = session !== undefined && session?.user.level !== 'reader';
  return (
    <Page
      title={say('app.nav.outgoing')}
      width="reading"
      actions={
        mayWrite ? (
          <Button variant="primary" icon="edit" onPress={() => openComposer('empty')}>
            {say('outgoing.write')}
          </Button>
        ) : undefined
      }
    >
      {error ? <Notice tone="bad">{error.message}</Notice> : null}
      {rows === undefined && !error ? <Skeleton rows={4} /> : null}
      {rows?.length === 0 ? (
        <EmptyState icon="mailOut" title={say('outgoing.none')}>
          {say('outgoing.none.words')}
        </EmptyState>
      ) : null}
      <div className="flex flex-col gap-24">
        {groups.map(({ title, states }) => {
          const among = (rows ?? []).filter(({ state }) =>
            (states as readonly OutgoingState[]).includes(state),
          );
          return among.length > 0 ? (
            <Section key={title} title={say(title)}>
              <ul className="flex flex-col gap-8">
                {among.map((mail) => (
                  <Row key={mail.id} mail={mail} />
                ))}
              </ul>
            </Section>
          ) : null;
        })}
        {mayWrite ? <Signatures /> : null}
      </div>
    </Page>
  );
}

function Row({ mail }: { mail: OutgoingView }) {
  const say = useWords();
  const locale = useLocale();
  const { state, recipients, subject, problem, words, sendAt, sendZone, nextTryAt } = mail;
  const when = (at: string, zone: string | null) =>
    Temporal.Instant.from(at)
      .toZonedDateTimeISO(zone ?? Temporal.Now.timeZoneId())
      .toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const refused = recipients.filter(
    (each) => (each.words || each.bounce) && (each.state === 'failed' || each.state === 'deferred'),
  );
  return (
    <li className="flex flex-col gap-8 rounded-control border border-border bg-surface px-card-x py-card-y">
      <div className="flex flex-wrap items-start gap-8">
        <span className="flex min-w-[200px] flex-1 flex-col">
          <b className="font-medium wrap-anywhere">{subject || say('outgoing.noSubject')}</b>
          <span className="text-sm text-text-2 wrap-anywhere">
            {recipients.length > 0
              ? recipients.map(({ name, address }) => name || address).join(', ')
              : say('outgoing.nobody')}
          </span>
        </span>
        <Badge tone={stateWords[state].tone}>{say(stateWords[state].label)}</Badge>
      </div>
      {state === 'unknown' ? (
        <p className="text-sm text-text-2">{say('outgoing.unknown.words')}</p>
      ) : null}
      {problem ? <p className="text-sm text-text-2">{say(problemWords[problem])}</p> : null}
      {refused.length > 0 ? (
        <ul className="text-sm text-text-2">
          {refused.map(({ address, words: said, bounce }) => (
            <li key={address} className="wrap-anywhere">
              {bounce ? `${say(bounceWords[bounce], { address })} ` : ''}
              {said
                ? bounce
                  ? say('outgoing.said', { words: said })
                  : say('outgoing.saidOf', { address, words: said })
                : ''}
            </li>
          ))}
        </ul>
      ) : words && state !== 'draft' ? (
        <p className="text-sm text-text-2 wrap-anywhere">{say('outgoing.said', { words })}</p>
      ) : null}
      {state === 'waiting' && sendAt ? (
        <p className="text-sm text-text-2">
          {say('outgoing.goesAt', { when: when(sendAt, sendZone) })}
        </p>
      ) : null}
      {state === 'deferred' && nextTryAt ? (
        <p className="text-sm text-text-2">
          {say('outgoing.triedAt', { when: when(nextTryAt, null) })}
        </p>
      ) : null}
      <Acts mail={mail} />
    </li>
  );
}

function Acts({ mail }: { mail: OutgoingView }) {
  const say = useWords();
  const { takeBack, tryNow, settle, discard, write } = useActs(mail);
  const { state } = mail;
  return (
    <div className="flex flex-wrap gap-8">
      {state === 'draft' ? (
        <Button size="small" icon="edit" onPress={write}>
          {say('outgoing.open')}
        </Button>
      ) : null}
      {state === 'deferred' ? (
        <Button size="small" icon="refresh" onPress={tryNow}>
          {say('outgoing.now')}
        </Button>
      ) : null}
      {state === 'waiting' || state === 'deferred' ? (
        <Button size="small" icon="undo" onPress={() => takeBack(false)}>
          {say('outgoing.back')}
        </Button>
      ) : null}
      {state === 'unknown' ? (
        <>
          <Button size="small" icon="check" onPress={() => settle(true)}>
            {say('outgoing.arrived')}
          </Button>
          <Button size="small" icon="refresh" onPress={() => settle(false)}>
            {say('outgoing.again')}
          </Button>
        </>
      ) : null}
      {state === 'failed' ? (
        <Button size="small" icon="edit" onPress={() => takeBack(true)}>
          {say('outgoing.correct')}
        </Button>
      ) : null}
      {state === 'draft' || state === 'failed' ? (
        <Button size="small" variant="quiet" icon="remove" onPress={discard}>
          {say('outgoing.discard')}
        </Button>
      ) : null}
    </div>
  );
}
