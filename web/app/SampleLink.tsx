import { Button } from '../ui/Button.tsx';
import { useTurns } from './turns.ts';

/** Beside the way to begin on an empty page; nothing where one is looking around already. */
export default function SampleLink() {
  const { sample } = useTurns();
  if (!sample) return null;
  return (
    <Button variant="quiet" icon={sample.icon} onPress={sample.run}>
      {sample.label}
    </Button>
  );
}
