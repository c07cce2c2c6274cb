import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { sensibleDefault } from '../../shared/strategy/defaults.ts';
import { saidIn } from '../../shared/strategy/said.ts';
import { type Answers, beginningOf, choicesFrom } from '../../shared/strategy/start.ts';
import type { StrategyView } from '../../shared/strategy/strategy.ts';
import { spokenLanguage } from '../app/ownWords.ts';
import { Button, buttonClass } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Card, Page } from '../ui/Page.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { toast } from '../ui/toast.ts';
import { useWords } from '../ui/words.ts';
import { Differences } from './Differences.tsx';
import { adopt, strategyQuery, takeBack } from './queries.ts';
import {
  BeginningQuestion,
  PromiseQuestion,
  RhythmQuestion,
  WhomQuestion,
  WordQuestion,
} from './questions.tsx';

const questions = [
  { title: 'strategy.start.q1', content: BeginningQuestion },
  { title: 'strategy.start.q2', content: WordQuestion },
  { title: 'strategy.start.q3', content: WhomQuestion },
  { title: 'strategy.start.q4', content: RhythmQuestion },
  { title: 'strategy.start.q5', content: PromiseQuestion },
] as const;

/** Five questions to begin with; every one has an answer already, and any can be left out. */
export function StartPage() {
  const say = useWords();
  const { data: current, error } = useQuery(strategyQuery);
  return (
    <Page title={say('strategy.start.title')} width="reading">
      {error ? <Notice tone="bad">{error.message}</Notice> : null}
      {current ? (
        current.can.draft ? (
          <Questions current={current} />
        ) : (
          <Notice tone="info">{say('strategy.askLeaders')}</Notice>
        )
      ) : error ? null : (
        <Skeleton rows={5} />
      )}
    </Page>
  );
}

function Questions({ current }: { current: StrategyView }) {
  const say = useWords();
  const [at, setAt] = useState(0);
  const [answers, setAnswers] = useState<Answers>({ beginning: 'other' });
  const heading = useRef<HTMLHeadingElement>(null);
  const isFirst = useRef(true);
  // The next question is where reading and typing go on.
  useEffect(() => {
    if (isFirst.current) {
      isFirst.current = false;
      return;
    }
    const form = heading.current?.closest('form');
    const box =
      form?.querySelector<HTMLElement>('input:checked') ??
      form?.querySelector<HTMLElement>('textarea, input') ??
      heading.current;
    box?.focus();
    void at;
  }, [at]);
  const question = questions[at];
  const change = (by: Partial<Answers>) =>
    setAnswers((now) =>
      // Another sort of company brings its own words and texts along.
      by.beginning && by.beginning !== now.beginning
        ? { beginning: by.beginning }
        : { ...now, ...by },
    );
  return (
    <div className="flex flex-col gap-16">
      {question ? (
        <ProgressBar
          label={say('strategy.start.progress', { number: at + 1, of: questions.length })}
          value={at}
          max={questions.length}
        />
      ) : null}
      {question ? (
        <Card className="p-20">
          <form
            className="flex flex-col gap-16"
            onSubmit={(event) => {
              event.preventDefault();
              setAt(at + 1);
            }}
            // A sentence has one line; Shift begins another all the same.
            onKeyDown={(event) => {
              const isLine = event.target instanceof HTMLTextAreaElement && !event.shiftKey;
              if (event.key !== 'Enter' || !isLine || event.nativeEvent.isComposing) return;
              event.preventDefault();
              event.currentTarget.requestSubmit();
            }}
          >
            <h2 ref={heading} tabIndex={-1} className="text-lg outline-none">
              {say(question.title)}
            </h2>
            <question.content {...{ answers, change }} />
            <Buttons onBack={at > 0 ? () => setAt(at - 1) : undefined}>
              <Button type="submit" variant="primary">
                {say('strategy.start.next')}
              </Button>
            </Buttons>
          </form>
        </Card>
      ) : (
        <Outcome {...{ current, answers }} onBack={() => setAt(at - 1)} />
      )}
      <p className="text-sm text-text-2">
        {say('strategy.start.skip.words', {
          name: saidIn(sensibleDefault.name, spokenLanguage()),
        })}
      </p>
    </div>
  );
}

function Buttons({ onBack, children }: { onBack: (() => void) | undefined; children: ReactNode }) {
  const say = useWords();
  return (
    <span className="flex flex-wrap items-center gap-8">
      {children}
      {onBack ? (
        <Button icon="back" onPress={onBack}>
          {say('strategy.start.back')}
        </Button>
      ) : null}
      <Link to="/people" className={buttonClass('quiet')}>
        {say('strategy.start.skip')}
      </Link>
    </span>
  );
}

/** What follows from the answers, before it does. */
function Outcome({
  current,
  answers,
  onBack,
}: {
  current: StrategyView;
  answers: Answers;
  onBack: () => void;
}) {
  const say = useWords();
  const router = useRouter();
  const client = useQueryClient();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const choices = choicesFrom(answers);
  const { name } = beginningOf(answers.beginning);
  const renew = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ['strategy'] }),
      client.invalidateQueries({ queryKey: ['catalog'] }),
    ]);
  const adopting = useMutation({
    mutationFn: () =>
      adopt({
        version: current.version,
        name:
          answers.beginning === 'other' ? say('strategy.ownName') : saidIn(name, spokenLanguage()),
        note: say('strategy.start.note'),
        choices,
      }),
    onSuccess: async ({ event }) => {
      await renew();
      toast(say('strategy.adopted'), {
        tone: 'good',
        undo: async () => {
          await takeBack(event);
          await renew();
        },
      });
      await router.navigate({ to: '/strategy' });
    },
  });
  return (
    <Card className="flex flex-col gap-12 p-20">
      <h2 ref={heading} tabIndex={-1} className="text-lg outline-none">
        {say('strategy.start.outcome')}
      </h2>
      {current.can.adopt ? null : <Notice tone="info">{say('strategy.adopt.askOwner')}</Notice>}
      {adopting.error ? (
        <Notice tone="bad" isUrgent>
          {adopting.error.message}
        </Notice>
      ) : null}
      <Buttons onBack={onBack}>
        {current.can.adopt ? (
          <Button
            variant="primary"
            isWorking={adopting.isPending}
            onPress={() => adopting.mutate()}
          >
            {say('strategy.adopt')}
          </Button>
        ) : null}
      </Buttons>
      <p className="text-xs text-text-3">{say('strategy.adopt.words')}</p>
      <Differences before={current.choices} after={choices} none={say('strategy.changes.none')} />
    </Card>
  );
}
