import { useState } from 'react';
import type { PurposeView } from '../../../shared/identify/consent.ts';
import { api } from '../../app/api.ts';
import { purposesQuery } from '../../identify/consent/queries.ts';
import { shownInstant } from '../../identify/parties/time.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextArea } from '../../ui/Field.tsx';
import { Form } from '../../ui/Form.tsx';
import { useLocale, useWords } from '../../ui/words.ts';
import { useAct } from '../useAct.ts';

/** The words in which people are asked. Every version stays, because somebody may have agreed to it. */
export default function WordingDialog({
  purpose,
  onClose,
}: {
  purpose: PurposeView;
  onClose: () => void;
}) {
  const say = useWords();
  const locale = useLocale();
  const [newest] = purpose.wordings;
  const [text, setText] = useState(newest?.text ?? '');
  const next = (newest?.version ?? 0) + 1;
  const isSame = text.trim() === '' || text.trim() === newest?.text;
  const add = useAct(
    () => api.post<{ version: number }>(`/consent-purposes/${purpose.key}/wordings`, { text }),
    {
      renews: [purposesQuery.queryKey, ['consents']],
      done: ({ version }) => {
        onClose();
        return { text: say('privacy.purposes.wording.added', { version }) };
      },
    },
  );
  return (
    <Dialog
      title={say('privacy.purposes.wording')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{say('ui.cancel')}</Button>
          <Button
            variant="primary"
            isWorking={add.isPending}
            isDisabled={isSame}
            onPress={() => add.mutate(undefined)}
          >
            {say('privacy.purposes.wording.add')}
          </Button>
        </>
      }
    >
      <Form
        aria-label={say('privacy.purposes.wording')}
        className="gap-12"
        onSubmit={() => (isSame ? undefined : add.mutate(undefined))}
      >
        <TextArea
          label={say('privacy.purposes.wording.text')}
          description={say('privacy.purposes.wording.words', { version: next })}
          value={text}
          onChange={setText}
          autoFocus
        />
      </Form>
      {purpose.wordings.length > 0 ? (
        <ol className="mt-16 flex flex-col gap-12">
          {purpose.wordings.map((wording) => (
            <li key={wording.id} className="flex flex-col border-t border-border pt-8">
              <span className="text-xs text-text-2">
                {say('privacy.record.version', { version: wording.version })}
                {' · '}
                {shownInstant(wording.createdAt, locale)}
              </span>
              <span className="whitespace-pre-line wrap-anywhere">{wording.text}</span>
            </li>
          ))}
        </ol>
      ) : null}
    </Dialog>
  );
}
