import type { PartyView } from '../../../shared/identify/parties.ts';
import { buyingRoles, influences } from '../../../shared/identify/tie-rules.ts';
import type { BuyingRole, RoleMapView } from '../../../shared/identify/ties.ts';
import { IconButton } from '../../ui/Button.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { toast } from '../../ui/toast.ts';
import { useWords } from '../../ui/words.ts';
import { useTieChanges } from './changes.ts';
import { influenceMessages, partMessages } from './words.ts';

/** Which parts somebody plays, and with what weight: one press each, taken back with Undo. */
export function PartMenu({
  company,
  one: { person, parts },
}: {
  company: Pick<PartyView, 'id' | 'trashedAt'>;
  one: RoleMapView['people'][number];
}) {
  const say = useWords();
  const { state, change, withdraw } = useTieChanges();
  const fail = (error: unknown) =>
    toast(error instanceof Error ? error.message : String(error), { tone: 'bad' });
  const mine = parts.filter(({ can }) => can.edit);
  const toggle = (role: BuyingRole) => {
    const part = parts.find((each) => each.role === role);
    void (
      part
        ? withdraw({ id: part.tieId, version: part.version })
        : state({ kind: role, fromId: person.id, toId: company.id })
    ).catch(fail);
  };
  const weigh = (chosen: string | undefined) => {
    const influence = influences.find((each) => each === chosen) ?? null;
    for (const part of mine)
      if (part.influence !== influence)
        void change({ id: part.tieId, version: part.version }, { influence }).catch(fail);
  };
  if (company.trashedAt) return null;
  const label = say('ties.partOf', { name: person.name });
  return (
    <Menu
      label={label}
      placement="bottom end"
      trigger={<IconButton size="small" icon="more" label={label} />}
      groups={[
        {
          title: say('ties.part'),
          selectionMode: 'multiple',
          selected: parts.map(({ role }) => role),
          onSelect: (chosen) => {
            for (const role of buyingRoles)
              if (chosen.includes(role) !== parts.some((each) => each.role === role)) toggle(role);
          },
          entries: buyingRoles.map((role) => ({
            id: role,
            label: say(partMessages[role]),
            isDisabled: parts.some((each) => each.role === role && !each.can.edit),
          })),
        },
        ...(mine.length > 0
          ? [
              {
                title: say('ties.influence'),
                selectionMode: 'single' as const,
                selected: [mine[0]?.influence ?? 'unknown'],
                onSelect: ([chosen]: string[]) => weigh(chosen),
                entries: [
                  ...influences.map((id) => ({ id, label: say(influenceMessages[id]) })),
                  { id: 'unknown', label: say('ties.influence.unknown') },
                ],
              },
            ]
          : []),
      ]}
    />
  );
}
