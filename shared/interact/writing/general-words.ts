/** Words that stand in any sentence about a price or a day, and so say nothing of what it is about (folded). */
export const generalWords: ReadonlySet<string> = new Set(
  // English
  (
    'the and for you your yours our ours their its this that these those with without from into onto over under than then there here ' +
    'are was were been being have has had will would shall should can could may might must not never also only just still even ' +
    'who whom whose what which when where why how all any each every some such both more most much many few less least other another same very too ' +
    'but nor yet because while until till before after about above below between during within again once per each ' +
    'they them she her hers him his out off now let lets get got give gives given take takes make makes made come comes ' +
    'dear hello hi regards thanks thank please best kind sincerely re fwd ' +
    'price prices priced pricing cost costs costing total sum amount amounts offer offers offered quote quotes quoted quotation invoice pay pays paid payment fee fees rate charge charges discount net gross ' +
    'new latest current special following follows happy glad able sure confirm confirmed need needs want like know think hope see look find call tell say said ' +
    'date dates day days week weeks month months year years today tomorrow monday tuesday wednesday thursday friday saturday sunday ' +
    'january february march april may june july august september october november december ' +
    'eur euro euros usd dollar dollars gbp pound pounds chf piece pieces pcs valid ' +
    // German
    'der die das den dem des ein eine einen einem einer eines und oder aber auch nur noch schon sehr mehr als wie wenn weil dass damit ' +
    'ich wir sie ihr ihre ihren ihrem ihrer ihnen uns unser unsere unseren unserem unserer euch euer dir dich mir mich sich man ' +
    'ist sind war waren sein wird werden wurde wurden haben hat hatte hatten kann konnen konnte konnten soll sollen muss mussen darf durfen mag mochte mochten wurde wurden ' +
    'mit von vom zum zur bei beim aus auf fur uber unter vor nach seit bis gegen ohne durch zwischen pro statt wegen ' +
    'nicht kein keine keinen nie immer hier dort dann nun jetzt gern gerne bitte danke dank vielen freundliche freundlichen grusse gruss hallo liebe lieber geehrte geehrter frau herr ' +
    'preis preise preisen kosten kostet gesamt gesamtpreis summe betrag angebot angebote anbieten bieten rechnung zahlen zahlung rabatt netto brutto zzgl inkl exkl mwst ust ' +
    'neu neue neuer neues neuen aktuell aktuelle aktuellen folgende folgender folgendes bestatigen bestatigt konnten brauchen ' +
    'datum tag tage tagen woche wochen monat monate monaten jahr jahre jahren heute morgen montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag ' +
    'januar janner februar feber marz april mai juni juli august september oktober november dezember stuck gultig antw'
  ).split(' '),
);
