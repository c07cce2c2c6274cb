import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  type ConsentChannel,
  type ConsentInput,
  type ConsentSource,
  type ConsentsView,
  consentSources,
  type LegalGround,
  legalGrounds,
  type Permission,
} from '../../../shared/identify/consent.ts';
import { ApiProblem, api } from '../../app/api.ts';
import { Button } from '../../ui/Button.tsx';
import { DateField } from '../../ui/DateField.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Checkbox, SegmentedField, TextArea } from '../../ui/Field.tsx';
import { Form } from '../../ui/Form.tsx';
import { Select } from '../../ui/Select.tsx';
import { toast } from '../../ui/toast.ts';
import { useWords } from '../../ui/words.ts';
import { consentsQuery } from './queries.ts';
import { channelMessages, groundMessages, purposeName, sourceMessages } from './words.ts';

const noWording = 'none';

/** Writes down what somebody said: yes or no, over which ways, how we know it, and in which words they were asked. */
export default function ConsentDialog({
  id,
  view,
  asked,
  onClose,
}: {
  id: string;
  view: ConsentsView;
  asked: Permission;
  onClose: () => void;
}) {
  const say = useWords();
  const client = useQueryClient();
  const purpose = view.purposes.find(({ key }) => key === asked.purpose)!;
  const hasAgreed = asked.reason === 'agreed' || asked.reason === 'entry';
  const [decision, setDecision] = useState<ConsentInput['decision']>(
    hasAgreed ? 'withdrawn' : 'given',
  );
  const [channels, setChannels] = useState<ConsentChannel[]>([asked.channel]);
  const [source, setSource] = useState<ConsentSource>('spoken');
  const [ground, setGround] = useState<LegalGround>('consent');
  const [wording, setWording] = useState(purpose.wordings[0]?.id ?? noWording);
  const [on, setOn] = useState<Temporal.PlainDate | null>(Temporal.Now.plainDateISO());
  const [note, setNote] = useState('');
  const [problem, setProblem] = useState<string>();
  const [isWorking, setWorking] = useState(false);
  const isYes = decision === 'given';
  const toggle = (channel: ConsentChannel, isOn: boolean) =>
    setChannels((old) => (isOn ? [...old, channel] : old.filter((one) => one !== channel)));
  const renew = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: consentsQuery(id).queryKey }),
      client.invalidateQueries({ queryKey: ['history', id] }),
    ]);
  const save = async () => {
    setWorking(true);
    const isToday = on === null || on.equals(Temporal.Now.plainDateISO());
    try {
      const { event } = await api.post<{ event: string }>(`/people/${id}/consents`, {
        purpose: asked.purpose,
        channels,
        decision,
        source,
        note,
        ...(isYes ? { ground } : {}),
        ...(isYes && ground === 'consent' && wording !== noWording ? { wordingId: wording } : {}),
        ...(isToday ? {} : { on: on.toString() }),
      } satisfies ConsentInput);
      onClose();
      await renew();
      toast(say('privacy.recorded'), {
        tone: 'good',
        undo: async () => {
          await api.post(`/events/${event}/undo`);
          await renew();
        },
      });
    } catch (error) {
      setWorking(false);
      const [first] = Object.values((error instanceof ApiProblem && error.fields) || {});
      setProblem(first ?? (error instanceof Error ? error.message : String(error)));
    }
  };
  const decisions = hasAgreed ? (['withdrawn', 'given'] as const) : (['given', 'refused'] as const);
  const decisionWords = {
    given: 'privacy.record.given',
    refused: 'privacy.record.refused',
    withdrawn: 'privacy.record.withdrawn',
  } as const;
  return (
    <Dialog
      title={say('privacy.record')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{say('ui.cancel')}</Button>
          <Button
            variant="primary"
            isWorking={isWorking}
            isDisabled={channels.length === 0}
            onPress={() => void save()}
          >
            {say('privacy.record.save')}
          </Button>
        </>
      }
    >
      <Form
        aria-label={say('privacy.record')}
        className="gap-12"
        onSubmit={() => void save()}
        problem={problem}
      >
        <p className="font-medium wrap-anywhere">{purposeName(purpose, say)}</p>
        <SegmentedField
          label={say('privacy.record.decision')}
          options={decisions.map((one) => ({ id: one, label: say(decisionWords[one]) }))}
          value={decision}
          onChange={setDecision}
        />
        <fieldset className="flex flex-wrap gap-x-16 gap-y-4">
          <legend className="text-xs text-text-2">{say('privacy.record.channels')}</legend>
          {purpose.channels.map((channel) => (
            <Checkbox
              key={channel}
              isSelected={channels.includes(channel)}
              onChange={(isOn) => toggle(channel, isOn)}
            >
              {say(channelMessages[channel])}
            </Checkbox>
          ))}
        </fieldset>
        <Select
          label={say('privacy.record.source')}
          options={consentSources.map((one) => ({ id: one, label: say(sourceMessages[one]) }))}
          value={source}
          onChange={setSource}
        />
        {isYes ? (
          <Select
            label={say('privacy.record.ground')}
            options={legalGrounds.map((one) => ({ id: one, label: say(groundMessages[one]) }))}
            value={ground}
            onChange={setGround}
          />
        ) : null}
        {isYes && ground === 'consent' && purpose.wordings.length > 0 ? (
          <Select
            label={say('privacy.record.wording')}
            options={[
              ...purpose.wordings.map((one) => ({
                id: one.id,
                label: say('privacy.record.version', { version: one.version }),
                description: one.text.slice(0, 200),
              })),
              { id: noWording, label: say('privacy.record.noWording') },
            ]}
            value={wording}
            onChange={setWording}
          />
        ) : null}
        <DateField
          label={say('privacy.record.on')}
          value={on}
          onChange={setOn}
          max={Temporal.Now.plainDateISO()}
        />
        <TextArea
          label={say('privacy.record.note')}
          description={say('privacy.record.note.words')}
          value={note}
          onChange={setNote}
        />
        <button type="submit" hidden />
      </Form>
    </Dialog>
  );
}
