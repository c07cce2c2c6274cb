import type { PartyDraft } from '../party-draft.ts';
import { countryCode } from './countries.ts';

/** What the columns of one address hold. */
export interface PostalParts {
  label: string;
  street?: string;
  street2?: string;
  houseNumber?: string;
  numberHeader?: string;
  locality?: string;
  region?: string;
  postalCode?: string;
  country?: string;
  address?: string;
}

export function toAddress(parts: PostalParts): PartyDraft['addresses'][number] {
  const { houseNumber } = parts;
  let street = parts.street ?? '';
  if (houseNumber) {
    const before = /street|house\s?(?:number|no)|rue/i.test(parts.numberHeader ?? '');
    street = (before ? `${houseNumber} ${street}` : `${street} ${houseNumber}`).trim();
  }
  street = [street, parts.street2].filter(Boolean).join('\n');
  const { region = '', country = '' } = parts;
  // "1010 Wien" in one column.
  const [, code = '', town] =
    /^((?:\p{Lu}{1,2}[ -])?\d{4,5}) +(\p{L}.*)$/u.exec(parts.locality ?? '') ?? [];
  const isBoth = code !== '' && !parts.postalCode;
  const locality = (isBoth ? town : parts.locality) ?? '';
  const postalCode = isBoth ? code : (parts.postalCode ?? '');
  const lines = [street, [postalCode, locality].filter(Boolean).join(' '), region, country];
  return {
    label: parts.label,
    street,
    locality,
    region,
    postalCode,
    country: countryCode(country),
    text: parts.address ?? lines.filter(Boolean).join('\n'),
  };
}
