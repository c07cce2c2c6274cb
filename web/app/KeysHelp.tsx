import { Dialog } from '../ui/Dialog.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { useOfferedShortcuts } from '../ui/keys/Shortcuts.tsx';
import { useWords } from '../ui/words.ts';

/** `?`: every key that works on this screen. */
export default function KeysHelp({ onClose }: { onClose: () => void }) {
  const say = useWords();
  const offered = useOfferedShortcuts().filter(({ keys }) => keys.length > 0);
  const groups = Map.groupBy(offered, ({ group }) => group);
  return (
    <Dialog isOpen onClose={onClose} title={say('app.keys')} size="large">
      <div className="columns-1 gap-32 tablet:columns-2">
        {[...groups].map(([group, shortcuts]) => (
          <section key={group} className="mb-16 break-inside-avoid">
            <h3 className="pb-4 text-xs text-text-3">{group}</h3>
            <dl>
              {shortcuts.map(({ id, label, keys }) => (
                <div key={id} className="flex min-h-32 items-center gap-12 border-b border-border">
                  <dt className="min-w-0 flex-1">{label}</dt>
                  <dd className="flex gap-8">
                    <span className="sr-only">{keys.join(', ')}</span>
                    {keys.map((one) => (
                      <Kbd key={one} keys={one} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
