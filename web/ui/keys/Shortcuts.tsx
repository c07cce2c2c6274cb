import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useSyncExternalStore,
} from 'react';
import { chordOf, type Keys, onMac, typesText } from './chords.ts';
import { SequenceListener } from './sequence.ts';

export interface Shortcut {
  /** Stays the same when the keys are remapped, e.g. `go.people`. */
  id: string;
  keys: Keys | Keys[];
  /** What it does, in the reader's language; shown by `?`. */
  label: string;
  /** Heading in the help under which it stands. */
  group: string;
  /** Without it the focused thing listens itself (as with Enter in a list), and the help only names the key. */
  run?: () => void;
  /** Not possible now, yet shown by the help. */
  isDisabled?: boolean;
}

/** What the person changed: other keys, or none. */
export type KeyChanges = Readonly<Record<string, Keys[]>>;

interface Listening extends Omit<Shortcut, 'keys'> {
  keys: Keys[];
}

/** Keeps which keys are in force now; the last screen to mount wins. */
class ShortcutRegistry {
  #layers = new Map<symbol, Shortcut[]>();
  #listeners = new Set<() => void>();
  #changes: KeyChanges = {};
  #singleKeysOff = false;
  #current: Listening[] = [];

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  current = (): Listening[] => this.#current;

  put(layer: symbol, shortcuts: Shortcut[]): void {
    this.#layers.set(layer, shortcuts);
    this.#renew();
  }

  remove(layer: symbol): void {
    this.#layers.delete(layer);
    this.#renew();
  }

  remap(changes: KeyChanges, singleKeysOff: boolean): void {
    this.#changes = changes;
    this.#singleKeysOff = singleKeysOff;
    this.#renew();
  }

  #renew(): void {
    const byId = new Map<string, Listening>();
    for (const shortcuts of this.#layers.values()) {
      for (const shortcut of shortcuts) {
        const keys = this.#changes[shortcut.id] ?? [shortcut.keys].flat();
        byId.delete(shortcut.id);
        byId.set(shortcut.id, {
          ...shortcut,
          keys: this.#singleKeysOff ? keys.filter((one) => !typesText(one)) : keys,
        });
      }
    }
    this.#current = [...byId.values()];
    for (const listener of this.#listeners) listener();
  }
}

const RegistryContext = createContext<ShortcutRegistry | null>(null);

function useRegistry(): ShortcutRegistry {
  const registry = useContext(RegistryContext);
  if (!registry) throw new Error('Shortcuts need a ShortcutLayer around them.');
  return registry;
}

export interface ShortcutLayerProps {
  children: ReactNode;
  /** Keys the person chose instead of ours, by shortcut id. */
  changes?: KeyChanges;
  /** Letters and digits do nothing; for people whose screen reader needs them. */
  singleKeysOff?: boolean;
}

const noChanges: KeyChanges = {};

/** Listens to the keyboard for the whole page. One stands around the app. */
export function ShortcutLayer({
  children,
  changes = noChanges,
  singleKeysOff = false,
}: ShortcutLayerProps) {
  const registry = useMemo(() => new ShortcutRegistry(), []);
  useEffect(() => registry.remap(changes, singleKeysOff), [registry, changes, singleKeysOff]);
  useEffect(() => {
    const sequence = new SequenceListener();
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const chord = chordOf(event, onMac);
      if (!chord) return;
      const within = event.target instanceof Element ? event.target : document.body;
      const writing = isWriting(within);
      const inLayer =
        within.closest(
          '[role=dialog],[role=alertdialog],[role=menu],[role=listbox],[role=tablist]',
        ) !== null;
      const offered = registry
        .current()
        .filter(({ keys, isDisabled, run }) => keys.length > 0 && !isDisabled && run !== undefined);
      const known = new Set(
        offered.flatMap(({ keys }) => keys).filter((keys) => mayRun(keys, writing, inLayer)),
      );
      const heard = sequence.hear(chord, event.timeStamp, known);
      if (heard === 'nothing') return;
      event.preventDefault();
      if (heard === 'waiting') return;
      offered.findLast(({ keys }) => keys.includes(heard.keys))?.run?.();
    };
    // A button takes every Enter for a press, also one with Mod that means the page's next step.
    const listenBefore = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(onMac ? event.metaKey : event.ctrlKey)) return;
      if (!(event.target instanceof HTMLButtonElement)) return;
      if (event.target.closest('[role=dialog],[role=alertdialog],[role=menu]')) return;
      listen(event);
      if (event.defaultPrevented) event.stopPropagation();
    };
    document.addEventListener('keydown', listenBefore, { capture: true });
    document.addEventListener('keydown', listen);
    return () => {
      document.removeEventListener('keydown', listenBefore, { capture: true });
      document.removeEventListener('keydown', listen);
    };
  }, [registry]);
  return <RegistryContext value={registry}>{children}</RegistryContext>;
}

function mayRun(keys: Keys, writing: boolean, inLayer: boolean): boolean {
  // In a text field Mod+Z undoes the writing, not the last act.
  if (writing) return !typesText(keys) && keys !== 'Mod+Z' && keys !== 'Escape';
  return inLayer ? !typesText(keys) && keys !== 'Escape' : true;
}

/** Whether typing goes into a text at this place. */
export function isWriting(element: Element): boolean {
  if (element instanceof HTMLInputElement)
    return !['checkbox', 'radio', 'button', 'submit', 'range', 'file', 'color'].includes(
      element.type,
    );
  return (
    element instanceof HTMLTextAreaElement ||
    element instanceof HTMLSelectElement ||
    (element instanceof HTMLElement && element.isContentEditable) ||
    element.closest('[role=spinbutton], [data-writing]') !== null
  );
}

/**
 * Offers keys while the component is on screen. The list may be new on every render; only what the
 * help shows decides whether the page is told.
 */
export function useShortcuts(shortcuts: Shortcut[]): void {
  const registry = useRegistry();
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  const outline = JSON.stringify(
    shortcuts.map(({ id, keys, label, group, isDisabled }) => [id, keys, label, group, isDisabled]),
  );
  // Before it is painted: a key that is seen to be offered is heard.
  useLayoutEffect(() => {
    const layer = Symbol(outline);
    registry.put(
      layer,
      latest.current.map((shortcut) => ({
        ...shortcut,
        ...(shortcut.run && {
          run: () => latest.current.find(({ id }) => id === shortcut.id)?.run?.(),
        }),
      })),
    );
    return () => registry.remove(layer);
  }, [registry, outline]);
}

/** The keys that work on this screen, in the order they were offered. */
export function useOfferedShortcuts(): Listening[] {
  const registry = useRegistry();
  return useSyncExternalStore(registry.subscribe, registry.current);
}
