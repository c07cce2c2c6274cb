import { foldForSearch } from '../platform/folding.ts';
import { remember } from '../platform/remember.ts';

/**
 * Legal forms, folded and without dots, so that "ACME S.A." and "Acme SA" meet. Short ones that are also
 * words or surnames ("Sa", "As") count as a sign of a company only when written in capitals or with dots.
 */
const CLEAR_FORMS = new Set(
  (
    'gmbh mbh ggmbh ug ohg gbr kgaa ev eg inc incorporated ltd limited llc llp lllp lp plc corp corporation pllc pty ' +
    'sarl sasu eurl scop snc selarl srl srls spa sapa scarl sagl slu sll slne sociedad bvba vof bv nv cvba vzw asbl aps ivs ' +
    'oyj oy kft zrt nyrt bt sro doo dooel ood eood ead jsc ojsc cjsc pjsc ooo zao oao pao tov sia uab eirl ltda ' +
    'eireli saic sapi pvt sdn bhd pte gmbhco kk yk godo kabushiki anonim sirketi berhad'
  ).split(' '),
);
const SHORT_FORMS = new Set(
  'ag kg se sa as ab ks sas sca sc sl cv da asa ao ad co ek kb hf ehf rt tbk pt'.split(' '),
);

/** Words that only organisations carry in their names; enough to tell, not enough to strip. */
const COMPANY_WORDS = new Set(
  (
    'company companies group gruppe groupe grupo gruppo holding holdings bank banque banco sparkasse versicherung insurance ' +
    'university universitat universite universidad institute institut instituto college school schule verein association ' +
    'foundation stiftung fondation fundacion ministry ministerium department council committee church hospital klinik clinic ' +
    'hotel restaurant ristorante cafe bakery apotheke pharmacy solutions systems technologies technology software consulting ' +
    'services service industries international enterprises partners associates agency agentur studio studios labs media ' +
    'press verlag publishing airlines logistics trading motors energy union society trust fund capital ventures'
  ).split(' '),
);

function words(name: string): string[] {
  return foldForSearch(name)
    .replace(/\b(\p{L})\.\s?(?=\p{L}\b)/gu, '$1')
    .replace(/&/g, ' and ')
    .replace(/[.'’]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/** Name without its legal form, folded: the key by which two spellings of one company meet. */
export const companyKey = remember((name: string): string => {
  const all = words(name);
  const kept = [...all];
  while (kept.length > 1) {
    const last = kept.at(-1) ?? '';
    const isForm = CLEAR_FORMS.has(last) || SHORT_FORMS.has(last);
    // "GmbH & Co. KG" leaves its "and" behind.
    if (!isForm && !(last === 'and' && kept.length < all.length)) break;
    kept.pop();
  }
  if (kept.length > 1 && /^(?:ooo|zao|oao|pao|pt|ao)$/.test(kept[0] ?? '')) kept.shift();
  return kept.join(' ');
});

/** The legal form as written ("GmbH & Co. KG", "S.A."), or null. */
export function legalForm(name: string): string | null {
  const written = name.normalize('NFC').trim().split(/\s+/u);
  let from = written.length;
  while (from > 1) {
    const word = written[from - 1] ?? '';
    const bare = foldForSearch(word).replace(/[^\p{L}]/gu, '');
    const form =
      CLEAR_FORMS.has(bare) ||
      (SHORT_FORMS.has(bare) && isEmphatic(word)) ||
      (from < written.length && /^(?:&|and|und|et|y|co)$/.test(bare || word));
    if (!form) break;
    from -= 1;
  }
  return from < written.length
    ? written
        .slice(from)
        .join(' ')
        .replace(/^[,&]\s*/, '')
    : null;
}

function isEmphatic(word: string): boolean {
  return (
    /\p{L}\.\p{L}/u.test(word) ||
    /^\p{Lu}[\p{L}.]*\p{Lu}[.,]?$/u.test(word) ||
    /^Co\.,?$/.test(word)
  );
}

/** Whether a name can only be an organisation's; false means not certain, not "a person". */
export function isCompanyName(name: string): boolean {
  if (/^(?:the|die|das|les)\s/iu.test(name.trim()) && words(name).length > 2) return true;
  if (legalForm(name) !== null) return true;
  const all = words(name);
  return all.length > 1 && all.some((word) => COMPANY_WORDS.has(word));
}
