import { type ReactNode, useRef } from 'react';
import { DropZone } from 'react-aria-components/DropZone';
import type { DirectoryDropItem } from 'react-aria-components/GridList';
import { Text } from 'react-aria-components/Text';
import { Button } from './Button.tsx';
import { Icon } from './Icon.tsx';
import { useWords } from './words.ts';

export interface FileDropProps {
  label: string;
  description?: ReactNode;
  /** File endings as for `<input accept>`. */
  accept?: string;
  onFiles: (files: File[]) => void;
  isDisabled?: boolean;
}

/** Takes files by drop, paste or button; folders are opened. */
export function FileDrop({
  label,
  description,
  accept,
  onFiles,
  isDisabled = false,
}: FileDropProps) {
  const say = useWords();
  const input = useRef<HTMLInputElement>(null);
  const give = (files: Iterable<File> | null) => {
    const list = [...(files ?? [])];
    if (list.length > 0) onFiles(list);
  };
  return (
    <DropZone
      aria-label={label}
      isDisabled={isDisabled}
      onDrop={async ({ items }) => {
        const files: File[] = [];
        for (const item of items) {
          if (item.kind === 'file') files.push(await item.getFile());
          else if (item.kind === 'directory')
            for await (const file of filesWithin(item)) files.push(file);
        }
        give(files);
      }}
      className="flex flex-col items-center gap-12 rounded-control border border-dashed border-border-strong bg-surface px-24 py-32 text-center data-disabled:text-text-3 data-drop-target:border-accent data-drop-target:bg-accent-soft data-focus-visible:outline-2 data-focus-visible:outline-offset-2 data-focus-visible:outline-focus"
    >
      <span className="flex size-56 items-center justify-center rounded-full bg-sunken text-text-3">
        <Icon name="import" size={24} />
      </span>
      <Text slot="label" className="text-lg">
        {label}
      </Text>
      {description ? <p className="max-w-[60ch] text-base text-text-2">{description}</p> : null}
      <input
        ref={input}
        type="file"
        multiple
        accept={accept}
        hidden
        onChange={(event) => {
          give(event.target.files);
          event.target.value = '';
        }}
      />
      <Button icon="folder" isDisabled={isDisabled} onPress={() => input.current?.click()}>
        {say('ui.files.choose')}
      </Button>
    </DropZone>
  );
}

async function* filesWithin(directory: DirectoryDropItem): AsyncGenerator<File> {
  for await (const entry of directory.getEntries()) {
    if (entry.kind === 'file') yield await entry.getFile();
    else if (entry.kind === 'directory') yield* filesWithin(entry);
  }
}
