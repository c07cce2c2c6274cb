import type { MessageId } from '../locales/ids.ts';
import { Badge, type BadgeProps } from '../ui/Badge.tsx';
import { useWords } from '../ui/words.ts';
import type { ImportStatus } from './imports.ts';

const looks: Record<
  ImportStatus,
  [MessageId, NonNullable<BadgeProps['tone']>, BadgeProps['icon']]
> = {
  collecting: ['import.status.collecting', 'info', 'import'],
  waiting: ['import.status.waiting', 'info', 'clock'],
  running: ['import.status.running', 'accent', 'refresh'],
  done: ['import.status.done', 'good', 'check'],
  failed: ['import.status.failed', 'bad', 'alert'],
  cancelled: ['import.status.cancelled', 'neutral', 'close'],
  undoing: ['import.status.undoing', 'accent', 'undo'],
  undone: ['import.status.undone', 'neutral', 'undo'],
};

export function StatusBadge({ status }: { status: ImportStatus }) {
  const say = useWords();
  const [words, tone, icon] = looks[status];
  return (
    <Badge tone={tone} icon={icon}>
      {say(words)}
    </Badge>
  );
}
