import type { StrategyChoices } from '../../shared/strategy/strategy.ts';
import type { MessageId } from '../locales/ids.ts';
import { useWords } from '../ui/words.ts';
import { SaidArea } from './fields.tsx';
import type { StepProps } from './Steps.tsx';

type Field = keyof StrategyChoices['purpose'];

export const purposeMessages: Record<Field, MessageId> = {
  serves: 'strategy.purpose.serves',
  doesNotServe: 'strategy.purpose.doesNotServe',
  goodForThem: 'strategy.purpose.goodForThem',
  goodForUs: 'strategy.purpose.goodForUs',
};

export function Whom(props: StepProps) {
  return <Texts fields={['serves', 'doesNotServe']} {...props} />;
}

export function Good(props: StepProps) {
  return <Texts fields={['goodForThem', 'goodForUs']} {...props} />;
}

function Texts({ fields, choices, edit }: StepProps & { fields: Field[] }) {
  const say = useWords();
  return (
    <div className="grid gap-12 wide:grid-cols-2">
      {fields.map((field) => (
        <SaidArea
          key={field}
          label={say(purposeMessages[field])}
          value={choices.purpose[field]}
          onChange={(text) =>
            edit((now) => ({ ...now, purpose: { ...now.purpose, [field]: text } }))
          }
        />
      ))}
    </div>
  );
}
