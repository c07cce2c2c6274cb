import { endLogging, type Spoken } from '../../app/calling.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { useWords } from '../../ui/words.ts';
import LogBox from './LogBox.tsx';

/** The same box away from the page of the one it is about: `L` in a list, or after a call. */
export default function LogDialog({ party }: { party: Spoken }) {
  const say = useWords();
  return (
    <Dialog
      isOpen
      onClose={endLogging}
      title={say('interact.log.with', { name: party.name })}
      size="large"
    >
      <LogBox party={party} className="p-0" onClose={endLogging} />
    </Dialog>
  );
}
