import type { Choice } from '../../ui/Field.tsx';

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
/** Regions that have a name and are no country: unions, unknown, pseudo, and what was renamed since. */
const noCountries = new Set(
  'EU EZ UN QO XA XB ZZ AN BU CS DD DY FX HV NH NT RH SU TP UK VD YD YU ZR AC CP DG EA IC TA CQ'.split(
    ' ',
  ),
);

/** All countries in the reader's language and order, from what the browser knows anyway. */
export function countries(locale: string): Choice[] {
  const names = new Intl.DisplayNames([locale], { type: 'region', fallback: 'none' });
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .flatMap((id) => {
      const label = noCountries.has(id) ? undefined : names.of(id);
      return label ? [{ id, label }] : [];
    })
    .sort((a, b) => a.label.localeCompare(b.label, locale));
}
