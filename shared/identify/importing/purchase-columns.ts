import { currencySaid } from '../../platform/currency-names.ts';
import { foldHeading } from './headings.ts';
import { readDate } from './written-dates.ts';

/** What a column of a list of purchases may hold. */
export const purchaseFields = [
  'orderAt',
  'orderTime',
  'orderRef',
  'orderTotal',
  'orderAmount',
  'orderPrice',
  'orderCurrency',
  'orderQuantity',
  'orderWhat',
  'orderState',
  'orderEmail',
  'orderPhone',
  'orderName',
  'orderGiven',
  'orderFamily',
  'orderCompany',
  'orderCustomer',
] as const;
export type PurchaseField = (typeof purchaseFields)[number];

/** Headings of shops, tills and books, folded, in English, German, French and Spanish. */
const purchaseHeadings: Record<PurchaseField, string> = {
  orderAt:
    'date|order date|date of order|ordered at|ordered on|purchase date|purchased at|purchased on|date of purchase|created at|' +
    'invoice date|transaction date|sale date|sales date|paid at|timestamp|datetime|date time|placed at|placed on|' +
    'datum|bestelldatum|bestellt am|kaufdatum|gekauft am|auftragsdatum|rechnungsdatum|belegdatum|buchungsdatum|verkaufsdatum|' +
    'bestellzeitpunkt|datum uhrzeit|date de commande|date de la commande|date commande|date d achat|date achat|date de facture|' +
    'date facture|date de vente|fecha|fecha de pedido|fecha del pedido|fecha pedido|fecha de compra|fecha compra|' +
    'fecha de factura|fecha factura|fecha de venta',
  orderTime: 'time|order time|uhrzeit|zeit|heure|hora',
  orderRef:
    'order|order number|order no|order nr|order id|order name|ordernumber|orderid|invoice|invoice no|invoice number|invoice id|receipt|' +
    'receipt number|receipt no|transaction|transaction id|transaction number|purchase order|sale id|sales order|document number|' +
    'bestellung|bestellnummer|bestell nr|bestell no|bestellnr|auftrag|auftragsnummer|auftrags nr|auftragsnr|rechnung|rechnungsnummer|' +
    'rechnungs nr|rechnungsnr|belegnummer|beleg nr|belegnr|beleg|bon|bonnummer|bon nr|vorgang|vorgangsnummer|' +
    'commande|numero de commande|n de commande|no de commande|n commande|num commande|reference commande|facture|numero de facture|n facture|' +
    'pedido|numero de pedido|n de pedido|no de pedido|n pedido|num pedido|factura|numero de factura|n factura',
  orderTotal:
    'order total|total order|grand total|total amount|total price|total sales|total paid|total|invoice total|invoice amount|order amount|' +
    'order value|total incl tax|total inc tax|' +
    'gesamtbetrag|gesamtsumme|gesamt|gesamtpreis|summe|bestellsumme|bestellwert|auftragswert|auftragssumme|rechnungsbetrag|' +
    'rechnungssumme|endbetrag|gesamt brutto|' +
    'montant total|total ttc|total commande|total de la commande|prix total|importe total|total pedido|total del pedido|precio total',
  orderAmount:
    'amount|value|sales|revenue|line total|line amount|lineitem total|item total|item amount|row total|subtotal line|extended price|price paid|' +
    'betrag|umsatz|wert|zeilensumme|positionssumme|positionsbetrag|positionswert|zeilenbetrag|kaufbetrag|betrag brutto|' +
    'bruttobetrag|montant|montant ttc|montant ligne|total ligne|valeur|chiffre d affaires|importe|monto|valor|importe linea|total linea',
  orderPrice:
    'price|unit price|price each|item price|item cost|lineitem price|product price|unit cost|' +
    'preis|einzelpreis|stuckpreis|verkaufspreis|preis pro stuck|artikelpreis|' +
    'prix|prix unitaire|prix unite|p u|precio|precio unitario|precio unidad',
  orderCurrency:
    'currency|currency code|order currency|wahrung|waehrung|devise|monnaie|moneda|divisa',
  orderQuantity:
    'quantity|qty|units|count|pieces|pcs|items|lineitem quantity|item quantity|quantity sold|quantity ordered|' +
    'menge|anzahl|stuck|stueck|stuckzahl|bestellmenge|quantite|qte|nombre|cantidad|unidades|cant',
  orderWhat:
    'product|product name|item|item name|lineitem name|article|article name|description|item description|product description|what|title|product title|' +
    'produkt|produktname|artikel|artikelname|artikelbezeichnung|bezeichnung|beschreibung|ware|position|leistung|' +
    'produit|nom du produit|designation|libelle|produits|producto|nombre del producto|articulo|descripcion|concepto',
  orderState:
    'state|status|order status|order state|financial status|fulfillment status|payment status|' +
    'bestellstatus|auftragsstatus|zustand|statut|etat|statut de la commande|estado|estado del pedido',
  orderEmail:
    'email|e mail|mail|email address|e mail address|e mail adresse|email adresse|mail address|customer email|customer e mail|billing email|buyer email|' +
    'kunden e mail|kunden email|kundenmail|adresse e mail|adresse email|adresse mail|courriel|email client|mail client|' +
    'correo|correo electronico|email del cliente|email cliente',
  orderPhone:
    'phone|phone number|telephone|telephone number|mobile|customer phone|billing phone|telefon|telefonnummer|telefon nr|handy|mobil|' +
    'numero de telephone|tel|telefono|movil',
  orderName:
    'name|full name|customer name|customer|client|client name|buyer|buyer name|billing name|bill to|sold to|contact|' +
    'kunde|kundenname|kaufer|besteller|auftraggeber|nom complet|nom du client|nom client|acheteur|cliente|nombre del cliente|' +
    'nombre cliente|comprador|nombre completo|nom',
  orderGiven:
    'first name|given name|firstname|billing first name|customer first name|vorname|prenom|nombre de pila',
  orderFamily:
    'last name|family name|surname|lastname|billing last name|customer last name|nachname|familienname|nom de famille|apellido|apellidos',
  orderCompany:
    'company|company name|billing company|customer company|organisation|organization|firma|firmenname|unternehmen|' +
    'societe|entreprise|empresa|compania',
  orderCustomer:
    'customer id|customerid|customer no|customer nr|customer number|customer code|client id|client number|cust id|user id|account number|account id|buyer id|' +
    'kundennummer|kunden nr|kundennr|kunden id|kundenid|kdnr|kd nr|debitor|debitorennummer|' +
    'numero client|numero de client|n client|code client|id client|numero de cliente|n cliente|codigo de cliente|codigo cliente|id cliente',
};

