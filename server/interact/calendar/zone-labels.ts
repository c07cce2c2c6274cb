/** What Windows and Outlook show for a zone where its cities do not name one: usual labels, not ids. */
const table = `
Hawaii=Pacific/Honolulu|Alaska=America/Anchorage|Baja California=America/Tijuana|Arizona=America/Phoenix
Central America=America/Guatemala|Saskatchewan=America/Regina|Guadalajara=America/Mexico_City|Indiana=America/Indiana/Indianapolis
Atlantic Time=America/Halifax|Atlantic=America/Halifax|Newfoundland=America/St_Johns|Greenland=America/Nuuk|Brasilia=America/Sao_Paulo
City of Buenos Aires=America/Argentina/Buenos_Aires|Buenos Aires=America/Argentina/Buenos_Aires|Georgetown=America/Guyana
Cape Verde Is.=Atlantic/Cape_Verde|Cabo Verde Is.=Atlantic/Cape_Verde|Greenwich Mean Time=Europe/London|Edinburgh=Europe/London
Western European Time=Europe/Lisbon|Central European Time=Europe/Berlin|Eastern European Time=Europe/Helsinki
Westeuropäische Zeit=Europe/Lisbon|Mitteleuropäische Zeit=Europe/Berlin|Osteuropäische Zeit=Europe/Helsinki
Bern=Europe/Zurich|Rom=Europe/Rome|Wien=Europe/Vienna|Brüssel=Europe/Brussels|Kopenhagen=Europe/Copenhagen|Prag=Europe/Prague
Warschau=Europe/Warsaw|Athen=Europe/Athens|Bukarest=Europe/Bucharest|Moskau=Europe/Moscow|Lissabon=Europe/Lisbon
Kyiv=Europe/Kiev|Kiew=Europe/Kiev|St. Petersburg=Europe/Moscow|West Central Africa=Africa/Lagos|Pretoria=Africa/Johannesburg
E. Europe=Europe/Chisinau|Abu Dhabi=Asia/Dubai|Islamabad=Asia/Karachi|Chennai=Asia/Kolkata|Kolkata=Asia/Kolkata|Mumbai=Asia/Kolkata
New Delhi=Asia/Kolkata|Sri Jayawardenepura=Asia/Colombo|Kathmandu=Asia/Kathmandu|Yangon=Asia/Yangon|Astana=Asia/Almaty|Hanoi=Asia/Ho_Chi_Minh
Beijing=Asia/Shanghai|Chongqing=Asia/Shanghai|Osaka=Asia/Tokyo|Sapporo=Asia/Tokyo|Canberra=Australia/Sydney|Solomon Is.=Pacific/Guadalcanal
New Caledonia=Pacific/Noumea|Wellington=Pacific/Auckland|Nuku'alofa=Pacific/Tongatapu|Samoa=Pacific/Apia|Midway Island=Pacific/Midway
International Date Line West=Etc/GMT+12`;

const places = new Map([
  ...Intl.supportedValuesOf('timeZone').map(
    (zone) => [(zone.split('/').at(-1) ?? zone).replace(/_/g, ' ').toLowerCase(), zone] as const,
  ),
  ...table
    .trim()
    .split(/[|\n]/)
    .map((entry) => {
      const [place = '', zone = ''] = entry.split('=');
      return [place.toLowerCase(), zone] as const;
    }),
]);

const american: Record<string, string> = {
  eastern: 'America/New_York',
  central: 'America/Chicago',
  mountain: 'America/Denver',
  pacific: 'America/Los_Angeles',
};

/** "(UTC-05:00) Eastern Time (US & Canada)", also written with a dot, or as GMT. */
const shape = /^\((?:utc|gmt)(?:\s*([+-])(\d{1,2})(?:[:.]?(\d{2}))?)?\)\s*(.+)$/i;

/**
 * The zone a label means: the one of its first place whose clocks stand as far from UTC as the label says,
 * because La Paz lies in Bolivia and in Mexico.
 */
export function zoneOfLabel(label: string): string | null {
  const said = (shape.exec(label)?.[4] ?? label).trim().toLowerCase();
  const us = /^(eastern|central|mountain|pacific)(?: (?:time|zeit))?(?: \(usa?\b[^)]*\))?$/.exec(
    said,
  )?.[1];
  if (us) return american[us] ?? null;
  const found = said.split(/[,/]/).flatMap((part) => {
    const place = part.replace(/\([^)]*\)/g, '').trim();
    return places.get(place) ?? [];
  });
  const offset = offsetOfLabel(label);
  return found.find((zone) => offset !== null && hasOffset(zone, offset)) ?? found[0] ?? null;
}

/** The bare distance from UTC in a label, "-05:00", which is right for half of the year at best. */
export function offsetOfLabel(label: string): string | null {
  const [, sign, hours, minutes] = shape.exec(label) ?? [];
  return sign && hours ? `${sign}${hours.padStart(2, '0')}:${minutes ?? '00'}` : null;
}

function hasOffset(zone: string, offset: string): boolean {
  return ['2026-01-01T00:00', '2026-07-01T00:00'].some(
    (wall) => Temporal.PlainDateTime.from(wall).toZonedDateTime(zone).offset === offset,
  );
}
