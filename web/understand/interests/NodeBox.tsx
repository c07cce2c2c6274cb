import { useMemo, useState } from 'react';
import { ComboBox } from '../../ui/Select.tsx';
import { useWords } from '../../ui/words.ts';
import { findNodes } from './finding.ts';
import { useTaxonomy } from './queries.ts';

const mostOffered = 40;

export interface NodeBoxProps {
  label: string;
  name: string;
  description?: string;
  value: string | null;
  onChange: (node: string | null) => void;
  /** What was typed and is no node: the text is kept. */
  onText?: (text: string) => void;
  autoFocus?: boolean;
  /** Nodes that cannot be chosen. */
  without?: readonly string[];
}

/** An interest, found by its name in either language. */
export function NodeBox({ onText, without = [], ...props }: NodeBoxProps) {
  const say = useWords();
  const { query, taxonomy, standing, above, nameOf } = useTaxonomy();
  const [typed, setTyped] = useState('');
  const chosen = props.value ? standing(props.value) : undefined;
  const options = useMemo(
    () =>
      findNodes(taxonomy?.nodes ?? [], typed)
        .filter(({ id }) => !without.includes(id))
        .slice(0, mostOffered)
        .map((node) => ({
          id: node.id,
          label: nameOf(node),
          description: above(node).map(nameOf).join(' · '),
        })),
    [taxonomy, typed, without, nameOf, above],
  );
  return (
    <ComboBox
      {...props}
      options={options}
      isLoading={query.isPending}
      onSearch={(text) => {
        setTyped(text);
        onText?.(text);
      }}
      opensByTyping
      empty={say(onText ? 'ground.node.free' : 'ground.node.none')}
      {...(chosen ? { valueLabel: nameOf(chosen) } : {})}
    />
  );
}
