import { kind } from '../../shared/strategy/defaults.ts';
import { englishPlural } from '../../shared/strategy/english.ts';
import { germanGuess, germanStyles } from '../../shared/strategy/german.ts';
import { audiences, channels, sidebarPlaces } from '../../shared/strategy/lists.ts';
import type { OwnWord } from '../../shared/strategy/own-words.ts';
import type { Relationship, StrategyChoices } from '../../shared/strategy/strategy.ts';
import { type CustomerWord, customerWords } from '../../shared/strategy/templates.ts';
import { isTerm, roleName } from '../../shared/strategy/words.ts';
import { spokenLanguage } from '../app/ownWords.ts';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { Select } from '../ui/Select.tsx';
import { useWords } from '../ui/words.ts';
import { NumberBox, SaidArea } from './fields.tsx';
import { AddItem, ItemCard } from './ItemCard.tsx';
import { usualWord } from './questions.tsx';
import type { StepProps } from './Steps.tsx';
import { WordEditor } from './WordEditor.tsx';
import {
  audienceMessages,
  channelMessages,
  choicesOf,
  sidebarMessages,
  styleMessages,
  summaryOf,
} from './words.ts';

/** The kinds of relationship, how each is called and what it gets. */
export function Kinds({ choices, edit }: StepProps) {
  const say = useWords();
  const add = (name: string): string | undefined => {
    const isThere = choices.relationships.some(({ role }) =>
      [role, roleName(role, choices, spokenLanguage()).one]
        .map((one) => one.toLowerCase())
        .includes(name.toLowerCase()),
    );
    if (isThere) return say('strategy.kind.isThere');
    edit((now) => ({
      ...now,
      relationships: [...now.relationships, kind(name)],
      words: { ...now.words, [name]: firstWord(name) },
    }));
    return undefined;
  };
  return (
    <div className="flex flex-col gap-12">
      <ul className="flex flex-col gap-8">
        {choices.relationships.map((one) => (
          <li key={one.role}>
            <Kind one={one} {...{ choices, edit }} />
          </li>
        ))}
      </ul>
      <AddItem label={say('strategy.kind.new')} add={say('strategy.kind.add')} onAdd={add} />
      <Select
        label={say('strategy.german.style')}
        description={say('strategy.german.style.words')}
        options={choicesOf(germanStyles, styleMessages, say)}
        value={choices.germanStyle}
        onChange={(germanStyle) => edit((now) => ({ ...now, germanStyle }))}
        className="max-w-[340px]"
      />
    </div>
  );
}

/** What was typed is its name in the language it was typed in. */
function firstWord(name: string): OwnWord {
  return spokenLanguage() === 'de'
    ? { de: { one: name, ...germanGuess(name) } }
    : { en: { one: name, many: englishPlural(name) } };
}

function Kind({ one, choices, edit }: StepProps & { one: Relationship }) {
  const say = useWords();
  const name = roleName(one.role, choices, spokenLanguage());
  const set = (change: Partial<Relationship>) =>
    edit((now) => ({
      ...now,
      relationships: now.relationships.map((each) =>
        each.role === one.role ? { ...each, ...change } : each,
      ),
    }));
  const setWord = (word: OwnWord | undefined) =>
    edit((now) => {
      const { [one.role]: _, ...others } = now.words;
      return { ...now, words: word ? { ...others, [one.role]: word } : others };
    });
  return (
    <ItemCard
      title={name.many}
      summary={one.retired ? say('strategy.kind.retired.words') : summaryOf(one, say)}
      badge={one.retired ? <Badge>{say('strategy.retired')}</Badge> : null}
    >
      {one.role === 'customer' ? <UsualWords {...{ choices }} onChange={setWord} /> : null}
      <WordEditor kind={one.role} company={choices} onChange={setWord} />
      <SaidArea
        label={say('strategy.kind.meaning')}
        value={one.meaning}
        onChange={(meaning) => set({ meaning })}
      />
      <div className="grid gap-12 tablet:grid-cols-2">
        <NumberBox
          label={say('strategy.kind.rhythm')}
          description={say('strategy.kind.rhythm.words')}
          value={one.rhythmDays}
          onChange={(rhythmDays) => set({ rhythmDays })}
          least={1}
          most={1_000}
          mayBeEmpty
        />
        <Select
          label={say('strategy.kind.channel')}
          options={choicesOf(channels, channelMessages, say)}
          value={one.channel}
          onChange={(channel) => set({ channel })}
        />
        <NumberBox
          label={say('strategy.kind.contacts')}
          description={say('strategy.kind.contacts.words')}
          value={one.contactsPerMonth}
          onChange={(contactsPerMonth) => set({ contactsPerMonth })}
          least={1}
          most={100}
          mayBeEmpty
        />
        <NumberBox
          label={say('strategy.kind.effort')}
          description={say('strategy.kind.effort.words')}
          value={one.minutesPerMonth}
          onChange={(minutesPerMonth) => set({ minutesPerMonth })}
          least={1}
          most={10_000}
          mayBeEmpty
        />
        <Select
          label={say('strategy.kind.sees')}
          options={choicesOf(audiences, audienceMessages, say)}
          value={one.whoSees}
          onChange={(whoSees) => set({ whoSees })}
        />
        <Select
          label={say('strategy.kind.sidebar')}
          options={choicesOf(sidebarPlaces, sidebarMessages, say)}
          value={one.sidebar}
          onChange={(sidebar) => set({ sidebar })}
        />
      </div>
      <span className="flex flex-wrap gap-8">
        <Button
          size="small"
          icon={one.retired ? 'undo' : 'hide'}
          onPress={() => set({ retired: !one.retired })}
        >
          {say(one.retired ? 'strategy.kind.offer' : 'strategy.kind.retire')}
        </Button>
        {isTerm(one.role) ? null : (
          <Button
            size="small"
            icon="remove"
            onPress={() =>
              edit((now) => ({
                ...now,
                relationships: now.relationships.filter(({ role }) => role !== one.role),
              }))
            }
          >
            {say('strategy.remove', { name: name.one })}
          </Button>
        )}
      </span>
    </ItemCard>
  );
}

/** The usual words for those a company serves, each in both languages. */
function UsualWords({
  choices,
  onChange,
}: {
  choices: StrategyChoices;
  onChange: (word: OwnWord) => void;
}) {
  const say = useWords();
  const ids = Object.keys(customerWords) as CustomerWord[];
  const own = JSON.stringify(choices.words.customer);
  return (
    <Select
      label={say('strategy.word.usual')}
      options={ids.map(usualWord)}
      value={ids.find((id) => JSON.stringify(customerWords[id]) === own) ?? null}
      onChange={(id) => onChange(customerWords[id])}
      className="max-w-[340px]"
    />
  );
}
