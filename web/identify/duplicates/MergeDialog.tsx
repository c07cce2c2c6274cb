import { useState } from 'react';
import { type PairView, shownTopics } from '../../../shared/identify/duplicates/pairs.ts';
import type { StatementView } from '../../../shared/identify/statements.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Form } from '../../ui/Form.tsx';
import { Select } from '../../ui/Select.tsx';
import { useWords } from '../../ui/words.ts';
import { topicMessages } from '../parties/topics.ts';
import { useFactWords } from '../record/useFactWords.ts';
import { inOrder, type MergeChoice } from './changes.ts';

/** Which record stays, and which value shows where each has its own. Nothing is lost either way. */
export default function MergeDialog({
  pair,
  onMerge,
  onClose,
}: {
  pair: PairView;
  onMerge: (choice: MergeChoice) => Promise<boolean>;
  onClose: () => void;
}) {
  const say = useWords();
  const facts = useFactWords(pair.kind);
  const [keep, setKeep] = useState(pair.keep);
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  const sides = inOrder(pair, keep);
  const optionsOf = (isMeant: (statement: StatementView) => boolean) => {
    // One entry for each value, however often it stands there; those of the record that stays come first.
    const values = new Map<string, string>();
    for (const statement of sides.flatMap(({ statements }) => statements.filter(isMeant))) {
      const text = facts.value(statement).replaceAll('\n', ', ');
      if (!values.has(text)) values.set(text, statement.id);
    }
    return [...values].map(([label, id]) => ({ id, label }));
  };
  const choices = [
    ...shownTopics.map((topic) => ({
      key: topic as string,
      label: say('duplicates.shows', { topic: say(topicMessages[topic]) }),
      options: optionsOf((statement) => statement.topic === topic),
    })),
    ...facts.fields
      .filter(({ editable }) => editable)
      .map(({ own, label }) => ({
        key: own,
        label: say('duplicates.shows', { topic: label }),
        options: optionsOf(({ fieldId }) => fieldId === own),
      })),
  ].filter(({ options }) => options.length > 1);
  const submit = () => {
    const given = Object.entries(chosen);
    const isTopic = ([key]: [string, string]) => shownTopics.some((topic) => topic === key);
    onClose();
    void onMerge({
      keep,
      show: Object.fromEntries(given.filter(isTopic)),
      fields: Object.fromEntries(given.filter((one) => !isTopic(one))),
    });
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
            setChosen({});
          }}
        />
        {choices.map(({ key, label, options }) => (
          <Select
            key={`${keep} ${key}`}
            label={label}
            options={options}
            value={chosen[key] ?? options[0]!.id}
            onChange={(id) => setChosen((old) => ({ ...old, [key]: id }))}
          />
        ))}
        <p className="text-base text-text-2">{say('duplicates.dialog.words')}</p>
        <button type="submit" hidden />
      </Form>
    </Dialog>
  );
}