const byHeading = new Map<string, PurchaseField>(
  purchaseFields.flatMap((field) =>
    purchaseHeadings[field].split('|').map((heading) => [foldHeading(heading), field] as const),
  ),
);
/** What a bare "Amount" is when it repeats in every row of its order is decided by its values. */
const wholeOrder = new Set<PurchaseField>(['orderTotal', 'orderAmount']);
const whoFields = [
  'orderEmail',
  'orderPhone',
  'orderName',
  'orderGiven',
  'orderFamily',
  'orderCompany',
  'orderCustomer',
] as const;
const moneyFields = ['orderTotal', 'orderAmount', 'orderPrice'] as const;
/** Of these only purchases have one; a date, a name and a sum alone may be many things. */
const tellingFields = ['orderRef', 'orderQuantity', 'orderWhat', 'orderPrice'] as const;

export interface PurchaseColumn {
  field: PurchaseField | null;
  /** Of an amount: the mark before its cents, and the currency its heading names. */
  label: string;
}

type Rows = readonly (readonly string[])[];

/** Whether somebody's row has a day, an amount and somebody who bought. */
export function isPurchase(has: (...fields: PurchaseField[]) => boolean): boolean {
  return has('orderAt') && has(...moneyFields) && has(...whoFields);
}

/** Which columns of a table of purchases hold what, by headings and values; null where it is none. */
export function purchaseColumns(
  headers: readonly string[],
  rows: Rows,
  /** Somebody says that it is one. */
  isSaid = false,
): PurchaseColumn[] | null {
  const folded = headers.map(foldHeading);
  const fields = fieldsOf(folded, rows);
  const has = (...wanted: PurchaseField[]) => wanted.some((field) => fields.includes(field));
  const valuesOf = (field: PurchaseField) => filled(rows, fields.indexOf(field));
  const isDated = mostly(valuesOf('orderAt'), isDay);
  const isOne = isPurchase(has) && has(...tellingFields) && isDated;
  if (!isSaid && !isOne) return null;
  settleTotal(fields, rows);
  return fields.map((field, column) => ({
    field,
    label:
      field !== null && isMoney(field) ? moneyLabel(headers[column]!, filled(rows, column)) : '',
  }));
}

