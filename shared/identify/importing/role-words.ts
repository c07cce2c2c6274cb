import { foldForSearch } from '../../platform/folding.ts';
import { type Role, roles } from '../../strategy/roles.ts';
import type { CompanyWords } from '../../strategy/words.ts';

const words: Record<Role, string> = {
  prospect:
    'prospect|opportunity|potential customer|interessent|interessentin|potenzieller kunde|prospecto|cliente potencial|' +
    'client potentiel|salesqualifiedlead|sales qualified lead|sql|opportunite|oportunidad|suspect',
  lead: 'lead|new lead|hot lead|warm lead|cold lead|mql|marketingqualifiedlead|marketing qualified lead|subscriber|abonnent|abonne|suscriptor|piste',
  customer:
    'customer|customer direct|customer channel|client|kunde|kundin|kunden|bestandskunde|cliente|clientes|clients|customers|current customer|active customer|buyer|existing customer',
  'former customer':
    'former customer|ex customer|past customer|churned|lost customer|ehemaliger kunde|ehemalige kundin|altkunde|exkunde|' +
    'ancien client|ancienne cliente|antiguo cliente|ex cliente|ex client|ex kunde',
  supplier:
    'supplier|vendor|lieferant|lieferantin|zulieferer|kreditor|fournisseur|proveedor|proveedora|suppliers|vendors',
  partner:
    'partner|channel partner reseller|technology partner|installation partner|reseller|integrator|partnerin|vertriebspartner|partenaire|socio|socia|revendeur|distribuidor|partners',
  staff:
    'staff|employee|colleague|mitarbeiter|mitarbeiterin|kollege|kollegin|angestellter|salarie|salariee|collegue|empleado|empleada|colega|personal',
  advocate:
    'advocate|evangelist|promoter|referrer|ambassador|fursprecher|empfehler|botschafter|ambassadeur|prescripteur|embajador|promotor',
  press: 'press|journalist|media|presse|journalistin|journaliste|prensa|periodista|medien|medios',
  competitor:
    'competitor|wettbewerber|konkurrent|mitbewerber|concurrent|competidor|competencia|konkurrenz',
  other: 'other|sonstige|sonstiges|andere|autre|autres|otro|otros|otra',
};

const roleOfWord = new Map<string, Role>();
for (const [role, list] of Object.entries(words) as [Role, string][]) {
  for (const word of list.split('|')) roleOfWord.set(word, role);
}

/** Words of a company's own for roles, folded as `roleOf` looks for them. */
export type RoleWords = Readonly<Record<string, Role>>;

/** Every form in which the company's words for roles may stand in a cell. */
export function roleWordsOf({ words }: Pick<CompanyWords, 'words'>): RoleWords {
  const found: [string, Role][] = [];
  for (const role of roles) {
    const { en, de } = (Object.hasOwn(words, role) && words[role]) || {};
    for (const word of [en, de, de?.female]) {
      if (word) found.push([folded(word.one), role], [folded(word.many), role]);
    }
  }
  return Object.fromEntries(found.filter(([word]) => word !== ''));
}

/** The role a word names in the company's own words, in English, German, French or Spanish, or undefined. */
export function roleOf(text: string, own: RoleWords = {}): Role | undefined {
  const word = folded(text);
  return Object.hasOwn(own, word) ? own[word] : roleOfWord.get(word);
}

function folded(text: string): string {
  return foldForSearch(text)
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();
}
