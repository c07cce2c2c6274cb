import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { useWords } from '../ui/words.ts';

/** Ten codes, shown this once. */
export function RecoveryCodes({ codes, onKept }: { codes: string[]; onKept: () => void }) {
  const say = useWords();
  const [isCopied, setCopied] = useState(false);
  const text = codes.join('\n');
  const copy = async () => {
    await navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      // Without https some browsers keep the clipboard shut; the codes can be marked and saved.
      () => undefined,
    );
  };
  return (
    <Notice
      tone="warn"
      title={say('settings.recovery.once')}
      isUrgent
      actions={
        <>
          <Button icon={isCopied ? 'check' : 'copy'} onPress={() => void copy()}>
            {say(isCopied ? 'settings.copied' : 'settings.copy')}
          </Button>
          <a
            className="text-accent-text"
            href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
            download="rapport-recovery-codes.txt"
          >
            {say('settings.recovery.save')}
          </a>
          <Button variant="primary" onPress={onKept}>
            {say('settings.recovery.kept')}
          </Button>
        </>
      }
    >
      <p>{say('settings.recovery.words')}</p>
      <ol className="grid grid-cols-1 gap-x-24 gap-y-4 pt-8 font-mono tablet:grid-cols-2">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
    </Notice>
  );
}
