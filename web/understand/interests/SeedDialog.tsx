import { useState } from 'react';
import type { Seed } from '../../../shared/understand/interests/interests.ts';
import { api } from '../../app/api.ts';
import { FormDialog } from '../../app/FormDialog.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { DateField } from '../../ui/DateField.tsx';
import { TextArea, TextField } from '../../ui/Field.tsx';
import { RadioList } from '../../ui/RadioList.tsx';
import { useWords } from '../../ui/words.ts';
import { NodeBox } from './NodeBox.tsx';
import { type Done, useGroundAct, useTaxonomy } from './queries.ts';

const mostNodes = 10;
const dayOf = (text: string | null | undefined) => (text ? Temporal.PlainDate.from(text) : null);

/** Something one could tell of oneself, or all of us of the company, and which interests it is about. */
export default function SeedDialog({ seed, onClose }: { seed?: Seed; onClose: () => void }) {
  const say = useWords();
  const act = useGroundAct();
  const { standing, nameOf } = useTaxonomy();
  const [text, setText] = useState(seed?.text ?? '');
  const [nodes, setNodes] = useState<string[]>(seed?.nodes ?? []);
  const [visibility, setVisibility] = useState(seed?.visibility ?? 'private');
  const [name, setName] = useState(seed?.name ?? '');
  const [from, setFrom] = useState(dayOf(seed?.from));
  const [until, setUntil] = useState(dayOf(seed?.until));
  const isOurs = visibility === 'everyone';
  const time = {
    name: isOurs ? name.trim() : '',
    from: (isOurs && from?.toString()) || null,
    until: (isOurs && until?.toString()) || null,
  };
  return (
    <FormDialog
      title={say(seed ? 'ground.seed.change' : 'ground.seed.add')}
      save={say('ground.interest.save')}
      onClose={onClose}
      check={() => ({
        ...(text.trim() ? {} : { text: say('ground.seed.text.missing') }),
        ...(nodes.length > 0 ? {} : { nodes: say('ground.seed.nodes.missing') }),
      })}
      onSave={() =>
        seed
          ? act(
              () =>
                api.patch<Done>(`/seeds/${seed.id}`, {
                  text: text.trim(),
                  nodes,
                  ...time,
                  version: seed.version,
                }),
              say('ground.changed'),
            )
          : act(
              () => api.post<Done>('/seeds', { text: text.trim(), nodes, visibility, ...time }),
              say('ground.seed.added'),
            )
      }
    >
      <TextArea
        label={say('ground.seed.text')}
        description={say('ground.seed.text.words')}
        name="text"
        autoFocus
        rows={3}
        value={text}
        onChange={setText}
      />
      {nodes.length > 0 ? (
        <ul aria-label={say('ground.seed.nodes')} className="flex flex-wrap gap-4">
          {nodes.map((id) => {
            const node = standing(id);
            const name = node ? nameOf(node) : id;
            return (
              <li
                key={id}
                className="flex max-w-full items-center gap-4 rounded-chip bg-sunken ps-8 text-sm"
              >
                <span className="min-w-0 wrap-anywhere">{name}</span>
                <IconButton
                  size="small"
                  icon="close"
                  label={say('ground.remove', { what: name })}
                  onPress={() => setNodes(nodes.filter((one) => one !== id))}
                />
              </li>
            );
          })}
        </ul>
      ) : null}
      {nodes.length < mostNodes ? (
        <NodeBox
          key={nodes.length}
          label={say('ground.seed.nodes.add')}
          name="nodes"
          value={null}
          without={nodes}
          onChange={(node) => node && setNodes([...nodes, node])}
        />
      ) : null}
      {seed ? null : (
        <RadioList
          label={say('ground.seed.whose')}
          options={[
            { id: 'private', label: say('ground.seed.whose.mine') },
            { id: 'everyone', label: say('ground.seed.whose.ours') },
          ]}
          value={visibility}
          onChange={setVisibility}
        />
      )}
      {isOurs ? (
        <>
          <TextField
            label={say('ground.seed.name')}
            description={say('ground.seed.name.words')}
            name="name"
            value={name}
            onChange={setName}
          />
          <div className="grid gap-12 tablet:grid-cols-2">
            <DateField
              label={say('ground.seed.from')}
              name="from"
              value={from}
              onChange={setFrom}
            />
            <DateField
              label={say('ground.seed.until')}
              name="until"
              value={until}
              onChange={setUntil}
            />
          </div>
        </>
      ) : null}
    </FormDialog>
  );
}
