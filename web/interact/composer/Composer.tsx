import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import { mostFileBytes, type OutgoingView } from '../../../shared/interact/outgoing.ts';
import type { FilledTemplate } from '../../../shared/interact/templates/templates.ts';
import { ApiProblem, api } from '../../app/api.ts';
import { type Beginning, closeComposer, openComposer, sendersQuery } from '../../app/writing.ts';
import { enterRoom } from '../../locales/language.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { DateField } from '../../ui/DateField.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Form } from '../../ui/Form.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { onDemand } from '../../ui/onDemand.tsx';
import type { TextHandle } from '../../ui/RichText.tsx';
import { Select } from '../../ui/Select.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { factsIn, type MarkedFact } from '../../ui/text/marked.ts';
import { toast } from '../../ui/toast.ts';
import { useLocale, useWords } from '../../ui/words.ts';
import { activityQuery } from '../timeline/queries.ts';
import { answerTo, mailTo } from './beginnings.ts';
import { Doubts } from './Doubts.tsx';
import { Files } from './Files.tsx';
import { outgoingQuery } from './queries.ts';
import { RecipientsField } from './RecipientsField.tsx';
import { SendLater } from './SendLater.tsx';
import { asTemplate, emptyInSubject } from './templating.ts';
import { type Draft, useDraft } from './useDraft.ts';

const MailText = onDemand(async () => {
  const [text] = await Promise.all([import('./MailText.tsx'), enterRoom('writing')]);
  return text;
});
const FactDoubts = onDemand(async () => {
  const [doubts] = await Promise.all([import('./FactDoubts.tsx'), enterRoom('writing')]);
  return doubts;
});
const ToldBefore = onDemand(async () => {
  const [told] = await Promise.all([import('../writing/ToldBefore.tsx'), enterRoom('writing')]);
  return told;
});
const ToneHints = onDemand(async () => {
  const [hints] = await Promise.all([import('../writing/ToneHints.tsx'), enterRoom('writing')]);
  return hints;
});
const TemplatePicker = onDemand(async () => {
  const [picker] = await Promise.all([
    import('../templates/TemplatePicker.tsx'),
    enterRoom('writing'),
  ]);
  return picker;
});
const TemplateDialog = onDemand(async () => {
  const [dialog] = await Promise.all([
    import('../templates/TemplateDialog.tsx'),
    enterRoom('writing'),
  ]);
  return dialog;
});
const Collision = onDemand(async () => {
  const [collision] = await Promise.all([import('../inbox/Collision.tsx'), enterRoom('inbox')]);
  return collision;
});

