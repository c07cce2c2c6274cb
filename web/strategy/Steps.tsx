import type { ComponentType } from 'react';
import type { StrategyChoices } from '../../shared/strategy/strategy.ts';
import type { MessageId } from '../locales/ids.ts';
import { useShortcuts } from '../ui/keys/Shortcuts.tsx';
import { useWords } from '../ui/words.ts';
import { Kinds } from './Kinds.tsx';
import { Promises } from './Promises.tsx';
import { Good, Whom } from './Purpose.tsx';
import { Success } from './Success.tsx';
import { Topics } from './Topics.tsx';

export interface StepProps {
  choices: StrategyChoices;
  edit: (change: (choices: StrategyChoices) => StrategyChoices) => void;
}

interface Step {
  id: string;
  title: MessageId;
  lead: MessageId;
  content: ComponentType<StepProps>;
}

const steps: readonly Step[] = [
  { id: 'whom', title: 'strategy.step.whom', lead: 'strategy.step.whom.lead', content: Whom },
  { id: 'good', title: 'strategy.step.good', lead: 'strategy.step.good.lead', content: Good },
  { id: 'kinds', title: 'strategy.step.kinds', lead: 'strategy.step.kinds.lead', content: Kinds },
  {
    id: 'promises',
    title: 'strategy.step.promises',
    lead: 'strategy.step.promises.lead',
    content: Promises,
  },
  {
    id: 'topics',
    title: 'strategy.step.topics',
    lead: 'strategy.step.topics.lead',
    content: Topics,
  },
  {
    id: 'success',
    title: 'strategy.step.success',
    lead: 'strategy.step.success.lead',
    content: Success,
  },
];

function go(id: string): void {
  const section = document.getElementById(id);
  section?.scrollIntoView({ block: 'start' });
  section?.focus({ preventScroll: true });
}

/** The six short steps below each other, with a way to each. */
export function Steps(props: StepProps) {
  const say = useWords();
  const walk = (by: 1 | -1) => {
    const at = steps.findIndex(({ id }) =>
      document.getElementById(id)?.contains(document.activeElement),
    );
    const next = steps[Math.min(Math.max(at + by, 0), steps.length - 1)];
    if (next) go(next.id);
  };
  const group = say('app.nav.strategy');
  useShortcuts([
    {
      id: 'strategy.next',
      keys: 'Alt+ArrowDown',
      label: say('strategy.keys.next'),
      group,
      run: () => walk(1),
    },
    {
      id: 'strategy.previous',
      keys: 'Alt+ArrowUp',
      label: say('strategy.keys.previous'),
      group,
      run: () => walk(-1),
    },
  ]);
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-8">
      <nav aria-label={say('strategy.steps')}>
        <ol className="flex flex-wrap gap-x-16 gap-y-4">
          {steps.map(({ id, title }, at) => (
            <li key={id}>
              <a
                href={`#${id}`}
                className="text-sm text-accent-text hover:underline"
                onClick={(event) => {
                  event.preventDefault();
                  go(id);
                }}
              >
                {say('strategy.step.number', { number: at + 1, title: say(title) })}
              </a>
            </li>
          ))}
        </ol>
      </nav>
      {steps.map(({ id, title, lead, content: Content }, at) => (
        <section
          key={id}
          id={id}
          tabIndex={-1}
          aria-labelledby={`${id}-title`}
          className="flex scroll-mt-16 flex-col gap-12 border-b border-border py-20 outline-none last:border-b-0"
        >
          <header className="flex flex-col gap-4">
            <h2 id={`${id}-title`} className="text-lg">
              {say('strategy.step.number', { number: at + 1, title: say(title) })}
            </h2>
            <p className="text-text-2">{say(lead)}</p>
          </header>
          <Content {...props} />
        </section>
      ))}
    </div>
  );
}
