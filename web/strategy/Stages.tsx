import type { ReactNode } from 'react';
import { outcomes } from '../../shared/strategy/lists.ts';
import { saidIn } from '../../shared/strategy/said.ts';
import type { Stage } from '../../shared/strategy/strategy.ts';
import { spokenLanguage } from '../app/ownWords.ts';
import { Badge } from '../ui/Badge.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { TextArea } from '../ui/Field.tsx';
import { Select } from '../ui/Select.tsx';
import { useWords } from '../ui/words.ts';
import { NumberBox, SaidArea, SaidPair } from './fields.tsx';
import { AddItem, ItemCard } from './ItemCard.tsx';
import { newKey, said } from './keys.ts';
import type { StepProps } from './Steps.tsx';
import { choicesOf, outcomeMessages } from './words.ts';

/** The steps on the way of a deal, in their order. */
export function Stages({ choices, edit }: StepProps) {
  const say = useWords();
  const move = (from: number, to: number) =>
    edit((now) => {
      const stages = [...now.stages];
      const [one] = stages.splice(from, 1);
      if (one) stages.splice(to, 0, one);
      return { ...now, stages };
    });
  return (
    <div className="flex flex-col gap-12">
      <ol className="flex flex-col gap-8">
        {choices.stages.map((one, at) => {
          const name = saidIn(one.name, spokenLanguage()) || one.key;
          return (
            <li key={one.key}>
              <StageCard
                {...{ one, name, choices, edit }}
                beside={
                  <>
                    <IconButton
                      icon="sortUp"
                      size="small"
                      label={say('strategy.stage.up', { name })}
                      isDisabled={at === 0}
                      onPress={() => move(at, at - 1)}
                    />
                    <IconButton
                      icon="sortDown"
                      size="small"
                      label={say('strategy.stage.down', { name })}
                      isDisabled={at === choices.stages.length - 1}
                      onPress={() => move(at, at + 1)}
                    />
                  </>
                }
              />
            </li>
          );
        })}
      </ol>
      <AddItem
        label={say('strategy.stage.new')}
        add={say('strategy.stage.add')}
        onAdd={(name) => {
          edit((now) => ({ ...now, stages: withStage(now.stages, name) }));
          return undefined;
        }}
      />
    </div>
  );
}

/** A new stage stands before those in which a deal ends. */
function withStage(stages: readonly Stage[], name: string): Stage[] {
  const at = stages.findIndex(({ outcome }) => outcome !== 'open');
  const one: Stage = {
    key: newKey(name, stages),
    name: said(name),
    meaning: { en: '', de: '' },
    outcome: 'open',
    probability: 50,
    questions: [],
    retired: false,
  };
  return at < 0 ? [...stages, one] : stages.toSpliced(at, 0, one);
}

function StageCard({
  one,
  name,
  edit,
  beside,
}: StepProps & { one: Stage; name: string; beside: ReactNode }) {
  const say = useWords();
  const language = spokenLanguage();
  const set = (change: Partial<Stage>) =>
    edit((now) => ({
      ...now,
      stages: now.stages.map((each) => (each.key === one.key ? { ...each, ...change } : each)),
    }));
  return (
    <ItemCard
      title={name}
      summary={[
        say('strategy.stage.chance', { percent: one.probability }),
        saidIn(one.meaning, language),
      ]
        .filter(Boolean)
        .join(' · ')}
      badge={
        one.retired ? (
          <Badge>{say('strategy.retired')}</Badge>
        ) : one.outcome === 'open' ? null : (
          <Badge tone={one.outcome === 'won' ? 'good' : 'neutral'}>
            {say(outcomeMessages[one.outcome])}
          </Badge>
        )
      }
      beside={beside}
    >
      <SaidPair
        label={say('strategy.name')}
        value={one.name}
        onChange={(text) => set({ name: text })}
      />
      <SaidArea
        label={say('strategy.stage.meaning')}
        value={one.meaning}
        onChange={(meaning) => set({ meaning })}
      />
      <div className="grid gap-12 tablet:grid-cols-2">
        <Select
          label={say('strategy.stage.outcome')}
          options={choicesOf(outcomes, outcomeMessages, say)}
          value={one.outcome}
          onChange={(outcome) => set({ outcome })}
        />
        <NumberBox
          label={say('strategy.stage.probability')}
          value={one.probability}
          onChange={(value) => set({ probability: value ?? 0 })}
          least={0}
          most={100}
        />
      </div>
      <Questions
        // Lines are typed here as they come; what is kept are the ones with words.
        value={one.questions.map((question) => saidIn(question, language))}
        onChange={(lines) => set({ questions: lines.map(said) })}
      />
      <span>
        <Button
          size="small"
          icon="remove"
          onPress={() =>
            edit((now) => ({ ...now, stages: now.stages.filter(({ key }) => key !== one.key) }))
          }
        >
          {say('strategy.remove', { name })}
        </Button>
      </span>
    </ItemCard>
  );
}

function Questions({ value, onChange }: { value: string[]; onChange: (lines: string[]) => void }) {
  const say = useWords();
  return (
    <TextArea
      label={say('strategy.stage.questions')}
      description={say('strategy.stage.questions.words')}
      defaultValue={value.join('\n')}
      onChange={(text) =>
        onChange(
          text
            .split('\n')
            .map((line) => line.trim().slice(0, 300))
            .filter(Boolean)
            .slice(0, 10),
        )
      }
      rows={2}
    />
  );
}
