import { foldHeading } from './headings.ts';
import { callFields } from './listed.ts';
import { purchaseFields } from './purchase-columns.ts';

/** What a column may become. `extra` keeps the value under the column's own heading. */
export const fields = [
  'name',
  'given',
  'family',
  'additional',
  'prefix',
  'suffix',
  'email',
  'phone',
  'company',
  'title',
  'department',
  'street',
  'houseNumber',
  'street2',
  'locality',
  'region',
  'postalCode',
  'country',
  'address',
  'url',
  'birthday',
  'note',
  'role',
  'tag',
  'uid',
  'photo',
  /** Says which kind of e-mail, phone, address or website the neighbouring column holds. */
  'label',
  /** A column of our own export, which is read to the letter. */
  'exported',
  /** Stands before the phone number of the same slot. */
  'callingCode',
  /** Who here is responsible, by address or name. */
  'owner',
  'extra',
  /** Of a list of calls. */
  ...callFields,
  /** Of a list of what customers bought. */
  ...purchaseFields,
  /** Left out because a person said so. */
  'skip',
] as const;
export type Field = (typeof fields)[number];

export interface HeaderReading {
  field: Field;
  /** work, home, mobile, fax … or empty. */
  label: string;
  /** Number that tells repeated columns apart ("E-mail 2"). */
  slot: string;
  /** For `label`: the field it describes. */
  of?: Field;
  certain: boolean;
}

