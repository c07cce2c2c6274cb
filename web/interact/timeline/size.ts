const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** "340 kB", "1.2 MB": as much as a person needs to decide whether to open it. */
export function shownSize(bytes: number, locale: string): string {
  let size = bytes;
  let at = 0;
  while (size >= 1000 && at < units.length - 1) {
    size /= 1000;
    at += 1;
  }
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[at],
    unitDisplay: 'short',
    maximumFractionDigits: size < 10 && at > 0 ? 1 : 0,
  }).format(size);
}
