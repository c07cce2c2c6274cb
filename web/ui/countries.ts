import { useMemo } from 'react';
import { countryCodes } from '../../shared/platform/places.ts';
import { useLocale } from './words.ts';

/** All countries with their names in the reader's language, sorted as that language sorts. */
export function useCountries(): { id: string; label: string }[] {
  const locale = useLocale();
  return useMemo(() => {
    const names = new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' });
    return countryCodes()
      .flatMap((code) => {
        const label = names.of(code);
        return label === undefined ? [] : [{ id: code, label }];
      })
      .sort((one, other) => one.label.localeCompare(other.label, locale));
  }, [locale]);
}
