/** What the server refuses about people and companies, in German; the key is the sentence as it says it. */
export const identify = {
  'There is no such bulk change of yours.': 'Eine solche Sammeländerung von Ihnen gibt es nicht.',
  'This bulk change is being worked on. Wait until it is done; nothing was changed by asking.':
    'An dieser Sammeländerung wird gerade gearbeitet. Warten Sie, bis sie fertig ist; durch die Frage wurde nichts geändert.',
  'This bulk change was taken back already, or never took place. Nothing was changed now.':
    'Diese Sammeländerung wurde schon zurückgenommen oder fand nie statt. Jetzt wurde nichts geändert.',
  '"{0}" cannot be changed for many at once in this way. Possible are: {1}.':
    '„{0}“ lässt sich so nicht für viele auf einmal ändern. Möglich sind: {1}.',
  'Whoever is "{0}" is kept from the others, which only the owner of each record decides. Give this role on the record itself; nothing was changed now.':
    'Wer „{0}“ ist, bleibt den anderen verborgen, und das entscheidet nur, wem der Eintrag gehört. Geben Sie diese Rolle im Eintrag selbst; jetzt wurde nichts geändert.',
  'Whoever began it may no longer change anything here. Nothing was changed.':
    'Wer das begonnen hat, darf hier nichts mehr ändern. Es wurde nichts geändert.',
  'Give the two letters of a country, such as AT.':
    'Geben Sie die zwei Buchstaben eines Landes an, etwa AT.',
  'There is no column {0}, or you may not see it. Nothing was changed.':
    'Eine Spalte {0} gibt es nicht, oder Sie dürfen sie nicht sehen. Es wurde nichts geändert.',
  'This column takes a text.': 'In diese Spalte gehört ein Text.',
  'A record goes by its name. Write another one instead of taking it away.':
    'Jeder Eintrag braucht einen Namen. Schreiben Sie einen anderen, statt ihn wegzunehmen.',
  '“{0}” is no kind of relationship here. Choose among: {1}.':
    '„{0}“ ist hier keine Art von Beziehung. Zur Wahl stehen: {1}.',
  '“{0}” is no country. Write its name or its two letters, such as AT.':
    '„{0}“ ist kein Land. Schreiben Sie seinen Namen oder seine zwei Buchstaben, etwa AT.',
  'A title takes 300 characters. Shorten it.': 'Eine Funktion fasst 300 Zeichen. Kürzen Sie sie.',
  'A title belongs to a place of work. Give the company first.':
    'Eine Funktion gehört zu einer Arbeitsstelle. Geben Sie zuerst die Firma an.',
  'There is no such company, or you may not see it.':
    'Diese Firma gibt es nicht, oder Sie dürfen sie nicht sehen.',
  'Nobody here is called “{0}”. Choose a colleague.':
    'Hier heißt niemand „{0}“. Wählen Sie jemanden aus dem Team.',
  '{0} cannot see this record and could not look after it. Share the record first.':
    '{0} sieht diesen Eintrag nicht und könnte sich nicht darum kümmern. Teilen Sie den Eintrag zuerst.',
  'This column shows what follows from other values.':
    'Diese Spalte zeigt, was sich aus anderen Werten ergibt.',
  '{0} is no choice of “{1}”. Choose among: {2}.':
    '{0} steht bei „{1}“ nicht zur Wahl. Zur Wahl stehen: {2}.',
  'Nobody here is called {0}. Choose a colleague.':
    'Hier heißt niemand {0}. Wählen Sie jemanden aus dem Team.',
  '{0} is neither yes nor no.': '{0} ist weder ja noch nein.',
  '{0} is no date. Write it like 2026-03-14.':
    '{0} ist kein Datum. Schreiben Sie es wie 2026-03-14.',
  '{0} is no amount in {1}. Write a number.':
    '{0} ist kein Betrag in {1}. Schreiben Sie eine Zahl.',
  '{0} is no value of “{1}”. Write a number.':
    '{0} ist kein Wert von „{1}“. Schreiben Sie eine Zahl.',
  'Several are called “{0}”. Choose the right one in the cell itself.':
    'Mehrere heißen „{0}“. Wählen Sie in der Zelle selbst, wer gemeint ist.',
  'Somebody else has been given this address or domain meanwhile. This row stays as it was; look at it again.':
    'Diese Adresse oder Domain wurde inzwischen bei jemand anderem eingetragen. Die Zeile bleibt, wie sie war; sehen Sie sie noch einmal an.',
  'This row is gone: put away, or no longer shown to you. Load the list again; the other rows go on without it.':
    'Diese Zeile ist weg: entfernt, oder Sie sehen sie nicht mehr. Laden Sie die Liste neu; die anderen Zeilen gehen ohne sie weiter.',
  'Somebody has changed this meanwhile. Look at what stands there now, and write it again if it is still right.':
    'Das hat inzwischen jemand geändert. Sehen Sie nach, was jetzt dasteht, und schreiben Sie es noch einmal, wenn es noch stimmt.',
  'There is no such purpose.': 'Diesen Zweck gibt es nicht.',
  'There is a purpose of this name already. Nothing was added; change the one that is there.':
    'Einen Zweck dieses Namens gibt es schon. Es wurde nichts hinzugefügt; ändern Sie den vorhandenen.',
  'This purpose is retired, so nobody is asked about it. Nothing was recorded.':
    'Dieser Zweck ist stillgelegt, danach wird niemand mehr gefragt. Es wurde nichts festgehalten.',
  'This purpose has no such wording. Nothing was recorded.':
    'Diesen Wortlaut hat der Zweck nicht. Es wurde nichts festgehalten.',
  'Nobody can have said this in the future.': 'In der Zukunft kann das niemand gesagt haben.',
  'There is no consent that could be withdrawn. Nothing was recorded; record a “no” instead.':
    'Es gibt keine Einwilligung, die widerrufen werden könnte. Es wurde nichts festgehalten; halten Sie stattdessen ein „Nein“ fest.',
  'There is no such entry, or you may not see it.':
    'Diesen Eintrag gibt es nicht, oder Sie dürfen ihn nicht sehen.',
  'This entry is marked as a mistake already. Nothing was changed.':
    'Dieser Eintrag ist schon als Irrtum gekennzeichnet. Es wurde nichts geändert.',
  '{0} Nothing was sent.': '{0} Es wurde nichts gesendet.',
  'One of the two is seen by fewer people than the other, and a merge would show them what was kept from them. Nothing was changed. Let both be seen by the same people first, then merge.':
    'Einen der beiden Einträge sehen weniger Leute als den anderen, und vereint sähen alle, was ihnen verborgen war. Es wurde nichts geändert. Geben Sie beide zuerst für dieselben Leute frei und vereinen Sie sie dann.',
  'There is no such pair, or you may not see both records.':
    'Dieses Paar gibt es nicht, oder Sie dürfen nicht beide Einträge sehen.',
  'There is no such merge, or you may not see its record.':
    'Diese Zusammenführung gibt es nicht, oder Sie dürfen ihren Eintrag nicht sehen.',
  'This merge was taken back already. Both records are there.':
    'Diese Zusammenführung wurde schon zurückgenommen. Beide Einträge sind da.',
  'A merge can be taken back for {0} days. Nothing was changed; add the second record anew and give it what belongs to it.':
    'Eine Zusammenführung lässt sich {0} Tage lang zurücknehmen. Es wurde nichts geändert; legen Sie den zweiten Eintrag neu an und geben Sie ihm, was zu ihm gehört.',
  'The merged record has itself become part of another one. Take that later merge back first; nothing was changed now.':
    'Der vereinte Eintrag ist selbst Teil eines anderen geworden. Nehmen Sie zuerst die spätere Zusammenführung zurück; jetzt wurde nichts geändert.',
  'There is no field "{0}" to export. Use some of: {1}.':
    'Ein Feld „{0}“ zum Exportieren gibt es nicht. Möglich sind: {1}.',
  'Columns can be chosen for CSV and XLSX; "{0}" always holds whole records. Leave out columns, or choose another format.':
    'Spalten lassen sich für CSV und XLSX wählen; „{0}“ enthält immer ganze Einträge. Lassen Sie die Auswahl der Spalten weg oder wählen Sie ein anderes Format.',
  'There is no such field, or you may not see it.':
    'Dieses Feld gibt es nicht, oder Sie dürfen es nicht sehen.',
  'There is no field "{0}". An owner can add one in the settings.':
    'Ein Feld „{0}“ gibt es nicht. Ein Inhaber kann es in den Einstellungen anlegen.',
  'There is no field "{0}". Use one of: {1}.': 'Ein Feld „{0}“ gibt es nicht. Möglich sind: {1}.',
  'There is a field called “{0}” already. Choose another label, or bring the retired one back.':
    'Ein Feld namens „{0}“ gibt es schon. Wählen Sie eine andere Bezeichnung oder holen Sie das stillgelegte zurück.',
  'You may see “{0}” but not change it. An owner can change who edits this field.':
    'Sie dürfen „{0}“ sehen, aber nicht ändern. Wer dieses Feld bearbeitet, kann ein Inhaber ändern.',
  'There are {0} fields of your own already, and no more are possible. Retire one that nobody uses.':
    'Es gibt schon {0} eigene Felder, mehr sind nicht möglich. Legen Sie eines still, das niemand verwendet.',
  'Name at least one choice.': 'Nennen Sie mindestens eine Auswahl.',
  'Two choices are called the same.': 'Zwei Auswahlmöglichkeiten heißen gleich.',
  'A field has room for {0} choices, the retired ones included.':
    'Ein Feld hat Platz für {0} Auswahlmöglichkeiten, die stillgelegten mitgezählt.',
  'Give the three letters of a currency, such as EUR.':
    'Geben Sie die drei Buchstaben einer Währung an, etwa EUR.',
  'The largest value is below the smallest one.': 'Der größte Wert liegt unter dem kleinsten.',
  'A {0} cannot be assumed of everyone.':
    'Für ein Feld dieser Art ({0}) lässt sich nichts von allen annehmen.',
  '“{0}” takes {1} characters, and this text has {2}. Shorten it.':
    '„{0}“ fasst {1} Zeichen, und dieser Text hat {2}. Kürzen Sie ihn.',
  '“{0}” takes whole numbers. Leave out what stands behind the point.':
    'In „{0}“ stehen ganze Zahlen. Lassen Sie weg, was hinter dem Komma steht.',
  '“{0}” takes {1} digits behind the point. Round the number.':
    'In „{0}“ stehen {1} Stellen hinter dem Komma. Runden Sie die Zahl.',
  'This number is larger than “{0}” can hold.': 'Diese Zahl ist größer, als „{0}“ fassen kann.',
  'There is no such colleague. Choose one of the list.':
    'Diese Person gibt es im Team nicht. Wählen Sie jemanden aus der Liste.',
  '“{0}” is at least {1}.': '„{0}“ ist mindestens {1}.',
  '“{0}” is at most {1}.': '„{0}“ ist höchstens {1}.',
  'There is no such person or company, or you may not see it.':
    'Diese Person oder Firma gibt es nicht, oder Sie dürfen sie nicht sehen.',
  'You may see this record but not change it. Its owner, the person it is assigned to, or an owner of the workspace can.':
    'Sie dürfen diesen Eintrag sehen, aber nicht ändern. Das kann, wem er gehört oder zugewiesen ist, oder ein Inhaber des Arbeitsbereichs.',
  'This record is in the trash. Restore it before changing it.':
    'Dieser Eintrag ist im Papierkorb. Stellen Sie ihn wieder her, bevor Sie ihn ändern.',
  'This company is seen by fewer people than the person. Share the company first, or make the person private.':
    'Diese Firma sehen weniger Leute als die Person. Teilen Sie zuerst die Firma, oder machen Sie die Person privat.',
  'People whom others see work at this company, and its name stands with them. Make them private first, or take the company from them.':
    'Bei dieser Firma arbeiten Personen, die andere sehen, und ihr Name steht dort dabei. Machen Sie diese Personen zuerst privat, oder nehmen Sie ihnen die Firma.',
  'A {0} has no {1}. Choose another field.':
    'Hier gibt es dieses Feld nicht ({0}: {1}). Wählen Sie ein anderes.',
  'There is no such user in this workspace.':
    'Diese Person gibt es in diesem Arbeitsbereich nicht.',
  '{0} cannot see this record and could not look after it. Nothing was changed; share the record first.':
    '{0} sieht diesen Eintrag nicht und könnte sich nicht darum kümmern. Es wurde nichts geändert; teilen Sie den Eintrag zuerst.',
  'Only the owner of a record, or an owner of the workspace, decides who may see it.':
    'Wer einen Eintrag sieht, entscheidet nur, wem er gehört, oder ein Inhaber des Arbeitsbereichs.',
  'This record has become part of another one. Nothing was changed; open it again, and you are led to that one.':
    'Dieser Eintrag ist Teil eines anderen geworden. Es wurde nichts geändert; öffnen Sie ihn neu, dann kommen Sie zu jenem.',
  'Records of the kind "{0}" are kept from the others, and only whoever this record belongs to can draw it in. Nothing was changed; ask them to do it, or have the record made theirs.':
    'Einträge der Art „{0}“ bleiben den anderen verborgen, und nur, wem dieser Eintrag gehört, kann ihn so eingrenzen. Es wurde nichts geändert; bitten Sie darum, oder lassen Sie sich den Eintrag übertragen.',
  'What you typed is not the name that stands there. Nothing was erased.':
    'Was Sie eingegeben haben, ist nicht der Name, der dort steht. Es wurde nichts gelöscht.',
  '{0}. Nothing was erased. Try again when it is done.':
    '{0}. Es wurde nichts gelöscht. Versuchen Sie es wieder, wenn das fertig ist.',
  'An import is under way and could bring this person back':
    'Ein Import läuft und könnte diese Person zurückbringen',
  'An archive is being made that may hold this person':
    'Ein Archiv wird gerade erstellt, das diese Person enthalten könnte',
  'A change of many records is under way': 'Viele Einträge werden gerade auf einmal geändert',
  'This address is not blocked. Nothing was changed.':
    'Diese Adresse ist nicht gesperrt. Es wurde nichts geändert.',
  'Somebody with this address asked to be erased, so it is not taken down again. Nothing was changed. If they have come back to you themselves, an owner lifts the block in Settings → Privacy.':
    'Jemand mit dieser Adresse wollte gelöscht werden, darum wird sie nicht wieder aufgenommen. Es wurde nichts geändert. Wenn diese Person von sich aus wieder auf Sie zukam, hebt ein Inhaber die Sperre unter Einstellungen → Datenschutz auf.',
  '{0} already belongs to another person or company that the same people may see. Open that record instead, or remove the address there first.':
    '{0} gehört schon zu einer anderen Person oder Firma, die dieselben Leute sehen dürfen. Öffnen Sie stattdessen jenen Eintrag, oder entfernen Sie die Adresse zuerst dort.',
  'An address of this record': 'Eine Adresse dieses Eintrags',
  'Another company already has this domain. Open that company instead, or remove the domain there first.':
    'Diese Domain hat schon eine andere Firma. Öffnen Sie stattdessen jene Firma, oder entfernen Sie die Domain zuerst dort.',
  'What is personal is kept only if they told us, did it with us, or published it about their work. Choose one of these, or leave it out.':
    'Persönliches wird nur festgehalten, wenn man es uns selbst gesagt, mit uns getan oder über die eigene Arbeit veröffentlicht hat. Wählen Sie eines davon, oder lassen Sie es weg.',
  'Say whether they told us, did it with us, or published it.':
    'Sagen Sie, ob man es uns gesagt, mit uns getan oder veröffentlicht hat.',
  'There is no such current value on this record. Load it again.':
    'Diesen Wert hat der Eintrag nicht mehr. Laden Sie ihn neu.',
  'The name has no visible characters. Write a name.':
    'Der Name hat keine sichtbaren Zeichen. Schreiben Sie einen Namen.',
  '"{0}" is no e-mail address. Write it like anna@example.org.':
    '„{0}“ ist keine E-Mail-Adresse. Schreiben Sie sie wie anna@example.org.',
  'This has no visible characters.': 'Das hat keine sichtbaren Zeichen.',
  'The address is empty. Write at least one line of it.':
    'Die Anschrift ist leer. Schreiben Sie mindestens eine Zeile.',
  '"{0}" is no web address. Write it like https://example.org.':
    '„{0}“ ist keine Webadresse. Schreiben Sie sie wie https://example.org.',
  '"{0}" is no domain. Write it like example.org.':
    '„{0}“ ist keine Domain. Schreiben Sie sie wie example.org.',
  '{0} is no day of the calendar. Write it like 1980-04-23.':
    '{0} ist kein Tag des Kalenders. Schreiben Sie ihn wie 1980-04-23.',
  'There is no such tie, or you may not see it.':
    'Diese Verbindung gibt es nicht, oder Sie dürfen sie nicht sehen.',
  'You may see this tie but not change it. Whoever stated it, their manager, or an owner of the workspace can.':
    'Sie dürfen diese Verbindung sehen, aber nicht ändern. Das kann, wer sie eingetragen hat, deren Leitung oder ein Inhaber des Arbeitsbereichs.',
  'This tie was withdrawn. Restore it before changing it.':
    'Diese Verbindung wurde zurückgenommen. Stellen Sie sie wieder her, bevor Sie sie ändern.',
  'A tie needs two ends. Choose somebody else.':
    'Eine Verbindung braucht zwei Enden. Wählen Sie jemand anderen.',
  'The two are tied like this already. Nothing was added; change the tie that is there.':
    'Die beiden sind schon so verbunden. Es wurde nichts hinzugefügt; ändern Sie die vorhandene Verbindung.',
  '"{0}" does not go between these two: some ties are for people only, some for companies only. Choose another kind.':
    '„{0}“ passt nicht zwischen diese beiden: Manche Verbindungen gibt es nur zwischen Personen, manche nur zwischen Firmen. Wählen Sie eine andere Art.',
  'There is no such kind of tie any more. Choose another.':
    'Diese Art von Verbindung gibt es nicht mehr. Wählen Sie eine andere.',
  'There is no such entry of the timeline, or you may not see it.':
    'Diesen Eintrag der Zeitleiste gibt es nicht, oder Sie dürfen ihn nicht sehen.',
  'How much influence somebody has is said of their part in buying, not of other ties.':
    'Wie viel Einfluss jemand hat, steht bei der Rolle im Einkauf, nicht bei anderen Verbindungen.',
  'Family is not for everyone to see. Keep it to yourself, or name the team that needs to know.':
    'Familie ist nicht für alle bestimmt. Behalten Sie es für sich, oder nennen Sie das Team, das davon wissen muss.',
  'Family is noted only as the family told it or as you saw it yourself. Nothing was written down.':
    'Familie wird nur so notiert, wie die Familie es gesagt hat oder wie Sie es selbst gesehen haben. Es wurde nichts festgehalten.',
  '{0} already belongs to {1}, directly or through others, so {2} cannot belong to {3}. Nothing was added; withdraw the other tie first if it is wrong.':
    '{0} gehört schon zu {1}, direkt oder über andere; darum kann {2} nicht zu {3} gehören. Es wurde nichts hinzugefügt; nehmen Sie zuerst die andere Verbindung zurück, wenn sie falsch ist.',
  'There is no such kind of tie.': 'Diese Art von Verbindung gibt es nicht.',
  'There is a kind of tie with these names already. Use that one.':
    'Eine Art von Verbindung mit diesen Namen gibt es schon. Verwenden Sie jene.',
  'May be contacted {0}: {1}.': 'Kontakt ist erlaubt {0}: {1}.',
  'Must not be contacted {0}: {1}.': 'Kontakt ist nicht erlaubt {0}: {1}.',
};
