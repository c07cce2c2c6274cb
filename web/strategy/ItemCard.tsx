import { type ReactNode, useState } from 'react';
import { Button, IconButton } from '../ui/Button.tsx';
import { TextField } from '../ui/Field.tsx';
import { Card } from '../ui/Page.tsx';
import { useWords } from '../ui/words.ts';

/** One thing of a list: what it is in a line, and everything about it once it is opened. */
export function ItemCard({
  title,
  summary,
  badge,
  beside,
  children,
}: {
  title: string;
  summary?: string;
  badge?: ReactNode;
  /** Further buttons at the end of the line. */
  beside?: ReactNode;
  children: ReactNode;
}) {
  const say = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <Card className="flex flex-col gap-12">
      <div className="flex items-center gap-8">
        <div className="flex min-w-0 flex-1 flex-col">
          <span className="flex flex-wrap items-center gap-8 font-medium break-words">
            {title}
            {badge}
          </span>
          {summary ? <span className="text-sm text-text-2">{summary}</span> : null}
        </div>
        {beside}
        <IconButton
          icon={isOpen ? 'up' : 'down'}
          label={say(isOpen ? 'strategy.item.close' : 'strategy.item.open', { name: title })}
          onPress={() => setOpen(!isOpen)}
          aria-expanded={isOpen}
        />
      </div>
      {isOpen ? <div className="flex flex-col gap-12">{children}</div> : null}
    </Card>
  );
}

/** Adds one more to a list, by its name. */
export function AddItem({
  label,
  add,
  onAdd,
}: {
  label: string;
  add: string;
  /** What is wrong with the name, if anything. */
  onAdd: (name: string) => string | undefined;
}) {
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<string>();
  const submit = () => {
    if (name.trim() === '') return;
    const found = onAdd(name.trim());
    setProblem(found);
    if (found === undefined) setName('');
  };
  return (
    <form
      className="flex flex-wrap items-end gap-8"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <TextField
        label={label}
        value={name}
        onChange={(text) => {
          setName(text);
          setProblem(undefined);
        }}
        className="min-w-[200px] flex-1"
        maxLength={100}
        error={problem}
      />
      <Button type="submit" icon="add">
        {add}
      </Button>
    </form>
  );
}
