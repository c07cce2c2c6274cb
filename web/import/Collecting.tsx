import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { ImportOptions, ImportView } from '../../shared/platform/import/imports.ts';
import { Button } from '../ui/Button.tsx';
import { useShortcuts } from '../ui/keys/Shortcuts.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Card, Section } from '../ui/Page.tsx';
import { toast } from '../ui/toast.ts';
import { phone, useMedia } from '../ui/useMedia.ts';
import { useWords } from '../ui/words.ts';
import { Checked } from './Checked.tsx';
import { CollectedFiles } from './CollectedFiles.tsx';
import { DropArea } from './DropPage.tsx';
import {
  isReadable,
  isTable,
  mayHoldChats,
  mayHoldMail,
  mayHoldNumbersOrTimes,
} from './formats.ts';
import { cancelImport, checkImport, chooseOptions, importQuery, startImport } from './imports.ts';
import { MailboxQuestion } from './MailboxQuestion.tsx';
import { PhoneQuestion } from './PhoneQuestion.tsx';
import { ReadingQuestion } from './ReadingQuestion.tsx';
import { SharingQuestion } from './SharingQuestion.tsx';
import { Tables } from './Tables.tsx';
import { uploads, useUploads } from './uploads.ts';

const leaving = (event: BeforeUnloadEvent) => event.preventDefault();