/** Headings as found in exports, folded, in English, German, French and Spanish. */
const headings: Partial<Record<Field, string>> = {
  name:
    'name|full name|fullname|display name|displayname|contact name|contact|person|person name|file as|names|your name|' +
    'vollstandiger name|ganzer name|anzeigename|kontakt|kontaktname|ansprechpartner|ansprechpartnerin|vor und nachname|' +
    'vorname nachname|name vorname|nachname vorname|vorname und nachname|nom complet|nom et prenom|nom prenom|prenom nom|' +
    'nom affiche|nom d usage|nombre completo|nombre y apellidos|apellidos y nombre|nombre para mostrar|contacto|' +
    'last first|last name first name|lastname firstname|family given|nombre|nom|customer name|client name|member name',
  given:
    'first name|firstname|first|given name|givenname|given names|forename|fname|given|vorname|vornamen|rufname|prenom|prenoms|' +
    'nombre de pila|primer nombre|nombres',
  family:
    'last name|lastname|last|surname|family name|familyname|family|lname|nachname|familienname|zuname|nom de famille|apellido|' +
    'apellidos|primer apellido|sur name',
  additional:
    'middle name|middlename|middle|middle initial|additional name|additional names|second name|zweiter vorname|' +
    'weitere vornamen|mittelname|deuxieme prenom|second prenom|segundo nombre|segundo apellido',
  prefix:
    'prefix|name prefix|salutation|anrede|titel vor dem namen|namensprafix|prafix|akademischer titel|civilite|titre de civilite|' +
    'tratamiento|prefijo|honorific prefix|courtesy title',
  suffix: 'suffix|name suffix|namenssuffix|suffixe|sufijo|honorific suffix|namenszusatz',
  email:
    'email|e mail|mail|email address|e mail address|emailaddress|mail address|emails|e mails|email addresses|e mail adresse|' +
    'email adresse|emailadresse|mailadresse|mail adresse|elektronische post|courriel|adresse e mail|adresse email|' +
    'adresse mail|adresse courriel|adresse electronique|mel|correo|correo electronico|direccion de correo|' +
    'direccion de correo electronico|direccion electronica|direccion de email|email id|smtp|primary smtp address',
  phone:
    'phone|phone number|phonenumber|telephone|telephone number|tel|tel no|tel nr|phone no|phones|phone numbers|contact number|' +
    'telefon|telefonnummer|telefonnr|telefon nr|rufnummer|fon|durchwahl|telefono|numero de telefono|numero de telephone|' +
    'n de telephone|numero telephone|telefonos|no de telephone|n telephone|telephones|teléfono|number phone|' +
    'mobile phone number|mobilnummer|handynummer|mobiltelefon|numero de portable|numero de movil|fax number|faxnummer|' +
    'telefonnummern|telex|pager|isdn|callback|ttytdd|tty tdd phone|company main phone',
  company:
    'company|company name|companyname|organization|organisation|organization name|organisation name|org|account|account name|' +
    'business|business name|employer|associated company|primary company|firm|unternehmen|firma|firmenname|firmierung|betrieb|' +
    'arbeitgeber|gesellschaft|organisationsname|entreprise|societe|nom de l entreprise|nom de la societe|raison sociale|' +
    'nom entreprise|nom societe|empresa|compania|nombre de la empresa|nombre empresa|razon social|organizacion|entidad|' +
    'person organization|organization organization name|kunde|client|cliente',
  title:
    'title|job title|jobtitle|position|job|organization title|organization 1 title|occupation|profession|function|jobposition|job position|job function|role title|' +
    'titel|berufsbezeichnung|jobtitel|position im unternehmen|stellenbezeichnung|funktion|stelle|beruf|poste|fonction|titre|titre poste|titre du poste|intitule du poste|intitule de poste|metier|cargo|' +
    'puesto|puesto de trabajo|titulo del puesto|titulo|profesion|ocupacion',
  department:
    'department|dept|organization department|division|abteilung|bereich|service|departement|departamento|seccion',
  street:
    'street|street address|address 1|address1|address line 1|addressline1|address line1|street 1|street1|strasse|str|anschrift 1|' +
    'strasse und hausnummer|strasse hausnummer|strasse nr|adresse 1|adresszeile 1|strasse 1|rue|voie|numero et rue|' +
    'adresse ligne 1|calle|domicilio|direccion 1|linea de direccion 1|via|calle y numero',
  houseNumber:
    'street number|house number|housenumber|house no|hausnummer|haus nr|hausnr|numero de rue|numero de calle',
  street2:
    'street 2|street2|street 3|address 2|address2|address 3|address line 2|address line 3|addressline2|extended address|' +
    'adresszusatz|adresse 2|adresszeile 2|strasse 2|strasse 3|adresse ligne 2|complement d adresse|complement adresse|' +
    'direccion 2|calle 2|calle 3|rue 2|rue 3|po box|postfach|boite postale|apartado postal|apartado|apt|suite|unit|building|' +
    'address po box',
  locality:
    'city|town|locality|suburb|municipality|ort|stadt|wohnort|ortschaft|gemeinde|ville|commune|localite|ciudad|localidad|' +
    'poblacion|municipio|city town|town city|plz ort|plz und ort|zip city|cp ville|code postal ville|code postal et ville|cp poblacion',
  region:
    'state|province|region|state province|state region|county|state or province|bundesland|bundesland kanton|kanton|province code|state code|' +
    'departement region|etat|etat province|dep region|provincia|estado provincia|estado o provincia|provincia o estado|comunidad autonoma|bundesland oder kanton',
  postalCode:
    'zip|zip code|zipcode|postal code|postalcode|postcode|post code|zip postal code|zip postcode|postal|plz|postleitzahl|code postal|cp|c p|' +
    'codigo postal|zip or postal code|npa',
  country:
    'country|country region|countryregion|nation|country code|countrycode|country name|land|staat|landercode|land region|pays|' +
    'pays region|code pays|pais|pais region|pais o region|codigo de pais',
  address:
    'address|full address|postal address|mailing address|anschrift|adresse|postanschrift|postadresse|adresse postale|' +
    'adresse complete|direccion|direccion completa|direccion postal|formatted|address formatted|location|addresses',
  url:
    'url|website|web site|web page|webpage|homepage|home page|web|website url|internet|internetseite|webseite|internetadresse|' +
    'site web|site internet|page web|sitio web|pagina web|linkedin|linkedin url|linkedin profile|twitter|facebook|' +
    'company domain name|domain|websites|person linkedin profile',
  birthday:
    'birthday|birth date|birthdate|date of birth|dob|geburtstag|geburtsdatum|geb datum|geb|anniversaire|date de naissance|' +
    'naissance|cumpleanos|fecha de nacimiento|nacimiento|birth day',
  note:
    'note|notes|comment|comments|remark|remarks|description|notiz|notizen|bemerkung|bemerkungen|kommentar|anmerkung|anmerkungen|' +
    'beschreibung|remarque|remarques|commentaire|commentaires|nota|notas|comentario|comentarios|observaciones|descripcion|about',
  role:
    'role|roles|type|contact type|lifecycle stage|lifecyclestage|kind|category|relationship|relationship type|status|lead status|' +
    'account type|customer type|record type|kategorie|kontaktart|kundentyp|kundenart|beziehung|art|typ|rolle|' +
    'statut|categorie|relation|type de contact|tipo|categoria|relacion|estado|tipo de contacto|rol|stage',
  tag:
    'tag|tags|label|labels|group|groups|group membership|groups membership|categories|category|gruppe|gruppen|kategorie|kategorien|schlagworte|schlagworter|' +
    'groupe|groupes|categorie|etiquette|etiquettes|grupo|grupos|categoria|categorias|etiqueta|etiquetas|lists|mailing lists|person label',
  uid: 'uid|contact id|record id|person id|external id|customer id|client id|unique id|id|kundennummer|kunden nr|kundennr|numero client|numero de cliente|rec id|record',
  photo: 'photo|photo url|picture|image|avatar|foto|bild|image url',
};

