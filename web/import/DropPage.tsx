import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { useShortcuts } from '../ui/keys/Shortcuts.tsx';
import { useWords } from '../ui/words.ts';
import { type Gathered, ofInput, ofTransfer } from './gather.ts';

/** Files may be dropped or pasted anywhere while this is on screen; true while some hover over the page. */
function useDroppedFiles(onFiles: (files: Gathered[]) => void): boolean {
  const [isOver, setOver] = useState(false);
  const latest = useRef(onFiles);
  latest.current = onFiles;
  useEffect(() => {
    // Every element on the way sends its own enter and leave; only their balance tells.
    let depth = 0;
    const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const give = (files: Gathered[]) => {
      if (files.length > 0) latest.current(files);
    };
    const enter = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      depth += 1;
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const over = (event: DragEvent) => {
      // Without this the browser would open the file instead.
      if (carriesFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      if (!carriesFiles(event) || !event.dataTransfer) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      void ofTransfer(event.dataTransfer).then(give);
    };
    const paste = (event: ClipboardEvent) => {
      if (event.clipboardData?.files.length) void ofTransfer(event.clipboardData).then(give);
    };
    const listening = new AbortController();
    const { signal } = listening;
    window.addEventListener('dragenter', enter, { signal });
    window.addEventListener('dragleave', leave, { signal });
    window.addEventListener('dragover', over, { signal });
    window.addEventListener('drop', drop, { signal });
    window.addEventListener('paste', paste, { signal });
    return () => listening.abort();
  }, []);
  return isOver;
}

/** The place for files: it shows where they may be dropped (anywhere), and has buttons for those who do not drag. */
export function DropArea({
  title,
  children,
  onFiles,
  isWorking = false,
  isSmall = false,
}: {
  title: string;
  children?: ReactNode;
  onFiles: (files: Gathered[]) => void;
  isWorking?: boolean;
  isSmall?: boolean;
}) {
  const say = useWords();
  const isOver = useDroppedFiles(onFiles);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  useShortcuts([
    {
      id: 'import.files',
      keys: '+',
      label: say('import.drop.files'),
      group: say('app.nav.import'),
      isDisabled: isWorking,
      run: () => files.current?.click(),
    },
  ]);
  const take = (input: HTMLInputElement) => {
    const chosen = ofInput(input.files ?? []);
    // So that choosing the same file once more is noticed again.
    input.value = '';
    if (chosen.length > 0) onFiles(chosen);
  };
  return (
    <section
      aria-label={title}
      className={`flex flex-col items-center gap-12 rounded-control border border-dashed px-16 text-center ${
        isSmall ? 'py-16' : 'py-32'
      } ${isOver ? 'border-accent bg-accent-soft' : 'border-border-strong bg-surface'}`}
    >
      {isSmall ? null : (
        <span className="flex size-56 items-center justify-center rounded-full bg-sunken text-text-3">
          <Icon name="import" size={24} />
        </span>
      )}
      <h2 className={isSmall ? 'text-base font-medium' : 'text-lg'}>
        {isOver ? say('import.drop.now') : title}
      </h2>
      {children}
      <div className="flex flex-wrap justify-center gap-8">
        <Button
          variant={isSmall ? 'secondary' : 'primary'}
          icon="file"
          keys="+"
          isWorking={isWorking}
          onPress={() => files.current?.click()}
        >
          {say('import.drop.files')}
        </Button>
        <Button icon="folder" isDisabled={isWorking} onPress={() => folder.current?.click()}>
          {say('import.drop.folder')}
        </Button>
      </div>
      <input
        ref={files}
        data-testid="files"
        type="file"
        multiple
        hidden
        onChange={(event) => take(event.target)}
      />
      <input
        ref={(input) => {
          folder.current = input;
          // React knows no property of this name.
          input?.setAttribute('webkitdirectory', '');
        }}
        type="file"
        multiple
        hidden
        onChange={(event) => take(event.target)}
      />
    </section>
  );
}
