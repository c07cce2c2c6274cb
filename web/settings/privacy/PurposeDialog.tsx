import { useState } from 'react';
import {
  type ConsentChannel,
  consentChannels,
  type LegalGround,
  legalGrounds,
  type PurposeView,
} from '../../../shared/identify/consent.ts';
import { ApiProblem, api } from '../../app/api.ts';
import { purposesQuery } from '../../identify/consent/queries.ts';
import { channelMessages, groundMessages, purposeName } from '../../identify/consent/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Checkbox, TextArea, TextField } from '../../ui/Field.tsx';
import { Form } from '../../ui/Form.tsx';
import { Select } from '../../ui/Select.tsx';
import { useWords } from '../../ui/words.ts';
import { useAct } from '../useAct.ts';

interface Done {
  event: string;
}

/** What is written to people for, over which ways, and on which ground. */
export default function PurposeDialog({
  purpose,
  onClose,
}: {
  /** What is changed; without it a purpose is added. */
  purpose?: PurposeView;
  onClose: () => void;
}) {
  const say = useWords();
  const before = purpose ? purposeName(purpose, say) : '';
  const [name, setName] = useState(before);
  const [about, setAbout] = useState(purpose?.about ?? '');
  const [ground, setGround] = useState<LegalGround>(purpose?.ground ?? 'consent');
  const [channels, setChannels] = useState<ConsentChannel[]>(purpose?.channels ?? ['email']);
  const save = useAct(
    () => {
      const input = { about, ground, channels };
      return purpose
        ? api.patch<Done>(`/consent-purposes/${purpose.key}`, {
            ...input,
            ...(name.trim() === before ? {} : { name }),
            version: purpose.version,
          })
        : api.post<Done>('/consent-purposes', { ...input, name });
    },
    {
      renews: [purposesQuery.queryKey, ['consents']],
      done: ({ event }) => {
        onClose();
        return {
          text: say('privacy.purposes.saved', { name }),
          undo: () => api.post(`/events/${event}/undo`),
        };
      },
    },
  );
  const { error } = save;
  const fields = error instanceof ApiProblem ? error.fields : undefined;
  const title = say(purpose ? 'privacy.purposes.editTitle' : 'privacy.purposes.add');
  const isUnfinished = name.trim() === '' || channels.length === 0;
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{say('ui.cancel')}</Button>
          <Button
            variant="primary"
            isWorking={save.isPending}
            isDisabled={isUnfinished}
            onPress={() => save.mutate(undefined)}
          >
            {say(purpose ? 'ui.save' : 'ui.add')}
          </Button>
        </>
      }
    >
      <Form
        aria-label={title}
        className="gap-12"
        onSubmit={() => (isUnfinished ? undefined : save.mutate(undefined))}
        {...(fields ? { errors: fields } : {})}
      >
        <TextField
          label={say('privacy.purposes.name')}
          name="name"
          value={name}
          onChange={setName}
          autoComplete="off"
          autoFocus
        />
        <TextArea label={say('privacy.purposes.about')} value={about} onChange={setAbout} />
        <Select
          label={say('privacy.purposes.ground')}
          description={say('privacy.purposes.ground.words')}
          options={legalGrounds.map((one) => ({ id: one, label: say(groundMessages[one]) }))}
          value={ground}
          onChange={setGround}
        />
        <fieldset className="flex flex-wrap gap-x-16 gap-y-4">
          <legend className="text-xs text-text-2">{say('privacy.purposes.channels')}</legend>
          {consentChannels.map((channel) => (
            <Checkbox
              key={channel}
              isSelected={channels.includes(channel)}
              onChange={(isOn) =>
                setChannels((old) =>
                  consentChannels.filter((one) => (one === channel ? isOn : old.includes(one))),
                )
              }
            >
              {say(channelMessages[channel])}
            </Checkbox>
          ))}
        </fieldset>
        <button type="submit" hidden />
      </Form>
    </Dialog>
  );
}