/** A mail beside the page: written, kept as it is typed, sent. */
export default function Composer({ beginning }: { beginning: Beginning }) {
  const say = useWords();
  const locale = useLocale();
  const { data: senders, error } = useQuery(sendersQuery);
  const draftId = typeof beginning === 'object' && 'draft' in beginning ? beginning.draft : null;
  const answers = typeof beginning === 'object' && 'answers' in beginning ? beginning : null;
  const { data: kept, error: gone } = useQuery({
    queryKey: ['outgoing', 'open', draftId],
    queryFn: ({ signal }) => api.get<OutgoingView>(`/outgoing/${draftId ?? ''}`, { signal }),
    enabled: draftId !== null,
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const { data: answered, error: unread } = useQuery({
    ...activityQuery(answers?.answers ?? ''),
    enabled: answers !== null,
  });
  const problem = error ?? gone ?? unread;
  const isReady = senders && (!draftId || kept) && (!answers || answered);
  const start = (): Draft =>
    answered && answers
      ? answerTo(answered, { say, locale, senders: senders!, all: answers.all })
      : mailTo(
          typeof beginning === 'object' && 'to' in beginning ? [beginning.to] : [],
          senders?.[0],
        );
  return (
    <aside
      aria-label={say('outgoing.write')}
      data-writing=""
      className="fixed inset-0 z-pane flex flex-col overflow-auto border-border bg-surface shadow-float tablet:inset-y-16 tablet:start-auto tablet:end-16 tablet:w-[560px] tablet:rounded-dialog tablet:border"
    >
      {problem ? (
        <div className="flex flex-col gap-12 p-16">
          <Notice tone="bad">{problem.message}</Notice>
          <Button onPress={closeComposer}>{say('ui.close')}</Button>
        </div>
      ) : isReady ? (
        <Written kept={kept ?? null} start={start} answers={answers?.answers} />
      ) : (
        <div className="p-16">
          <Skeleton shape="text" rows={8} />
        </div>
      )}
    </aside>
  );
}

function Written({
  kept,
  start,
  answers,
}: {
  kept: OutgoingView | null;
  start: () => Draft;
  answers: string | undefined;
}) {
  const say = useWords();
  const client = useQueryClient();
  const { data: senders = [] } = useQuery(sendersQuery);
  const [first] = useState(start);
  const { draft, view, problem, change, flush, begin, take } = useDraft(kept, first, answers);
  const [initial] = useState(draft.html);
  const [hasCopies, setCopies] = useState(draft.cc.length > 0 || draft.bcc.length > 0);
  const [isLater, setLater] = useState(false);
  const [isSending, setSending] = useState(false);
  const [refused, setRefused] = useState<ApiProblem | Error | null>(null);
  const [layer, setLayer] = useState<'templates' | 'save' | null>(null);
  /** Asked once: whoever sends an empty place knowingly is not asked again. */
  const [isAsked, setAsked] = useState<'no' | 'now' | 'yes'>('no');
  const text = useRef<TextHandle | null>(null);
  const to = draft.to[0]?.address.toLowerCase() ?? '';
  /** A subject holds no marks: its facts are known here for as long as their words stand in it. */
  const [inSubject, setInSubject] = useState<MarkedFact[]>([]);
  const marked = useMemo(
    () => [
      ...factsIn(draft.html),
      ...inSubject.filter(({ value }) => draft.subject.includes(value)),
    ],
    [draft.html, draft.subject, inSubject],
  );
  const isEmptySomewhere =
    marked.some(({ state }) => state === 'empty') || emptyInSubject(draft.subject).length > 0;

  const close = () => {
    closeComposer();
    void flush().catch((error: Error) => toast(error.message, { tone: 'bad' }));
  };
  const send = async (at?: { local: string; zone: string }) => {
    if (isSending) return;
    if (isEmptySomewhere && isAsked === 'no') return setAsked('now');
    setSending(true);
    setRefused(null);
    try {
      const { id, version } = await begin();
      const released = await api.post<{ version: number }>(`/outgoing/${id}/release`, {
        version,
        ...(at ? { at } : {}),
      });
      closeComposer();
      void client.invalidateQueries({ queryKey: outgoingQuery.queryKey });
      toast(say(at ? 'outgoing.sentLater' : 'outgoing.sent'), {
        tone: 'good',
        undo: async () => {
          await api.delete(`/outgoing/${id}/release?version=${String(released.version)}`);
          openComposer({ draft: id });
        },
      });
    } catch (error) {
      setRefused(error instanceof Error ? error : new Error(String(error)));
      setSending(false);
    }
  };
  const discard = async () => {
    closeComposer();
    const now = await flush().catch(() => view);
    if (!now) return;
    try {
      await api.delete(`/outgoing/${now.id}?version=${String(now.version)}`);
      void client.invalidateQueries({ queryKey: outgoingQuery.queryKey });
      toast(say('outgoing.discarded'), {
        undo: async () => {
          await api.post(`/outgoing/${now.id}/restoration`);
          openComposer({ draft: now.id });
        },
      });
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error), { tone: 'bad' });
    }
  };
  const box = useRef<HTMLDivElement>(null);
  const insert = ({ subject, html, inSubject: facts }: FilledTemplate) => {
    setLayer(null);
    if (subject && draft.subject.trim() === '') {
      change({ subject });
      setInSubject(
        facts.map(({ name, confirmedAt, ...fact }) => ({
          ...fact,
          fact: name,
          at: confirmedAt,
          about: to,
        })),
      );
    }
    // The dialog gives the focus back when it is gone.
    requestAnimationFrame(() => requestAnimationFrame(() => text.current?.insert(html)));
  };
  const acts = useRef({ send, close, setLayer });
  acts.current = { send, close, setLayer };
  useEffect(() => {
    const inside = box.current;
    // Before the text hears it, which would begin a new line.
    const hear = (event: KeyboardEvent) => {
      if (!(event.key === 'Enter' || event.key === '.') || !(event.ctrlKey || event.metaKey))
        return;
      event.preventDefault();
      event.stopPropagation();
      if (event.key === '.') acts.current.setLayer('templates');
      else void acts.current.send();
    };
    const hearEscape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      // The text takes Escape for handled although it does nothing with it; an open list closes first.
      const { target } = event;
      const isText = target instanceof HTMLElement && target.isContentEditable;
      const isList = target instanceof HTMLElement && target.ariaExpanded === 'true';
      if (isList || (event.defaultPrevented && !isText)) return;
      event.preventDefault();
      acts.current.close();
    };
    inside?.addEventListener('keydown', hear, true);
    inside?.addEventListener('keydown', hearEscape);
    return () => {
      inside?.removeEventListener('keydown', hear, true);
      inside?.removeEventListener('keydown', hearEscape);
    };
  }, []);
  // What was typed is not lost with a line that broke.
  useEffect(() => {
    if (problem) setRefused(problem);
  }, [problem]);
  const fields = refused instanceof ApiProblem ? (refused.fields ?? {}) : {};
  return (
    <div ref={box} className="flex min-h-full flex-col">
      <header className="sticky top-0 z-sticky flex items-center gap-8 border-b border-border bg-surface px-16 py-8">
        <h2 className="min-w-0 flex-1 truncate text-lg">
          {say(answers || view?.answers ? 'outgoing.answer' : 'outgoing.write')}
        </h2>
        <span aria-live="polite" className="text-xs text-text-3">
          {view ? say('outgoing.kept') : ''}
        </span>
        <IconButton
          size="small"
          icon="close"
          label={say('ui.close')}
          keys="Escape"
          onPress={close}
        />
      </header>
      <Form
        className="flex-1"
        onSubmit={() => void send()}
        errors={fields}
        problem={refused && Object.keys(fields).length === 0 ? refused.message : undefined}
      >
        <div className="flex flex-1 flex-col gap-12 p-16 pb-0">
          {senders.length === 0 ? (
            <Notice tone="warn" actions={<Link to="/settings">{say('app.nav.settings')}</Link>}>
              {say('outgoing.noSender')}
            </Notice>
          ) : senders.length > 1 ? (
            <Select
              name="from"
              label={say('outgoing.from')}
              options={senders.map(({ id, address }) => ({ id, label: address }))}
              value={draft.from}
              onChange={(from) => change({ from })}
            />
          ) : null}
          {(answers ?? view?.answers) ? <Collision mailId={(answers ?? view?.answers)!} /> : null}
          <RecipientsField
            label={say('outgoing.to')}
            value={draft.to}
            onChange={(to) => change({ to })}
            autoFocus={draft.to.length === 0}
          />
          {fields.to ? <Notice tone="bad">{fields.to}</Notice> : null}
          {hasCopies ? (
            <>
              <RecipientsField
                label={say('outgoing.cc')}
                value={draft.cc}
                onChange={(cc) => change({ cc })}
              />
              <RecipientsField
                label={say('outgoing.bcc')}
                value={draft.bcc}
                onChange={(bcc) => change({ bcc })}
              />
            </>
          ) : (
            <span>
              <Button size="small" variant="quiet" icon="add" onPress={() => setCopies(true)}>
                {say('outgoing.copies')}
              </Button>
            </span>
          )}
          <Doubts
            addresses={[...draft.to, ...draft.cc, ...draft.bcc].map(({ address }) => address)}
          />
          <TextField
            name="subject"
            label={say('outgoing.subject')}
            value={draft.subject}
            onChange={(subject) => change({ subject })}
            autoFocus={draft.to.length > 0 && draft.subject === ''}
          />
          <MailText
            initial={initial}
            to={to}
            onChange={(html) => change({ html })}
            autoFocus={draft.to.length > 0 && draft.subject !== ''}
            onReady={(handle) => {
              text.current = handle;
            }}
          />
          {marked.length > 0 ? (
            <FactDoubts
              marked={marked}
              to={to}
              onChecked={(fact) => {
                text.current?.unmark(fact);
                setInSubject((before) => before.filter((one) => one.fact !== fact));
              }}
            />
          ) : null}
          <ToldBefore
            addresses={[...draft.to, ...draft.cc].map(({ address }) => address)}
            subject={draft.subject}
            html={draft.html}
          />
          <ToneHints html={draft.html} />
          {isAsked === 'now' && isEmptySomewhere ? (
            <Notice
              tone="warn"
              isUrgent
              actions={
                <>
                  <Button
                    size="small"
                    onPress={() => {
                      setAsked('yes');
                      void send();
                    }}
                  >
                    {say('outgoing.sendEmpty')}
                  </Button>
                  <Button size="small" autoFocus onPress={() => setAsked('no')}>
                    {say('outgoing.fillFirst')}
                  </Button>
                </>
              }
            >
              {say('outgoing.stillEmpty')}
            </Notice>
          ) : null}
          <Files view={view} begin={begin} take={take} most={mostFileBytes} />
          <DateField
            label={say('outgoing.followUp')}
            description={say('outgoing.followUp.words')}
            value={draft.followUpOn ? Temporal.PlainDate.from(draft.followUpOn) : null}
            min={Temporal.Now.plainDateISO().add({ days: 1 })}
            onChange={(day) => change({ followUpOn: day?.toString() ?? null })}
          />
          {isLater ? <SendLater error={fields.at} onSend={(at) => void send(at)} /> : null}
        </div>
        <footer className="sticky bottom-0 flex flex-wrap items-center gap-8 border-t border-border bg-surface px-16 py-8">
          <Button
            type="submit"
            variant="primary"
            icon="mailOut"
            keys="Mod+Enter"
            isWorking={isSending}
            isDisabled={senders.length === 0}
          >
            {say('outgoing.send')}
          </Button>
          <Button icon="clock" aria-expanded={isLater} onPress={() => setLater(!isLater)}>
            {say('outgoing.later')}
          </Button>
          <span className="flex-1" />
          <IconButton
            icon="note"
            label={say('outgoing.template')}
            keys="Mod+."
            onPress={() => setLayer('templates')}
          />
          <IconButton
            icon="copy"
            label={say('outgoing.saveTemplate')}
            onPress={() => setLayer('save')}
          />
          <IconButton
            icon="remove"
            label={say('outgoing.discard')}
            onPress={() => void discard()}
          />
        </footer>
      </Form>
      {layer === 'templates' ? (
        <TemplatePicker
          filling={{ to, from: draft.from }}
          onInsert={insert}
          onClose={() => setLayer(null)}
        />
      ) : null}
      {layer === 'save' ? (
        <TemplateDialog beginning={asTemplate(draft)} onClose={() => setLayer(null)} />
      ) : null}
    </div>
  );
}
