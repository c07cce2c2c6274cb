import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { Button, buttonClass } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Page } from '../ui/Page.tsx';
import { useWords } from '../ui/words.ts';
import { ApiProblem, Unreachable } from './api.ts';

/** Instead of a page that could not be shown: what happened, what was kept, what to do. */
export function Failure({ error, reset }: ErrorComponentProps) {
  const say = useWords();
  const router = useRouter();
  const queries = useQueryErrorResetBoundary();
  const isAway = error instanceof Unreachable;
  const missing = error instanceof ApiProblem && error.status === 404;
  return (
    <Page
      title={
        missing
          ? say('app.missing.title')
          : isAway
            ? say('app.failure.awayTitle')
            : say('app.failure.title')
      }
    >
      <EmptyState
        icon={isAway ? 'offline' : 'warning'}
        action={
          <Button
            variant="primary"
            icon="refresh"
            onPress={() => {
              queries.reset();
              reset();
              void router.invalidate();
            }}
          >
            {say('app.failure.again')}
          </Button>
        }
        link={
          <a href="/" className={buttonClass('quiet')}>
            {say('app.failure.home')}
          </a>
        }
      >
        {isAway
          ? say('app.failure.away')
          : error instanceof ApiProblem
            ? error.detail
            : say('app.failure.ours')}
      </EmptyState>
    </Page>
  );
}

export function Missing() {
  const say = useWords();
  return (
    <Page title={say('app.missing.title')}>
      <EmptyState
        icon="search"
        action={
          <a href="/" className={buttonClass('primary')}>
            {say('app.failure.home')}
          </a>
        }
      >
        {say('app.missing.words')}
      </EmptyState>
    </Page>
  );
}
