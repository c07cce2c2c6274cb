import { useState } from 'react';
import { type ConstantKey, constantGroups, constants } from '../../shared/strategy/models.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { useWords } from '../ui/words.ts';
import { NumberBox, SaidArea } from './fields.tsx';
import { AddItem } from './ItemCard.tsx';
import { newKey, said } from './keys.ts';
import { Stages } from './Stages.tsx';
import type { StepProps } from './Steps.tsx';
import { aboutConstant, constantMessages } from './words.ts';

const groupMessages = {
  credence: 'strategy.constants.credence',
  warmth: 'strategy.constants.warmth',
  results: 'strategy.constants.results',
  actions: 'strategy.constants.actions',
} as const;

/** How the company notices that it succeeds: its signs, its stages, and the figures everything counts with. */
export function Success(props: StepProps) {
  const say = useWords();
  const { choices, edit } = props;
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="flex flex-col gap-16">
      <ul className="flex flex-col gap-8">
        {choices.signs.map((one, at) => (
          <li key={one.key} className="flex items-start gap-8">
            <div className="min-w-0 flex-1">
              <SaidArea
                label={say('strategy.sign', { number: at + 1 })}
                rows={1}
                value={one.text}
                onChange={(text) =>
                  edit((now) => ({
                    ...now,
                    signs: now.signs.map((each) =>
                      each.key === one.key ? { ...each, text } : each,
                    ),
                  }))
                }
              />
            </div>
            <IconButton
              icon="remove"
              className="mt-20"
              label={say('strategy.sign.remove', { number: at + 1 })}
              onPress={() =>
                edit((now) => ({ ...now, signs: now.signs.filter(({ key }) => key !== one.key) }))
              }
            />
          </li>
        ))}
      </ul>
      <AddItem
        label={say('strategy.sign.new')}
        add={say('strategy.sign.add')}
        onAdd={(text) => {
          edit((now) => ({
            ...now,
            signs: [...now.signs, { key: newKey(text, now.signs), text: said(text) }],
          }));
          return undefined;
        }}
      />
      <h3 className="pt-8 text-base font-medium">{say('strategy.list.stages')}</h3>
      <Stages {...props} />
      <div className="flex flex-col gap-4">
        <h3 className="pt-8 text-base font-medium">{say('strategy.constants')}</h3>
        <p className="text-sm text-text-2">{say('strategy.constants.words')}</p>
        <span>
          <Button
            size="small"
            icon={isOpen ? 'up' : 'down'}
            aria-expanded={isOpen}
            onPress={() => setOpen(!isOpen)}
          >
            {say(isOpen ? 'strategy.constants.hide' : 'strategy.constants.show')}
          </Button>
        </span>
      </div>
      {isOpen ? <Constants {...props} /> : null}
    </div>
  );
}

function Constants({ choices, edit }: StepProps) {
  const say = useWords();
  return (Object.keys(constantGroups) as (keyof typeof constantGroups)[]).map((group) => (
    <fieldset key={group} className="flex flex-col gap-8">
      <legend className="pb-8 text-sm font-medium">{say(groupMessages[group])}</legend>
      <div className="grid gap-12 tablet:grid-cols-2 wide:grid-cols-3">
        {(Object.keys(constantGroups[group]) as ConstantKey[]).map((key) => {
          const { least, most, step } = constants[key];
          return (
            <NumberBox
              key={key}
              {...{ least, most, step }}
              label={say(constantMessages[key])}
              description={aboutConstant(key, say)}
              value={choices.constants[key]}
              onChange={(value) =>
                edit((now) => ({
                  ...now,
                  constants: { ...now.constants, [key]: value ?? now.constants[key] },
                }))
              }
            />
          );
        })}
      </div>
    </fieldset>
  ));
}
