/** Time zones have one name everywhere. */
export const zones: { id: string; label: string }[] = ['UTC', ...Intl.supportedValuesOf('timeZone')]
  .filter((zone, at, all) => all.indexOf(zone) === at)
  .map((zone) => ({ id: zone, label: zone.replaceAll('_', ' ') }));
