import { useMemo } from 'react';
import { useLocale } from '../ui/words.ts';

/** Codes that name no country: unions, tests, and islands that write another country's numbers. */
const noCountries = new Set(['EU', 'EZ', 'UN', 'QO', 'ZZ', 'XA', 'XB', 'CP', 'DG', 'EA', 'IC']);

/** All countries with their names in the reader's language, sorted as that language sorts. */
export function useCountries(): { id: string; label: string }[] {
  const locale = useLocale();
  return useMemo(() => {
    const names = new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' });
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
    return letters
      .flatMap((first) => letters.map((second) => first + second))
      .filter(
        (code) =>
          !noCountries.has(code) &&
          new Intl.Locale('und', { region: code }).maximize().region === code,
      )
      .flatMap((code) => {
        const label = names.of(code);
        return label === undefined ? [] : [{ id: code, label }];
      })
      .sort((one, other) => one.label.localeCompare(other.label, locale));
  }, [locale]);
}

/** Time zones have one name everywhere. */
export const zones: { id: string; label: string }[] = ['UTC', ...Intl.supportedValuesOf('timeZone')]
  .filter((zone, at, all) => all.indexOf(zone) === at)
  .map((zone) => ({ id: zone, label: zone.replaceAll('_', ' ') }));
