import { Signatures } from '../interact/composer/Signatures.tsx';
import { Templates } from '../interact/templates/Templates.tsx';
import { ToneSwitch } from '../interact/writing/ToneSwitch.tsx';
import { useWords } from '../ui/words.ts';
import { TopicSection } from './TopicSection.tsx';

/** What helps with writing mails. */
export default function Writing() {
  const say = useWords();
  return (
    <>
      <TopicSection topic="templates" lead={say('writing.templates.lead')}>
        <Templates />
      </TopicSection>
      <TopicSection topic="tone" lead={say('writing.tone.lead')}>
        <ToneSwitch />
      </TopicSection>
      <div id="signatures" tabIndex={-1} className="scroll-mt-16 outline-none">
        <Signatures />
      </div>
    </>
  );
}