/** Of several columns under headings of one field the one that says it best, else the first. */
function fieldsOf(folded: readonly string[], rows: Rows): (PurchaseField | null)[] {
  const isShopify = folded.includes('lineitem quantity');
  const read = (heading: string, column: number): PurchaseField | null => {
    // There the number of the order is its name.
    if (isShopify && heading === 'name') return 'orderRef';
    const values = filled(rows, column);
    const isNumbered = values.length > 0 && values.every((value) => /^[\d.,]+$/.test(value));
    // How many in French, a name in Spanish.
    if (heading === 'nombre') return isNumbered ? 'orderQuantity' : 'orderName';
    const { rest } = withoutCurrency(heading);
    const field = byHeading.get(heading) ?? byHeading.get(rest) ?? null;
    if (field === 'orderName' && isNumbered) return 'orderCustomer';
    if (
      field === null &&
      isNumbered &&
      /^(?:number|no|anzahl|nombre|numero) (?:of|der|de) /.test(heading)
    )
      return 'orderQuantity';
    return field !== null && isMoney(field) && !mostly(values, isAmount) ? null : field;
  };
  const all = folded.map(read);
  const best = new Map<PurchaseField, number>();
  all.forEach((field, column) => {
    if (field === null) return;
    const before = best.get(field);
    if (before === undefined || rank(field, folded[column]!) < rank(field, folded[before]!))
      best.set(field, column);
  });
  return all.map((field, column) => (field !== null && best.get(field) === column ? field : null));
}

function rank(field: PurchaseField, heading: string): number {
  const at = purchaseHeadings[field].split('|').indexOf(heading);
  // What was ordered counts before what was invoiced or paid, and a heading of its own before a bare word.
  const isOwn = /order|bestell|auftrag|commande|pedido|purchase|kauf|achat|compra/.test(heading);
  const isLater = /paid|status de|fulfil|bon$/.test(heading);
  return (isOwn ? 0 : 100) + (isLater ? 50 : 0) + (at < 0 ? 40 : 0);
}

const isMoney = (field: PurchaseField) => (moneyFields as readonly PurchaseField[]).includes(field);

function filled(rows: Rows, column: number): string[] {
  if (column < 0) return [];
  return rows.map((row) => row[column]?.trim() ?? '').filter(Boolean);
}

const mostly = (values: readonly string[], test: (value: string) => boolean) =>
  values.length === 0 || values.filter(test).length >= values.length * 0.6;

function isDay(value: string): boolean {
  const { date } = readDate(value.replace(/[,\s]+\d{1,2}:\d{2}.*$/, ''), 'unclear');
  return date !== null && !date.startsWith('-');
}

