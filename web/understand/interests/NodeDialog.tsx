import { useState } from 'react';
import type {
  InterestNode,
  NodeChange,
  NodeInput,
} from '../../../shared/understand/interests/nodes.ts';
import { api } from '../../app/api.ts';
import { FormDialog } from '../../app/FormDialog.tsx';
import { Button } from '../../ui/Button.tsx';
import { Checkbox, TextField } from '../../ui/Field.tsx';
import { useWords } from '../../ui/words.ts';
import { NodeBox } from './NodeBox.tsx';
import { type Done, useGroundAct, useTaxonomy } from './queries.ts';

/** One interest of the taxonomy: its names, its place, whether it is offered, and what it is part of. */
export default function NodeDialog({
  node,
  parent = null,
  onBelow,
  onClose,
}: {
  /** The one to change; without it a new one is added. */
  node?: InterestNode;
  parent?: string | null;
  onBelow: (parent: string) => void;
  onClose: () => void;
}) {
  const say = useWords();
  const act = useGroundAct();
  const { nameOf } = useTaxonomy();
  const [en, setEnglish] = useState(node?.en ?? '');
  const [de, setGerman] = useState(node?.de ?? '');
  const [place, setPlace] = useState(node?.parent ?? parent);
  const [mergedInto, setMergedInto] = useState(node?.mergedInto ?? null);
  const [isRetired, setRetired] = useState(node?.retired ?? false);
  const save = () => {
    if (!node) {
      const input: NodeInput = { parent: place, en: en.trim(), de: de.trim() };
      return act(() => api.post<Done>('/interest-nodes', input), say('ground.nodes.added'));
    }
    const change: NodeChange = {
      en: en.trim(),
      de: de.trim(),
      parent: place,
      retired: isRetired,
      mergedInto,
      version: node.version,
    };
    return act(
      () => api.patch<Done>(`/interest-nodes/${node.id}`, change),
      say('ground.nodes.changed'),
    );
  };
  return (
    <FormDialog
      title={node ? say('ground.nodes.changing', { name: nameOf(node) }) : say('ground.nodes.add')}
      save={say('ground.interest.save')}
      onClose={onClose}
      check={() => ({
        ...(en.trim() ? {} : { en: say('ground.nodes.name.missing') }),
        ...(de.trim() ? {} : { de: say('ground.nodes.name.missing') }),
      })}
      onSave={save}
    >
      <TextField
        label={say('ground.nodes.en')}
        name="en"
        autoFocus
        value={en}
        onChange={setEnglish}
        autoComplete="off"
      />
      <TextField
        label={say('ground.nodes.de')}
        name="de"
        value={de}
        onChange={setGerman}
        autoComplete="off"
      />
      <NodeBox
        label={say('ground.nodes.parent')}
        description={say('ground.nodes.parent.words')}
        name="parent"
        value={place}
        onChange={setPlace}
        without={node ? [node.id] : []}
      />
      {node ? (
        <>
          <NodeBox
            label={say('ground.nodes.mergedInto')}
            description={say('ground.nodes.mergedInto.words')}
            name="mergedInto"
            value={mergedInto}
            onChange={setMergedInto}
            without={[node.id]}
          />
          <Checkbox isSelected={isRetired} onChange={setRetired}>
            {say('ground.nodes.retire')}
          </Checkbox>
          <span>
            <Button size="small" icon="add" onPress={() => onBelow(node.id)}>
              {say('ground.nodes.addBelow')}
            </Button>
          </span>
        </>
      ) : null}
    </FormDialog>
  );
}
