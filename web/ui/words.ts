import { useLingui } from '@lingui/react';
import { useCallback, useSyncExternalStore } from 'react';
import type { MessageId } from '../locales/ids.ts';

export type Say = (id: MessageId, values?: Record<string, unknown>) => string;

/** Values every message may ask for without being given them: the company's own words. */
let standing: Readonly<Record<string, string>> = {};
const listeners = new Set<() => void>();

export function setStandingValues(values: Readonly<Record<string, string>>): void {
  standing = values;
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * `const say = useWords(); say('ui.close')`: the words of the language the person reads. The function stays
 * the same until the language or the company's own words change, so what is made with it can be kept.
 */
export function useWords(): Say {
  const { _ } = useLingui();
  const own = useSyncExternalStore(listen, () => standing);
  return useCallback((id, values) => _(id, values ? { ...own, ...values } : own), [_, own]);
}

/** The locale for `Intl` formatters: the language shown, with the region of the browser. */
export function useLocale(): string {
  const { i18n } = useLingui();
  return i18n.locales?.[0] ?? i18n.locale;
}
