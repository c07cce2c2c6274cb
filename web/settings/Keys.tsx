import { type KeyboardEvent, useState } from 'react';
import { changeLook, useLook } from '../app/look.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { Checkbox } from '../ui/Field.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { chordOf, onMac } from '../ui/keys/chords.ts';
import { useOfferedShortcuts } from '../ui/keys/Shortcuts.tsx';
import { Card } from '../ui/Page.tsx';
import { useWords } from '../ui/words.ts';

/** The person has just asked to press a key here, so that is where the keyboard goes. */
function focusOnce(box: HTMLInputElement | null): void {
  box?.focus();
}

/** The keys that work everywhere, each to be changed or switched off. */
export function Keys() {
  const say = useWords();
  const { keys, singleKeysOff } = useLook();
  const [changing, setChanging] = useState<string | null>(null);
  const offered = useOfferedShortcuts().filter(({ run }) => run);
  const put = (id: string, chosen: string[]) => {
    changeLook({ keys: { ...keys, [id]: chosen } });
    setChanging(null);
  };
  const listen = (id: string) => (event: KeyboardEvent) => {
    if (event.key === 'Tab' || event.key === 'Escape') {
      setChanging(null);
      return;
    }
    const chord = chordOf(event, onMac);
    if (!chord) return;
    event.preventDefault();
    event.stopPropagation();
    event.nativeEvent.stopImmediatePropagation();
    put(id, [chord]);
  };
  return (
    <Card className="flex flex-col gap-12">
      <Checkbox isSelected={singleKeysOff} onChange={(off) => changeLook({ singleKeysOff: off })}>
        {say('settings.singleKeysOff')}
      </Checkbox>
      <ul>
        {offered.map(({ id, label, keys: current }) => (
          <li
            key={id}
            className="flex min-h-40 flex-wrap items-center gap-8 border-t border-border py-4"
          >
            <span className="min-w-0 flex-1">{label}</span>
            {changing === id ? (
              <input
                ref={focusOnce}
                readOnly
                value=""
                placeholder={say('settings.pressKey')}
                aria-label={say('settings.pressKeyFor', { label })}
                onKeyDown={listen(id)}
                onBlur={() => setChanging(null)}
                className="min-h-control w-[160px] rounded-control border border-border-strong bg-surface px-8"
              />
            ) : (
              <>
                <span className="flex gap-8">
                  {current.length > 0 ? (
                    current.map((one) => <Kbd key={one} keys={one} />)
                  ) : (
                    <span className="text-text-3">{say('settings.keyOff')}</span>
                  )}
                </span>
                <IconButton
                  size="small"
                  icon="edit"
                  label={say('settings.changeKey', { label })}
                  onPress={() => setChanging(id)}
                />
                {current.length > 0 ? (
                  <IconButton
                    size="small"
                    icon="close"
                    label={say('settings.switchKeyOff', { label })}
                    onPress={() => put(id, [])}
                  />
                ) : null}
              </>
            )}
          </li>
        ))}
      </ul>
      <span>
        <Button
          size="small"
          icon="undo"
          isDisabled={Object.keys(keys).length === 0}
          onPress={() => changeLook({ keys: {} })}
        >
          {say('settings.usualKeys')}
        </Button>
      </span>
    </Card>
  );
}
