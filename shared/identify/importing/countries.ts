import { getCountries } from 'libphonenumber-js';
import { foldForSearch } from '../../platform/folding.ts';

/** What people write besides the names that the locale data knows. */
const aliases: Record<string, string> = {
  US: 'usa|u s a|u s|united states of america|america|estados unidos de america|etats unis d amerique|vereinigte staaten von amerika|eeuu|ee uu',
  GB: 'uk|u k|great britain|england|scotland|wales|northern ireland|grossbritannien|grande bretagne|gran bretana|gbr|vk',
  DE: 'brd|federal republic of germany|bundesrepublik deutschland|d|deu|ger',
  AT: 'a|aut|oesterreich',
  CH: 'che|sui|suisse|svizzera',
  FR: 'f|fra',
  ES: 'e|esp|espana',
  IT: 'i|ita|italia',
  NL: 'nld|holland|nederland|the netherlands',
  BE: 'bel|belgique|belgie',
  DK: 'dnk|danmark',
  SE: 'swe|sverige',
  NO: 'nor|norge',
  FI: 'fin|suomi',
  PL: 'pol|polska',
  CZ: 'cze|czech republic|tschechische republik|republique tcheque|republica checa',
  RU: 'rus|russian federation|russische foderation',
  CN: 'chn|pr china|peoples republic of china',
  KR: 'kor|korea|republic of korea|south korea',
  CA: 'can',
  AU: 'aus',
  JP: 'jpn',
  IN: 'ind',
  BR: 'bra|brasil',
  MX: 'mex',
  IE: 'irl|eire|republic of ireland',
  TR: 'tur|turkey|turkei|turquie|turquia',
  LU: 'lux',
  PT: 'prt',
  VN: 'viet nam',
  AE: 'uae|united arab emirates',
};

const codeOfName = new Map<string, string>();
const codes = getCountries() as string[];
for (const locale of ['en', 'de', 'fr', 'es']) {
  const names = new Intl.DisplayNames([locale], { type: 'region', fallback: 'none' });
  for (const code of codes) {
    const name = names.of(code);
    if (name) codeOfName.set(plain(name), code);
  }
}
for (const [code, list] of Object.entries(aliases)) {
  for (const alias of list.split('|')) codeOfName.set(alias, code);
}

function plain(text: string): string {
  return foldForSearch(text)
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();
}

/** ISO 3166-1 code of a country as people write it, or "" when it is not known for certain. */
export function countryCode(text: string): string {
  const written = text.trim();
  if (written.length === 2 && codes.includes(written.toUpperCase())) return written.toUpperCase();
  return codeOfName.get(plain(written)) ?? '';
}
