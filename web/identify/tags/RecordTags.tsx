import { useState } from 'react';
import type { PartyView } from '../../../shared/identify/parties.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { useShortcuts } from '../../ui/keys/Shortcuts.tsx';
import { onDemand } from '../../ui/onDemand.tsx';
import { Popover } from '../../ui/Popover.tsx';
import { useWords } from '../../ui/words.ts';
import type { Stated } from '../parties/stating.ts';
import type { Statement } from '../record/values.ts';
import type { TagBoxProps } from './TagBox.tsx';

const TagBox = onDemand<TagBoxProps>(() =>
  import('./TagBox.tsx').then((file) => ({ default: file.TagBox })),
);

export interface RecordTagsProps {
  party: PartyView;
  onState: (stated: Stated) => Promise<void>;
  onWithdraw: (fact: Statement) => void;
}

/** The tags of a record as chips. `#` adds one. */
export function RecordTags({ party, onState, onWithdraw }: RecordTagsProps) {
  const say = useWords();
  const [isOpen, setOpen] = useState(false);
  const mayEdit = party.can.edit;
  useShortcuts(
    mayEdit
      ? [
          {
            id: 'record.tag',
            keys: '#',
            label: say('lists.tags.add'),
            group: say('identify.keys.record'),
            run: () => setOpen(true),
          },
        ]
      : [],
  );
  const tags = party.statements.filter(({ topic }) => topic === 'tag');
  if (tags.length === 0 && !mayEdit) return null;
  return (
    <span className="flex flex-wrap items-center gap-4">
      {tags.map((fact) => (
        <Badge key={fact.id} tone="info">
          <span className="inline-flex items-center">
            <bdi>{String(fact.value)}</bdi>
            {mayEdit ? (
              <IconButton
                size="small"
                icon="close"
                label={say('lists.tags.take', { tag: String(fact.value) })}
                onPress={() => onWithdraw(fact)}
              />
            ) : null}
          </span>
        </Badge>
      ))}
      {mayEdit ? (
        <Popover
          label={say('lists.tags.add')}
          isOpen={isOpen}
          onOpenChange={setOpen}
          className="w-[260px]"
          trigger={
            <Button size="small" variant="quiet" icon="tag" keys="#">
              {say('lists.tags.add')}
            </Button>
          }
        >
          <TagBox
            label={say('identify.topic.tag')}
            value={null}
            autoFocus
            onChange={(tag) => {
              if (tag === null) return;
              setOpen(false);
              void onState({ topic: 'tag', value: tag, basis: 'told' });
            }}
          />
        </Popover>
      ) : null}
    </span>
  );
}