/** Files arrive, the few questions they raise are answered, and the import is started. */
export function Collecting(view: ImportView) {
  const say = useWords();
  const router = useRouter();
  const client = useQueryClient();
  const onPhone = useMedia(phone);
  const { id, files, can } = view;
  const travelling = useUploads(id);
  const missing = uploads.missing(id);
  const isBusy = travelling.some(({ state }) => state === 'waiting' || state === 'sending');
  const readable = files.filter(({ format }) => isReadable(format));

  // Leaving the page within the app is fine; closing it would end the journey of the files.
  useEffect(() => {
    if (!isBusy) return;
    window.addEventListener('beforeunload', leaving);
    return () => window.removeEventListener('beforeunload', leaving);
  }, [isBusy]);

  const { queryKey } = importQuery(id);
  // One after the other, because each answer is sent together with all earlier ones; and until the page
  // has read them back, it shows what was said last.
  const choose = useMutation({
    scope: { id: `options ${id}` },
    mutationFn: (chosen: ImportOptions) => chooseOptions(id, chosen),
    onError: (error) => toast(error.message, { tone: 'bad' }),
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
  const options = choose.isPending ? choose.variables : view.options;
  const start = useMutation({
    mutationFn: () => startImport(id),
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
  const cancel = useMutation({
    mutationFn: async () => {
      uploads.dropAll(id);
      await cancelImport(id);
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['imports'] });
      await router.navigate({ to: '/settings/import' });
    },
  });
  // Somebody chose “a colleague’s” and not yet whose: what the server knows is no longer what they want.
  const [isMailboxOpen, setMailboxOpen] = useState(false);
  const hindrance = isBusy
    ? say('import.start.uploading')
    : readable.length === 0
      ? say('import.start.nothing')
      : isMailboxOpen
        ? say('import.start.mailbox')
        : null;
  // Somebody wants to start while an answer of theirs is still on its way to the server.
  const [isWanted, setWanted] = useState(false);
  const check = useMutation({
    // Behind whatever was said last, because it counts by what was said.
    scope: { id: `options ${id}` },
    mutationFn: () => checkImport(id),
    onSuccess: (checked) => {
      client.setQueryData(queryKey, checked);
      void client.invalidateQueries({ queryKey: ['problems', id] });
    },
  });
  const hasTables = readable.some(({ format }) => isTable(format));
  const isStale = view.check?.isStale === true;
  const isChecked = view.check !== null && !isStale && !choose.isPending;
  const checkWords = say(isStale ? 'import.check.again' : 'import.check');
  const begin = () => {
    if (hindrance) toast(hindrance);
    else if (choose.isPending) setWanted(true);
    else if (!start.isPending) start.mutate();
  };
  /** Tables are looked at first; whatever has been, and all else, starts. */
  const next = () => {
    if (!hasTables || isChecked) begin();
    else if (hindrance) toast(hindrance);
    else if (!check.isPending) check.mutate();
  };
  const { isPending: isSaving, isError: isLost } = choose;
  const { mutate: startNow } = start;
  useEffect(() => {
    if (!isWanted || isSaving) return;
    setWanted(false);
    // An answer that did not arrive is told by its own words; nothing starts on a wrong one.
    if (!isLost) startNow();
  }, [isWanted, isSaving, isLost, startNow]);
  useShortcuts([
    {
      id: 'import.start',
      keys: 'Mod+Enter',
      label: hasTables && !isChecked ? checkWords : say('import.start'),
      group: say('app.nav.import'),
      isDisabled: !can.cancel,
      run: next,
    },
  ]);
  const set = (change: Partial<ImportOptions>) => choose.mutate({ ...options, ...change });
  const problem = start.error ?? check.error ?? cancel.error;

  return (
    <>
      {problem ? (
        <Notice tone="bad" isUrgent>
          {problem.message}
        </Notice>
      ) : null}
      {missing.length > 0 ? (
        <Notice
          tone="warn"
          title={say('import.missing.title', { count: missing.length })}
          actions={
            <Button size="small" onPress={() => uploads.forgetMissing(id)}>
              {say('import.missing.forget')}
            </Button>
          }
        >
          <p>{say('import.missing.words')}</p>
          <ul className="list-disc ps-20">
            {missing.slice(0, 20).map((name) => (
              <li key={name} className="break-words">
                {name}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {can.cancel ? (
        <DropArea
          isSmall
          title={onPhone ? say('import.drop.morePhone') : say('import.drop.more')}
          onFiles={(more) => uploads.add(id, more)}
        />
      ) : (
        <Notice tone="info">{say('import.notYours')}</Notice>
      )}
      <CollectedFiles files={files} uploads={travelling} />
      {can.cancel && hasTables ? <Tables importId={id} files={files.length} /> : null}
      {can.cancel && readable.length > 0 ? (
        <Section title={say('import.questions')}>
          <Card className="flex flex-col gap-20">
            {readable.some(({ format }) => mayHoldMail(format)) ? (
              <MailboxQuestion
                importId={id}
                files={files.length}
                isArchive={readable.every(
                  ({ format }) => !['mbox', 'eml', 'emlx'].includes(format),
                )}
                value={options.mailbox}
                onChange={(mailbox) => {
                  setMailboxOpen(mailbox === null);
                  if (mailbox && mailbox !== options.mailbox) set({ mailbox });
                }}
              />
            ) : null}
            {readable.some(({ format }) => mayHoldChats(format)) ? (
              <PhoneQuestion
                isArchive={readable.every(({ format }) => format !== 'chat')}
                value={options.chats ?? {}}
                onChange={(chats) => set({ chats })}
              />
            ) : null}
            <SharingQuestion
              visibility={options.visibility}
              teamId={options.teamId}
              onChange={(sharing) => set(sharing)}
            />
            {readable.some(({ format }) => mayHoldNumbersOrTimes(format)) ? (
              <ReadingQuestion
                country={options.country}
                zone={options.zone}
                onChange={(reading) => set(reading)}
              />
            ) : null}
          </Card>
        </Section>
      ) : null}
      {view.check && !choose.isPending ? <Checked importId={id} check={view.check} /> : null}
      {can.cancel ? (
        <div className="flex flex-wrap items-center gap-8">
          {hasTables && !isChecked ? (
            <Button
              variant="primary"
              icon="check"
              keys="Mod+Enter"
              isDisabled={!can.start || hindrance !== null}
              isWorking={check.isPending}
              onPress={next}
            >
              {checkWords}
            </Button>
          ) : null}
          <Button
            variant={hasTables && !isChecked ? 'secondary' : 'primary'}
            icon="play"
            {...(hasTables && !isChecked ? {} : { keys: 'Mod+Enter' })}
            isDisabled={!can.start || hindrance !== null}
            isWorking={start.isPending || isWanted}
            onPress={begin}
          >
            {say('import.start')}
          </Button>
          <Button isWorking={cancel.isPending} onPress={() => cancel.mutate()}>
            {say('import.cancel')}
          </Button>
          <p role="status" className="text-sm text-text-2">
            {hindrance}
          </p>
        </div>
      ) : null}
    </>
  );
}
