import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import type { BulkChange } from '../../shared/identify/bulk.ts';
import { foldForSearch } from '../../shared/platform/folding.ts';
import { useBulkAct } from '../identify/bulk/acts.ts';
import { tagsQuery } from '../identify/tags/queries.ts';
import { Badge } from '../ui/Badge.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { SearchField, TextField } from '../ui/Field.tsx';
import { Form } from '../ui/Form.tsx';
import { Menu } from '../ui/Menu.tsx';
import { Notice } from '../ui/Notice.tsx';
import { toast } from '../ui/toast.ts';
import { useWords } from '../ui/words.ts';
import { Loaded } from './Loaded.tsx';
import { Row, Rows } from './Rows.tsx';
import { TopicSection } from './TopicSection.tsx';
import { useSession } from './useSession.ts';

const mostShown = 200;

/** Every tag that is in use: written anew, made one with another, or taken away everywhere. */
export function Tags() {
  const say = useWords();
  const [typed, setTyped] = useState('');
  const wanted = useDeferredValue(typed.trim());
  const query = useQuery({ ...tagsQuery(wanted, mostShown), placeholderData: keepPreviousData });
  const mayEdit = useSession()?.user.level !== 'reader';
  return (
    <TopicSection topic="tags" isWholePage lead={say('lists.tags.lead')}>
      <SearchField label={say('lists.tags.search')} value={typed} onChange={setTyped} />
      <Loaded query={query}>
        {({ rows }) =>
          rows.length > 0 ? (
            <Rows>
              {rows.map(({ tag, count, exact }) => (
                <Row
                  key={tag}
                  title={
                    <Badge tone="info">
                      <bdi>{tag}</bdi>
                    </Badge>
                  }
                  words={say(exact ? 'lists.tags.count' : 'lists.tags.countMore', { count })}
                >
                  {mayEdit ? <TagActs tag={tag} /> : null}
                </Row>
              ))}
            </Rows>
          ) : (
            <p className="text-text-2">{say(wanted ? 'lists.tags.none' : 'lists.tags.noneYet')}</p>
          )
        }
      </Loaded>
    </TopicSection>
  );
}

function TagActs({ tag }: { tag: string }) {
  const say = useWords();
  const act = useBulkAct();
  const [isRenaming, setRenaming] = useState(false);
  const everywhere = (change: BulkChange, verb: string) =>
    void act({ kind: 'party', selection: { tag }, change }, verb).catch((error: unknown) =>
      toast(error instanceof Error ? error.message : String(error), { tone: 'bad' }),
    );
  return (
    <>
      <Menu
        label={say('lists.tags.acts', { tag })}
        placement="bottom end"
        trigger={<IconButton icon="more" size="small" label={say('lists.tags.acts', { tag })} />}
        groups={[
          {
            entries: [
              {
                id: 'rename',
                label: say('lists.tags.rename'),
                icon: 'edit',
                onAction: () => setRenaming(true),
              },
              {
                id: 'remove',
                label: say('lists.tags.takeEverywhere'),
                icon: 'remove',
                onAction: () =>
                  everywhere(
                    { do: 'remove', field: 'tag', value: tag },
                    say('lists.tags.takeEverywhere'),
                  ),
              },
            ],
          },
        ]}
      />
      {isRenaming ? (
        <RenameTag
          tag={tag}
          onClose={() => setRenaming(false)}
          onRename={(value) =>
            everywhere({ do: 'replace', field: 'tag', from: tag, value }, say('lists.tags.rename'))
          }
        />
      ) : null}
    </>
  );
}

function RenameTag({
  tag,
  onClose,
  onRename,
}: {
  tag: string;
  onClose: () => void;
  onRename: (value: string) => void;
}) {
  const say = useWords();
  const [name, setName] = useState(tag);
  const wanted = useDeferredValue(name.trim());
  const { data } = useQuery(tagsQuery(wanted, 20));
  const key = foldForSearch(wanted);
  const other = data?.rows.find(
    (one) => foldForSearch(one.tag) === key && key !== foldForSearch(tag),
  );
  const isNew = wanted !== '' && wanted !== tag;
  return (
    <Dialog title={say('lists.tags.rename')} isOpen onClose={onClose} size="small">
      <Form
        onSubmit={() => {
          if (!isNew) return;
          onRename(other?.tag ?? wanted);
          onClose();
        }}
      >
        <TextField
          label={say('identify.topic.tag')}
          value={name}
          onChange={setName}
          autoComplete="off"
          autoFocus
        />
        {other ? (
          <Notice tone="info">{say('lists.tags.becomesOne', { tag, other: other.tag })}</Notice>
        ) : null}
        <span className="flex justify-end gap-8">
          <Button onPress={onClose}>{say('ui.cancel')}</Button>
          <Button type="submit" variant="primary" isDisabled={!isNew}>
            {say(other ? 'lists.tags.merge' : 'lists.tags.rename')}
          </Button>
        </span>
      </Form>
    </Dialog>
  );
}
