import { useState } from 'react';
import {
  type MergeInput,
  type PairView,
  type ShownTopic,
  shownTopics,
} from '../../../shared/identify/duplicates/pairs.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Form } from '../../ui/Form.tsx';
import { Select } from '../../ui/Select.tsx';
import { useLocale, useWords } from '../../ui/words.ts';
import { topicMessages } from '../parties/words.ts';
import { shownValue } from '../record/values.ts';
import { inOrder } from './changes.ts';

/** Which record stays, and which value shows where each has its own. Nothing is lost either way. */
export default function MergeDialog({
  pair,
  onMerge,
  onClose,
}: {
  pair: PairView;
  onMerge: (choice: Required<Pick<MergeInput, 'keep' | 'show'>>) => Promise<boolean>;
  onClose: () => void;
}) {
  const say = useWords();
  const locale = useLocale();
  const [keep, setKeep] = useState(pair.keep);
  const [show, setShow] = useState<Partial<Record<ShownTopic, string>>>({});
  const sides = inOrder(pair, keep);
  const choices = shownTopics.flatMap((topic) => {
    // One entry for each value, however often it stands there; those of the record that stays come first.
    const values = new Map<string, string>();
    for (const { statements } of sides) {
      for (const { id, topic: of, value } of statements) {
        if (of !== topic) continue;
        const text = shownValue({ topic, value }, { say, locale }).replaceAll('\n', ', ');
        if (!values.has(text)) values.set(text, id);
      }
    }
    const options = [...values].map(([label, id]) => ({ id, label }));
    return options.length > 1 ? [{ topic, options }] : [];
  });
  const submit = () => {
    onClose();
    void onMerge({ keep, show });
  };
  return (
    <Dialog
      title={say('duplicates.dialog')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{say('ui.cancel')}</Button>
          <Button variant="primary" onPress={submit}>
            {say('duplicates.merge')}
          </Button>
        </>
      }
    >
      <Form onSubmit={submit} aria-label={say('duplicates.dialog')}>
        <Select
          label={say('duplicates.keep')}
          description={say('duplicates.keep.words')}
          options={pair.sides.map(({ id, name, email, city }, at) => ({
            id,
            label: name || say('duplicates.nameless', { number: at + 1 }),
            description: [email, city].filter(Boolean).join(' · ') || undefined,
          }))}
          value={keep}
          onChange={(id) => {
            setKeep(id);
            setShow({});
          }}
        />
        {choices.map(({ topic, options }) => (
          <Select
            key={`${keep} ${topic}`}
            label={say('duplicates.shows', { topic: say(topicMessages[topic]) })}
            options={options}
            value={show[topic] ?? options[0]!.id}
            onChange={(id) => setShow((old) => ({ ...old, [topic]: id }))}
          />
        ))}
        <p className="text-base text-text-2">{say('duplicates.dialog.words')}</p>
        <button type="submit" hidden />
      </Form>
    </Dialog>
  );
}