const isAmount = (value: string) =>
  /\d/.test(value) && /^\D{0,6}[\d.,'’\s\u00a0\u202f]+\D{0,6}$/.test(value);

/**
 * "Total" and "Amount" may stand for the whole order or for the row: where rows of one order differ in it, it
 * is the row's; where all of them repeat it, it is the order's.
 */
function settleTotal(fields: (PurchaseField | null)[], rows: Rows): void {
  const ref = fields.indexOf('orderRef');
  for (const field of wholeOrder) {
    const column = fields.indexOf(field);
    const other = field === 'orderTotal' ? 'orderAmount' : 'orderTotal';
    if (column < 0 || ref < 0 || fields.includes(other)) continue;
    const orders = Map.groupBy(
      rows.filter((row) => (row[ref] ?? '').trim() !== ''),
      (row) => row[ref]!.trim(),
    );
    const several = [...orders.values()].filter((lines) => lines.length > 1);
    const differing = several.filter(
      (lines) => new Set(lines.map((row) => row[column]?.trim()).filter(Boolean)).size > 1,
    );
    if (field === 'orderTotal' && differing.length > 0) fields[column] = 'orderAmount';
    const isRepeated = several.length > 1 && differing.length === 0;
    if (field === 'orderAmount' && isRepeated) fields[column] = 'orderTotal';
    return;
  }
}

/** "Betrag (EUR)", "dollar_value", "Total in CHF". */
function withoutCurrency(heading: string): { rest: string; currency: string | null } {
  const words = heading.split(' ');
  const at = words.findIndex((word) => currencySaid(word) !== null);
  if (at < 0 || words.length < 2) return { rest: heading, currency: null };
  const rest = words.filter((word, place) => place !== at && !(word === 'in' && place === at - 1));
  return { rest: rest.join(' '), currency: currencySaid(words[at]!) };
}

function moneyLabel(header: string, values: readonly string[]): string {
  const sign = /[€£¥]|US\$|\$/.exec(header)?.[0] ?? '';
  const currency = (sign && currencySaid(sign)) || withoutCurrency(foldHeading(header)).currency;
  return `${markOf(values)} ${currency ?? ''}`.trimEnd();
}

/** The sign before the cents in a column, where one value shows it; else empty. */
function markOf(values: readonly string[]): string {
  for (const value of values) {
    const signs = value.replace(/[^.,]/g, '');
    const [last] = signs.slice(-1);
    if (!last) continue;
    const behind = /(\d*)\D*$/.exec(value)?.[1]?.length ?? 0;
    if (new Set(signs).size === 2 || behind === 1 || behind === 2) return last;
  }
  return '';
}

/**
 * A history of purchases without headings: whose number, which day, how many and how much, as programs for
 * statistics hand it on.
 */
export function purchasesByValue(rows: Rows, width: number): PurchaseColumn[] | null {
  if (width < 3 || width > 8 || rows.length < 3) return null;
  const columns = Array.from({ length: width }, (_, column) => filled(rows, column));
  if (columns.some((values) => values.length < rows.length * 0.9)) return null;
  const all = (values: readonly string[], test: (value: string) => boolean) => values.every(test);
  const days = columns.map((values) => all(values, (value) => isWrittenDay(value)));
  const day = days.indexOf(true);
  const amounts = columns.map(
    (values, column) => column !== day && all(values, (value) => /^-?\d+[.,]\d{2}$/.test(value)),
  );
  const amount = amounts.lastIndexOf(true);
  const numbers = columns.map(
    (values, column) =>
      column !== day && column !== amount && all(values, (value) => /^\d{1,12}$/.test(value)),
  );
  const customer = numbers.indexOf(true);
  if (day < 0 || amount < 0 || customer < 0 || customer > day) return null;
  if (days.filter(Boolean).length > 1) return null;
  const between = numbers.findIndex(
    (isNumber, column) =>
      isNumber && column > day && all(columns[column]!, (value) => Number(value) < 100_000),
  );
  return columns.map((values, column) => {
    const field =
      column === day
        ? 'orderAt'
        : column === amount
          ? 'orderAmount'
          : column === customer
            ? 'orderCustomer'
            : column === between
              ? 'orderQuantity'
              : null;
    return { field, label: field === 'orderAmount' ? markOf(values) : '' };
  });
}

function isWrittenDay(value: string): boolean {
  if (!/^(?:\d{8}|\d{1,4}[./-]\d{1,2}[./-]\d{1,4})$/.test(value)) return false;
  return isDay(value);
}