/** The headings that decide who a row is, in further languages whose tables reach offices abroad. */
const headingsAbroad: Partial<Record<Field, string>> = {
  name:
    'nome|nome completo|nome e cognome|naam|volledige naam|imie i nazwisko|jmeno a prijmeni|nev|teljes nev|ad soyad|adi soyadi|' +
    'namn|navn|nimi|имя и фамилия|фио|контакт|піб|ονομα|ονοματεπωνυμο|姓名|名前|氏名|お名前|이름|성명|שם|שם מלא|الاسم',
  given:
    'nome proprio|voornaam|imie|jmeno|krestni jmeno|keresztnev|ad|adi|isim|fornamn|fornavn|etunimi|имя|имʼя|імʼя|імя|名|' +
    'שם פרטי|الاسم الأول',
  family:
    'cognome|sobrenome|apelido|achternaam|nazwisko|prijmeni|priezvisko|vezeteknev|soyad|soyadi|efternamn|etternavn|efternavn|' +
    'sukunimi|фамилия|прізвище|επωνυμο|姓|성|שם משפחה|اسم العائلة',
  additional: 'отчество|по батькові|drugie imie',
  email:
    'posta elettronica|indirizzo email|indirizzo e mail|endereco de email|e mailadres|emailadres|adres e mail|adres email|' +
    'e mail cim|email cim|e posta|eposta|e posta adresi|e post|epost|e postadress|sahkoposti|электронная почта|почта|' +
    'эл почта|адрес электронной почты|пошта|メール|メールアドレス|电子邮件|電子郵件|邮箱|电子邮箱|이메일|דואל|אימייל|البريد الإلكتروني',
  phone:
    'telefone|telemovel|celulare|cellulare|telefoonnummer|mobiel|numer telefonu|komorka|telefonszam|mobil telefon|cep telefonu|' +
    'puhelin|телефон|мобильный телефон|тел|τηλεφωνο|電話|電話番号|携帯電話|电话|手机|전화|전화번호|טלפון|الهاتف',
  company:
    'azienda|societa|ditta|bedrijf|bedrijfsnaam|organisatie|firma nazwa|nazwa firmy|spolecnost|ceg|cegnev|sirket|sirket adi|' +
    'foretag|bedrift|virksomhed|yritys|компания|организация|фирма|компанія|εταιρεια|会社|会社名|公司|单位|公司名稱|회사|회사명|חברה|الشركة',
  title:
    'functie|stanowisko|pozice|beosztas|unvan|gorev|должность|посада|役職|职位|職稱|직책|תפקיד',
  locality:
    'citta|cidade|plaats|woonplaats|miasto|mesto|varos|sehir|stad|город|місто|πολη|市|城市|도시|עיר|المدينة',
  street: 'indirizzo|via e numero|endereco|straat|ulica|ulice|utca|sokak|gata|улица',
  postalCode:
    'cap|codice postale|kod pocztowy|psc|iranyitoszam|posta kodu|postnummer|индекс|почтовый индекс|郵便番号|邮编',
  country: 'paese|kraj|zeme|orszag|ulke|страна|країна|χωρα|国|国家|국가',
  note: 'opmerkingen|uwagi|poznamka|megjegyzes|notlar|anteckningar|примечание|комментарий|備考|备注',
};

