import { EmptyState } from '../ui/EmptyState.tsx';
import { Page } from '../ui/Page.tsx';
import { useWords } from '../ui/words.ts';

export function ImportPage() {
  const say = useWords();
  return (
    <Page title={say('app.nav.import')}>
      <EmptyState icon="import">{say('app.import.empty')}</EmptyState>
    </Page>
  );
}
