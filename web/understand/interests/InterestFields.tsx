import { SegmentedField, TextField } from '../../ui/Field.tsx';
import { useWords } from '../../ui/words.ts';
import { NodeBox } from './NodeBox.tsx';
import { useTaxonomy } from './queries.ts';

export interface InterestDraft {
  text: string;
  node: string | null;
  involvement: number;
}

export const nothingYet: InterestDraft = { text: '', node: null, involvement: 0.5 };

const levels = [
  ['0.25', 'ground.involvement.little'],
  ['0.5', 'ground.involvement.some'],
  ['0.75', 'ground.involvement.much'],
  ['1', 'ground.involvement.all'],
] as const;

/** What the interest is, in one’s own words and as a node of the taxonomy, and how deep it goes. */
export function InterestFields({
  draft,
  onChange,
}: {
  draft: InterestDraft;
  onChange: (draft: InterestDraft) => void;
}) {
  const say = useWords();
  const { standing, nameOf } = useTaxonomy();
  const nearest = levels.toSorted(
    ([a], [b]) => Math.abs(Number(a) - draft.involvement) - Math.abs(Number(b) - draft.involvement),
  )[0]![0];
  return (
    <>
      <NodeBox
        label={say('ground.interest')}
        description={say('ground.interest.words')}
        name="node"
        autoFocus
        value={draft.node}
        onChange={(node) => {
          const chosen = node ? standing(node) : undefined;
          onChange({ ...draft, node, text: chosen ? nameOf(chosen) : draft.text });
        }}
        onText={(text) => {
          const chosen = draft.node ? standing(draft.node) : undefined;
          if (!chosen || text !== nameOf(chosen)) onChange({ ...draft, text });
        }}
      />
      <TextField
        label={say('ground.text')}
        description={say('ground.text.words')}
        name="text"
        value={draft.text}
        onChange={(text) => onChange({ ...draft, text })}
        autoComplete="off"
      />
      <SegmentedField
        label={say('ground.involvement')}
        options={levels.map(([id, label]) => ({ id, label: say(label) }))}
        value={nearest}
        onChange={(id) => onChange({ ...draft, involvement: Number(id) })}
      />
    </>
  );
}
