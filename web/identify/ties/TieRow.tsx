import { Link } from '@tanstack/react-router';
import type { PartyView } from '../../../shared/identify/parties.ts';
import type { TieView } from '../../../shared/identify/ties.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { toast } from '../../ui/toast.ts';
import { useLocale, useWords } from '../../ui/words.ts';
import { basisMessages, visibilityMessages } from '../parties/words.ts';
import { isOver, spanWords } from '../record/values.ts';
import { useTieChanges } from './changes.ts';
import { influenceMessages, tieWords } from './words.ts';

/** One tie: how it reads from here, to whom, since when, and how we know. */
export function TieRow({
  party,
  tie,
  onEdit,
}: {
  party: Pick<PartyView, 'id' | 'kind'>;
  tie: TieView;
  onEdit: () => void;
}) {
  const say = useWords();
  const locale = useLocale();
  const { change, withdraw } = useTieChanges();
  const { other } = tie;
  const over = isOver(tie);
  const fail = (error: unknown) =>
    toast(error instanceof Error ? error.message : String(error), { tone: 'bad' });
  const details = [
    other.title,
    other.companyName,
    tie.influence ? say('ties.influenceOf', { much: say(influenceMessages[tie.influence]) }) : '',
    spanWords(tie, { say, locale }),
    tie.basis === 'told' ? '' : say(basisMessages[tie.basis]),
  ].filter(Boolean);
  return (
    <div className="flex items-start gap-8 rounded-control px-8 py-4 hover:bg-sunken">
      <span className="pt-4">
        <Avatar name={other.name} kind={other.kind} />
      </span>
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="flex items-center gap-4 text-xs text-text-2">
          {tieWords(tie, say)}
          {tie.visibility === 'everyone' ? null : (
            <Icon
              name={tie.visibility === 'private' ? 'lock' : 'people'}
              size={16}
              label={say(visibilityMessages[tie.visibility])}
            />
          )}
        </span>
        <Link
          to={other.kind === 'person' ? '/people/$id' : '/companies/$id'}
          params={{ id: other.id }}
          className={
            over
              ? 'wrap-anywhere text-text-3 hover:underline'
              : tie.basis === 'assumed'
                ? 'wrap-anywhere text-text underline decoration-assume decoration-dashed underline-offset-4'
                : 'wrap-anywhere text-text no-underline hover:underline'
          }
        >
          <bdi>{other.name}</bdi>
        </Link>
        {details.length > 0 ? (
          <span className="text-xs wrap-anywhere text-text-3">{details.join(' · ')}</span>
        ) : null}
        {tie.evidence ? (
          <span className="line-clamp-3 text-xs wrap-anywhere text-text-2">{tie.evidence}</span>
        ) : null}
        {tie.activityId ? (
          <Link
            to={party.kind === 'person' ? '/people/$id' : '/companies/$id'}
            params={{ id: party.id }}
            search={{ activity: tie.activityId }}
            className="text-xs text-accent-text hover:underline"
          >
            {say('identify.source.show')}
          </Link>
        ) : null}
      </span>
      {tie.can.edit ? (
        <Menu
          label={say('ties.actsOf', { name: other.name })}
          placement="bottom end"
          trigger={
            <IconButton size="small" icon="more" label={say('ties.actsOf', { name: other.name })} />
          }
          groups={[
            {
              entries: [
                { id: 'change', label: say('ties.act.change'), icon: 'edit', onAction: onEdit },
                ...(over || tie.to
                  ? []
                  : [
                      {
                        id: 'end',
                        label: say('ties.act.end'),
                        icon: 'clock' as const,
                        onAction: () =>
                          void change(tie, {
                            to: Temporal.Now.plainDateISO().subtract({ days: 1 }).toString(),
                          }).catch(fail),
                      },
                    ]),
                {
                  id: 'withdraw',
                  label: say('ties.act.withdraw'),
                  icon: 'remove',
                  onAction: () => void withdraw(tie).catch(fail),
                },
              ],
            },
          ]}
        />
      ) : null}
    </div>
  );
}
