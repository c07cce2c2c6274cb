import { useState } from 'react';
import type { Basis, Topic } from '../../../shared/identify/statements.ts';
import { ApiProblem } from '../../app/api.ts';
import { Button } from '../../ui/Button.tsx';
import { EditBox } from '../../ui/EditBox.tsx';
import { FilterChips } from '../../ui/FilterChips.tsx';
import { Form } from '../../ui/Form.tsx';
import { useWords } from '../../ui/words.ts';
import type { OwnFieldView } from '../fields/shown.ts';
import type { Stated } from '../parties/stating.ts';
import { topicMessages } from '../parties/topics.ts';
import { basisMessages } from '../parties/words.ts';
import { type Draft, draftOf, emptyDraft, statedOf } from './drafts.ts';
import { FactFields } from './FactFields.tsx';
import { isPersonal } from './understood.ts';
import type { Statement } from './values.ts';

const asked: readonly Basis[] = ['told', 'seen', 'third party', 'assumed'];

/** What is personal comes from them, or not at all. */
const personalWords = {
  told: 'identify.basis.told',
  together: 'understand.way.together',
  published: 'understand.way.published',
} as const;
type Way = keyof typeof personalWords;

export interface FactEditorProps {
  topic: Topic;
  /** For the topic `field`: which one. */
  field?: OwnFieldView;
  /** For the topic `own`: which one of the strategy's. */
  ownKey?: string;
  /** With what the box begins, where the words stand somewhere already. */
  text?: string;
  /** What is changed; without it a value is added. */
  fact?: Statement;
  onSave: (stated: Stated) => Promise<void>;
  onCancel: () => void;
  onWithdraw?: () => void;
}

/** Edits one value in place. Enter saves, Esc leaves; how we know it is one click away. */
export default function FactEditor({
  topic,
  field,
  ownKey,
  text,
  fact,
  onSave,
  onCancel,
  onWithdraw,
}: FactEditorProps) {
  const say = useWords();
  const [draft, setDraft] = useState<Draft>(() =>
    fact ? draftOf(fact, field) : emptyDraft(field ?? topic, ownKey, text),
  );
  const [basis, setBasis] = useState<Basis>('told');
  const [way, setWay] = useState<Way>('told');
  const [problem, setProblem] = useState<string>();
  const [isWorking, setWorking] = useState(false);
  const stated = statedOf(draft);

  const save = async () => {
    if (!stated) {
      setProblem(say('identify.editor.empty'));
      return;
    }
    setWorking(true);
    setProblem(undefined);
    try {
      const known = isPersonal(topic)
        ? way === 'told'
          ? { basis: way }
          : { basis: 'seen' as const, way }
        : { basis };
      await onSave({ ...stated, ...known, ...(fact ? { replaces: fact.id } : {}) });
    } catch (error) {
      const [first] = Object.values((error instanceof ApiProblem && error.fields) || {});
      setProblem(first ?? (error instanceof Error ? error.message : String(error)));
      setWorking(false);
    }
  };
  const what = field?.label ?? say(topicMessages[topic]);
  const title = fact
    ? say('identify.editor.change', { topic: what })
    : say('identify.editor.add', { topic: what });
  return (
    <EditBox
      label={title}
      onSave={() => void save()}
      onCancel={onCancel}
      className="rounded-control border border-accent bg-surface"
    >
      <Form className="gap-12" aria-label={title} onSubmit={() => void save()} problem={problem}>
        <FactFields draft={draft} onChange={setDraft} />
        {isPersonal(topic) ? (
          <FilterChips
            label={say('identify.basis.question')}
            options={Object.entries(personalWords).map(([id, message]) => ({
              id: id as Way,
              label: say(message),
            }))}
            value={way}
            onChange={setWay}
          />
        ) : (
          <FilterChips
            label={say('identify.basis.question')}
            options={asked.map((id) => ({ id, label: say(basisMessages[id]) }))}
            value={basis}
            onChange={setBasis}
          />
        )}
        <span className="flex flex-wrap items-center gap-8">
          <Button type="submit" size="small" variant="primary" isWorking={isWorking}>
            {say('identify.save')}
          </Button>
          <Button size="small" variant="quiet" onPress={onCancel}>
            {say('ui.cancel')}
          </Button>
          {onWithdraw ? (
            <span className="ms-auto">
              <Button size="small" variant="quiet" icon="remove" onPress={onWithdraw}>
                {say('identify.withdraw')}
              </Button>
            </span>
          ) : null}
        </span>
      </Form>
    </EditBox>
  );
}
