import { useQuery } from '@tanstack/react-query';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useWords } from '../../ui/words.ts';
import { AssumptionList } from './AssumptionList.tsx';
import { assumptionsQuery } from './queries.ts';

/** What do we believe without knowing it, and what is at stake on it? */
export function AssumptionsPage() {
  const say = useWords();
  const { data, error, refetch } = useQuery(assumptionsQuery());
  return (
    <Page title={say('app.nav.assumptions')}>
      <div className="flex w-full max-w-[760px] flex-col gap-16">
        <p className="text-text-2">{say('understand.assumptions.lead')}</p>
        {error ? (
          <EmptyState
            icon="warning"
            title={say('understand.assumptions.failed')}
            action={<Button onPress={() => void refetch()}>{say('app.failure.again')}</Button>}
          >
            {error.message}
          </EmptyState>
        ) : !data ? (
          <Skeleton rows={4} />
        ) : data.rows.length === 0 ? (
          <EmptyState icon="assumed" title={say('understand.assumptions.emptyTitle')}>
            {say('understand.assumptions.empty')}
          </EmptyState>
        ) : (
          <AssumptionList rows={data.rows} showsParty />
        )}
      </div>
    </Page>
  );
}
