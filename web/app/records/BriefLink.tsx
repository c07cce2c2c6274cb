import { Link, useNavigate } from '@tanstack/react-router';
import { buttonClass } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { useShortcuts } from '../../ui/keys/Shortcuts.tsx';
import { useWords } from '../../ui/words.ts';

/** From a person to what to know before one rings or writes. */
export function BriefLink({ id }: { id: string }) {
  const say = useWords();
  const navigate = useNavigate();
  useShortcuts([
    {
      id: 'record.brief',
      keys: 'B',
      label: say('understand.brief.key'),
      group: say('identify.keys.record'),
      run: () => void navigate({ to: '/people/$id/brief', params: { id } }),
    },
  ]);
  return (
    <Link to="/people/$id/brief" params={{ id }} className={buttonClass('secondary')}>
      <Icon name="book" />
      {say('understand.brief')}
    </Link>
  );
}