const byHeading = new Map<string, Field[]>();
for (const field of fields) {
  for (const heading of [headings[field], headingsAbroad[field]].join('|').split('|')) {
    if (!heading) continue;
    const folded = foldHeading(heading);
    byHeading.set(folded, [...new Set([...(byHeading.get(folded) ?? []), field])]);
  }
}

const labelWords: Record<string, string> = {
  work:
    'work business office geschaftlich geschaeftlich dienstlich buro buero arbeit firmen professionnel professionnelle travail ' +
    'bureau pro oficina trabajo profesional laboral direct organisation organization company firma entreprise empresa direkt',
  home: 'home private personal privat prive privee domicile personnel personnelle maison casa particular privado zuhause perso',
  mobile:
    'mobile cell cellular mobil handy portable movil celular gsm mobiltelefon handynummer mobilnummer natel',
  fax: 'fax telefax telecopie faxnummer',
  other:
    'other andere anderer weitere weiterer sonstige sonstiger autre otro otra alternative secondary alternate alt zusatzlich',
  main: 'primary main haupt principal principale hauptadresse default central zentrale',
  pager: 'pager',
  car: 'car auto autotelefon voiture coche',
  assistant: 'assistant assistent assistants asistente',
  billing: 'billing card rechnung rechnungs facturation facturacion rechnungsadresse',
  shipping: 'shipping delivery liefer lieferadresse lieferung livraison envio',
  mailing: 'mailing postal post',
};
const labelOfWord = new Map(
  Object.entries(labelWords).flatMap(([label, list]) =>
    list.split(' ').map((word) => [word, label] as const),
  ),
);
/** Kinds that are telephones even when the heading says nothing else ("Mobile", "Handy", "Business Fax"). */
const PHONE_LABELS = new Set(['mobile', 'fax', 'pager', 'car']);

const noise = new Set(
  (
    'value wert valeur valor contact person lead kontakt contacto customer client kunde account of the de du la le l des del d el ' +
    'and und et y or oder number nummer nr numero no field primary user member'
  ).split(' '),
);
const labelNames = new Set(['label', 'type', 'typ', 'etikett', 'libelle', 'etiqueta', 'tipo']);

/** What a heading may mean, best first; empty when it says nothing known. */
export function readHeading(heading: string): HeaderReading[] {
  const folded = foldHeading(heading);
  if (!folded) return [];
  const exact = readExactly(folded);
  if (exact.length > 0) return exact;
  let slot = '';
  const tokens = folded.split(' ').filter((token) => {
    if (!/^\d{1,2}$/.test(token)) return true;
    slot ||= token;
    return false;
  });
  const labelColumn = tokens.length > 1 && labelNames.has(tokens.at(-1) ?? '');
  if (labelColumn) {
    const described = readTokens(tokens.slice(0, -1), slot)[0];
    if (described && ['email', 'phone', 'address', 'url'].includes(described.field) && slot) {
      return [{ ...described, field: 'label', of: described.field }];
    }
  }
  return insideOrganization(folded) ?? insideAddress(folded) ?? readTokens(tokens, slot);
}

/** What an organization's own columns say of the person in it; its place of work is no postal address. */
function insideOrganization(folded: string): HeaderReading[] | null {
  const [, slot, rest = ''] = /^organi[sz]ation (\d{1,2}) (.+)$/.exec(folded) ?? [];
  if (!slot) return null;
  const field = { name: 'company', title: 'title', department: 'department' }[rest];
  return field ? [{ field: field as Field, label: '', slot, certain: true }] : [];
}

const ADDRESS_PARTS = new Set<Field>([
  ...(['street', 'houseNumber', 'street2', 'locality', 'region', 'postalCode', 'country'] as const),
  ...(['address', 'company', 'phone'] as const),
]);

