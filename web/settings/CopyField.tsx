import { useRef, useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/Field.tsx';
import { useWords } from '../ui/words.ts';

/** A secret or link that is shown once, ready to be taken along. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const say = useWords();
  const input = useRef<HTMLInputElement>(null);
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
    } catch {
      // Without https some browsers keep the clipboard shut: then it is marked, ready for the keys.
      input.current?.focus();
      input.current?.select();
    }
  };
  return (
    <div className="flex flex-wrap items-end gap-8">
      <TextField
        className="flex-1 basis-[240px]"
        label={label}
        value={value}
        onChange={() => undefined}
        inputRef={input}
        spellCheck="false"
      />
      <Button icon={isCopied ? 'check' : 'copy'} onPress={() => void copy()}>
        {isCopied ? say('settings.copied') : say('settings.copy')}
      </Button>
    </div>
  );
}
