import { Link } from '@tanstack/react-router';
import { buttonClass } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { useWords } from '../../ui/words.ts';

export function CompaniesPage() {
  const say = useWords();
  return (
    <Page title={say('app.nav.companies')} layout="fill">
      <EmptyState
        icon="companies"
        title={say('app.companies.emptyTitle')}
        action={
          <Link to="/settings/import" className={buttonClass('primary')}>
            {say('app.people.import')}
          </Link>
        }
      >
        {say('app.companies.empty')}
      </EmptyState>
    </Page>
  );
}
