import { Link } from '@tanstack/react-router';
import { buttonClass } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { useWords } from '../../ui/words.ts';

export function PeoplePage() {
  const say = useWords();
  return (
    <Page title={say('app.nav.people')} layout="fill">
      <EmptyState
        icon="people"
        title={say('app.people.emptyTitle')}
        action={
          <Link to="/settings/import" className={buttonClass('primary')}>
            {say('app.people.import')}
          </Link>
        }
      >
        {say('app.people.empty')}
      </EmptyState>
    </Page>
  );
}
