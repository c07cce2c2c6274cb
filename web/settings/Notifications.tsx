import { useQuery } from '@tanstack/react-query';
import type { NotificationChoices, NotificationKind } from '../../shared/interact/notifications.ts';
import { api } from '../app/api.ts';
import { choicesQuery } from '../interact/notifications/queries.ts';
import { looks } from '../interact/notifications/words.ts';
import { Checkbox } from '../ui/Field.tsx';
import { Card } from '../ui/Page.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useWords } from '../ui/words.ts';
import { useAct } from './useAct.ts';

const kinds = Object.keys(looks) as NotificationKind[];

/** Of which kinds one is told; what is switched off is not told, and not kept for later. */
export function Notifications() {
  const say = useWords();
  const { data: choices } = useQuery(choicesQuery);
  const save = (chosen: NotificationChoices) =>
    api.put<undefined>('/notifications/choices', chosen);
  const change = useAct(save, {
    renews: [choicesQuery.queryKey],
    done: () => ({
      text: say('settings.saved'),
      ...(choices && { undo: () => save(choices) }),
    }),
  });
  if (!choices) return <Skeleton shape="card" rows={1} />;
  const set = (kind: NotificationKind, isOn: boolean) =>
    change.mutate({
      silent: isOn ? choices.silent.filter((one) => one !== kind) : [...choices.silent, kind],
    });
  return (
    <Card>
      <div className="flex flex-col gap-4">
        {kinds.map((kind) => (
          <Checkbox
            key={kind}
            isSelected={!choices.silent.includes(kind)}
            isDisabled={change.isPending}
            onChange={(isOn) => set(kind, isOn)}
          >
            {say(looks[kind].title)}
          </Checkbox>
        ))}
      </div>
    </Card>
  );
}
