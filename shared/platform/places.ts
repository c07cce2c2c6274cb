/** Codes that name no country: unions, tests, and islands that write another country's numbers. */
const noCountries = new Set(['EU', 'EZ', 'UN', 'QO', 'ZZ', 'XA', 'XB', 'CP', 'DG', 'EA', 'IC']);

/** The two letters of every country there is (ISO 3166-1, as Unicode's data has it). */
export function countryCodes(): string[] {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter(
      (code) =>
        !noCountries.has(code) &&
        new Intl.Locale('und', { region: code }).maximize().region === code,
    );
}

/** The country whose clocks show this time zone; none for one like UTC. */
export function countryOfZone(zone: string): string | undefined {
  const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions();
  return countryCodes().find((region) =>
    new Intl.Locale('und', { region }).getTimeZones?.()?.includes(timeZone),
  );
}

/** Where somebody is, as far as their machine tells: by its clock, else by the region of its languages. */
export function placeOf(machine: { zone: string; languages: readonly string[] }): {
  country: string | undefined;
  zone: string;
} {
  const regions = machine.languages.flatMap((language) => new Intl.Locale(language).region ?? []);
  return { country: countryOfZone(machine.zone) ?? regions[0], zone: machine.zone };
}
