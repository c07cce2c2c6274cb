import { Page, Section } from '../ui/Page.tsx';
import { useWords } from '../ui/words.ts';
import { Keys } from './Keys.tsx';
import { Looks } from './Looks.tsx';

export function SettingsPage() {
  const say = useWords();
  return (
    <Page title={say('app.nav.settings')} width="reading">
      <Section title={say('settings.looks')}>
        <Looks />
      </Section>
      <Section title={say('settings.keys')}>
        <Keys />
      </Section>
    </Page>
  );
}
