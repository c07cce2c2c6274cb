import { useLingui } from '@lingui/react';
import type { MessageId } from '../locales/ids.ts';

export type Say = (id: MessageId, values?: Record<string, unknown>) => string;

/**
 * `const say = useWords(); say('ui.close')`: the words of the language the person reads. The function stays
 * the same until the language or the company's own words change, so what is made with it can be kept.
 */
export function useWords(): Say {
  return useLingui()._;
}

/** The locale for `Intl` formatters: the language shown, with the region of the browser. */
export function useLocale(): string {
  const { i18n } = useLingui();
  return i18n.locales?.[0] ?? i18n.locale;
}