/** "Address 1 - City", "Default Address Zip": the first words only say to which address the rest belongs. */
function insideAddress(folded: string): HeaderReading[] | null {
  const [, before = '', number, rest] =
    /^((?:\p{L}+ )*?)(?:address|adresse|anschrift|direccion) (?:(\d{1,2}) )?(.+)$/u.exec(folded) ??
    [];
  if (!rest) return null;
  const kinds = before.split(' ').filter(Boolean);
  if (!kinds.every((word) => labelOfWord.has(word) || noise.has(word))) return null;
  const label = kinds.map((word) => labelOfWord.get(word)).find((one) => one !== undefined);
  const readings = /^line \d{1,2}$/.test(rest) ? readExactly(`address ${rest}`) : readHeading(rest);
  const parts = readings.filter(({ field }) => ADDRESS_PARTS.has(field));
  if (parts.length === 0) return null;
  return parts.map((part) => ({
    ...part,
    label: (part.field === 'company' ? '' : label) || part.label,
    slot: number ?? part.slot,
  }));
}

function readExactly(folded: string): HeaderReading[] {
  return (byHeading.get(folded) ?? []).map((field) => ({
    field,
    label: exactLabel(folded, field),
    // Whether the number counts addresses or lines of one, only the columns beside it can tell.
    slot: /^street2?$/.test(field) ? (/ (\d{1,2})$/.exec(folded)?.[1] ?? '') : '',
    certain: true,
  }));
}

function exactLabel(folded: string, field: Field): string {
  if (field !== 'phone' && field !== 'url') return '';
  if (/linkedin/.test(folded)) return 'linkedin';
  if (/twitter|facebook/.test(folded)) return folded;
  for (const word of folded.split(' ')) {
    const label = labelOfWord.get(word);
    if (label && PHONE_LABELS.has(label)) return label;
  }
  return '';
}

function readTokens(tokens: string[], slot: string): HeaderReading[] {
  const found = (list: string[]) => byHeading.get(list.join(' ')) ?? [];
  const plain = found(tokens);
  if (plain.length > 0) return plain.map((field) => ({ field, label: '', slot, certain: true }));
  const labels: string[] = [];
  const withoutLabels = tokens.filter((token) => {
    const label = labelOfWord.get(token);
    if (label) labels.push(label);
    return !label;
  });
  const label = labels.find((one) => PHONE_LABELS.has(one)) ?? labels[0] ?? '';
  const phrase = longestPhrase(tokens);
  if (phrase?.fields.some(canBeLabelled)) {
    const kind = phrase.labels.find((one) => PHONE_LABELS.has(one)) ?? phrase.labels[0] ?? '';
    return phrase.fields
      .filter(canBeLabelled)
      .map((field) => ({ field, label: kind, slot, certain: true }));
  }
  const bare = withoutLabels.filter((token) => !noise.has(token));
  for (const list of [withoutLabels, bare]) {
    const known = found(list).filter((field) => labels.length === 0 || canBeLabelled(field));
    if (known.length > 0 && list.length > 0) {
      return known.map((field) => ({ field, label, slot, certain: true }));
    }
  }
  if (bare.length === 0 && PHONE_LABELS.has(label)) {
    return [{ field: 'phone', label, slot, certain: true }];
  }
  return [];
}

/**
 * The longest known heading of several words with nothing but kinds around it. "postal" in "Business Postal
 * Code" is part of the heading, in "Postal Street" a kind of address.
 */
function longestPhrase(tokens: string[]): { fields: Field[]; labels: string[] } | null {
  for (let length = tokens.length - 1; length >= 2; length -= 1) {
    for (let from = 0; from + length <= tokens.length; from += 1) {
      const fields = byHeading.get(tokens.slice(from, from + length).join(' '));
      if (!fields) continue;
      const around = [...tokens.slice(0, from), ...tokens.slice(from + length)];
      if (!around.every((word) => labelOfWord.has(word) || noise.has(word))) continue;
      const labels = around.flatMap((word) => labelOfWord.get(word) ?? []);
      return { fields, labels };
    }
  }
  return null;
}

/** "Home phone" is a phone; "Company status" is no status of the person. */
function canBeLabelled(field: Field): boolean {
  return /^(?:email|phone|url|address|street|street2|houseNumber|locality|region|postalCode|country)$/.test(
    field,
  );
}
