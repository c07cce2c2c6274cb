import { saidIn } from '../../shared/strategy/said.ts';
import type { StrategyTopic } from '../../shared/strategy/strategy.ts';
import { roleName } from '../../shared/strategy/words.ts';
import { spokenLanguage } from '../app/ownWords.ts';
import { Button } from '../ui/Button.tsx';
import { Checkbox } from '../ui/Field.tsx';
import { useWords } from '../ui/words.ts';
import { NumberBox, SaidPair } from './fields.tsx';
import { AddItem, ItemCard } from './ItemCard.tsx';
import { newKey, said } from './keys.ts';
import type { StepProps } from './Steps.tsx';

/** What the company must know about those it deals with, how much it matters and how fast it fades. */
export function Topics({ choices, edit }: StepProps) {
  const say = useWords();
  return (
    <div className="flex flex-col gap-12">
      <ul className="flex flex-col gap-8">
        {choices.topics.map((one) => (
          <li key={one.key}>
            <Topic one={one} {...{ choices, edit }} />
          </li>
        ))}
      </ul>
      <AddItem
        label={say('strategy.topic.new')}
        add={say('strategy.topic.add')}
        onAdd={(name) => {
          edit((now) => ({
            ...now,
            topics: [
              ...now.topics,
              {
                key: newKey(name, now.topics),
                name: said(name),
                weight: 0.5,
                halfLifeDays: 365,
                relationships: [],
                retired: false,
              },
            ],
          }));
          return undefined;
        }}
      />
    </div>
  );
}

function Topic({ one, choices, edit }: StepProps & { one: StrategyTopic }) {
  const say = useWords();
  const language = spokenLanguage();
  const name = saidIn(one.name, language) || one.key;
  const set = (change: Partial<StrategyTopic>) =>
    edit((now) => ({
      ...now,
      topics: now.topics.map((each) => (each.key === one.key ? { ...each, ...change } : each)),
    }));
  const percent = Math.round(one.weight * 100);
  const wanted = new Set(one.relationships);
  return (
    <ItemCard
      title={name}
      summary={[
        say('strategy.topic.weighs', { percent }),
        one.halfLifeDays === null
          ? say('strategy.topic.lasts')
          : say('strategy.topic.fades', { days: one.halfLifeDays }),
        one.relationships.map((role) => roleName(role, choices, language).many).join(', '),
      ]
        .filter(Boolean)
        .join(' · ')}
    >
      <SaidPair
        label={say('strategy.name')}
        value={one.name}
        onChange={(text) => set({ name: text })}
      />
      <div className="grid gap-12 tablet:grid-cols-2">
        <NumberBox
          label={say('strategy.topic.weight')}
          description={say('strategy.topic.weight.words')}
          value={percent}
          onChange={(value) => set({ weight: (value ?? 0) / 100 })}
          least={0}
          most={100}
        />
        <NumberBox
          label={say('strategy.topic.halfLife')}
          description={say('strategy.topic.halfLife.words')}
          placeholder={say('strategy.topic.lasts')}
          value={one.halfLifeDays}
          onChange={(halfLifeDays) => set({ halfLifeDays })}
          least={1}
          most={36_500}
          mayBeEmpty
        />
      </div>
      <fieldset className="flex flex-col gap-4">
        <legend className="pb-4 text-xs text-text-2">{say('strategy.topic.kinds')}</legend>
        <span className="flex flex-wrap gap-x-16 gap-y-4">
          {choices.relationships
            .filter(({ retired }) => !retired)
            .map(({ role }) => (
              <Checkbox
                key={role}
                isSelected={wanted.has(role)}
                onChange={(on) =>
                  set({
                    relationships: on
                      ? [...one.relationships, role]
                      : one.relationships.filter((each) => each !== role),
                  })
                }
              >
                {roleName(role, choices, language).many}
              </Checkbox>
            ))}
        </span>
      </fieldset>
      <span>
        <Button
          size="small"
          icon="remove"
          onPress={() =>
            edit((now) => ({ ...now, topics: now.topics.filter(({ key }) => key !== one.key) }))
          }
        >
          {say('strategy.remove', { name })}
        </Button>
      </span>
    </ItemCard>
  );
}
