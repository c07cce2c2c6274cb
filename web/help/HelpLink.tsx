import { Button } from '../ui/Button.tsx';
import { useWords } from '../ui/words.ts';
import { openHelp } from './asking.ts';
import type { GuideId } from './guides.ts';

/** On a page where one may wonder: the guide to what is done there. */
export function HelpLink({ guide }: { guide: GuideId }) {
  const say = useWords();
  return (
    <Button variant="quiet" size="small" icon="help" onPress={() => openHelp(guide)}>
      {say('app.help.how')}
    </Button>
  );
}
