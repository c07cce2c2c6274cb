/** What an import could not take over as it stands, in German; also why a file cannot be read at all. */
export const problems = {
  'Some letters in this row are damaged and show as “�”; they were already damaged in the file.':
    'Einige Buchstaben dieser Zeile sind beschädigt und erscheinen als „�“; sie waren es schon in der Datei.',
  'The file is UTF-8 with some damaged letters; they show as “�” in the rows named below.':
    'Die Datei ist UTF-8 mit einigen beschädigten Buchstaben; in den unten genannten Zeilen erscheinen sie als „�“.',
  'The file is not in UTF-8; it was read as {0}. If names look wrong, save it as UTF-8 and import it again.':
    'Die Datei ist nicht in UTF-8; sie wurde als {0} gelesen. Wenn Namen falsch aussehen, speichern Sie sie als UTF-8 und importieren Sie sie noch einmal.',
  'The file holds no rows, only headings or nothing at all; nothing was imported.':
    'Die Datei enthält keine Zeilen, nur Überschriften oder gar nichts; es wurde nichts importiert.',
  'Somebody who asked to be erased; left out. If they have come back to you themselves, an owner lifts the block in Settings → Privacy.':
    'Jemand, der gelöscht werden wollte; ausgelassen. Wenn diese Person von sich aus wieder auf Sie zukam, hebt ein Inhaber die Sperre unter Einstellungen → Datenschutz auf.',
  'A value of the kind “{0}” is not as Rapport writes it. It is kept beside the record as it stood there.':
    'Ein Wert der Art „{0}“ ist nicht so, wie Rapport ihn schreibt. Er bleibt neben dem Eintrag aufbewahrt, wie er dastand.',
  '{0} is known to more people than this import is for; nothing was added to that record. Import for everyone to add what is new.':
    '{0} kennen mehr Leute, als dieser Import für sich vorsieht; jenem Eintrag wurde nichts hinzugefügt. Importieren Sie für alle, um das Neue zu ergänzen.',
  '{0} is known already, and you may not change that record; nothing was added. Ask its owner.':
    '{0} ist schon bekannt, und jenen Eintrag dürfen Sie nicht ändern; es wurde nichts hinzugefügt. Fragen Sie, wem er gehört.',
  'This field holds another value already, which was left as it is. Change it on the record if the file is right.':
    'In diesem Feld steht schon ein anderer Wert; er blieb, wie er ist. Ändern Sie ihn im Eintrag, wenn die Datei recht hat.',
  '{0} belongs to another record already and was left there. Merge the two if they are the same.':
    '{0} gehört schon zu einem anderen Eintrag und blieb dort. Vereinen Sie die beiden, wenn es dieselben sind.',
  'Line {0} is no record as Rapport exports it, so it was not imported. Export it again, or take the line from the file as it was.':
    'Zeile {0} ist kein Eintrag, wie Rapport ihn exportiert; sie wurde nicht importiert. Exportieren Sie ihn noch einmal, oder nehmen Sie die Zeile aus der Datei, wie sie war.',
  '“{0}” is no value of “{1}”.': '„{0}“ ist kein Wert von „{1}“.',
  '{0} The cell is kept beside the record as it was written.':
    '{0} Die Zelle bleibt neben dem Eintrag aufbewahrt, wie sie geschrieben war.',
  'The row has {0} cells, the table has {1} columns. The surplus cells were kept as further values; a delimiter inside a cell may want quotation marks.':
    'Die Zeile hat {0} Zellen, die Tabelle {1} Spalten. Die überzähligen Zellen wurden als weitere Werte behalten; ein Trennzeichen in einer Zelle braucht vielleicht Anführungszeichen.',
  'The row has only {0} of {1} cells; the missing ones were taken as empty.':
    'Die Zeile hat nur {0} von {1} Zellen; die fehlenden gelten als leer.',
  'Columns {0} and {1} both are headed “{2}”; both were read.':
    'Die Spalten {0} und {1} heißen beide „{2}“; beide wurden gelesen.',
  'Nothing here identifies a person or company: no column holds names, e-mail addresses or phones. The one row was not imported.{0} If one of them does, choose what it holds before you start, or rename its heading, for example to “Name” or “Email”, and import the file again.':
    'Hier weist nichts auf eine Person oder Firma hin: Keine Spalte enthält Namen, E-Mail-Adressen oder Telefonnummern. Die eine Zeile wurde nicht importiert.{0} Wenn doch eine davon, wählen Sie vor dem Start, was sie enthält, oder benennen Sie ihre Überschrift um, etwa in „Name“ oder „Email“, und importieren Sie die Datei noch einmal.',
  'Nothing here identifies a person or company: no column holds names, e-mail addresses or phones. None of the {0} rows was imported.{1} If one of them does, choose what it holds before you start, or rename its heading, for example to “Name” or “Email”, and import the file again.':
    'Hier weist nichts auf eine Person oder Firma hin: Keine Spalte enthält Namen, E-Mail-Adressen oder Telefonnummern. Keine der {0} Zeilen wurde importiert.{1} Wenn doch eine davon, wählen Sie vor dem Start, was sie enthält, oder benennen Sie ihre Überschrift um, etwa in „Name“ oder „Email“, und importieren Sie die Datei noch einmal.',
  'One line stands above the table and was not imported: “{0}”.':
    'Eine Zeile steht über der Tabelle und wurde nicht importiert: „{0}“.',
  '{0} lines stand above the table and were not imported: “{1}”.':
    '{0} Zeilen stehen über der Tabelle und wurden nicht importiert: „{1}“.',
  '{0} It is kept beside the record as it was written.':
    '{0} Der Wert bleibt neben dem Eintrag aufbewahrt, wie er geschrieben war.',
  'The photo was left out: Rapport keeps no pictures of people yet.':
    'Das Foto wurde ausgelassen: Rapport bewahrt noch keine Bilder von Menschen auf.',
  'Some rows of the sheet, such as this one, are hidden there by hand or by a filter; they were imported like the others.':
    'Einige Zeilen des Blatts, etwa diese, sind dort von Hand oder durch einen Filter ausgeblendet; sie wurden wie die anderen importiert.',
  'In column {0} stand calculations that failed, such as {1} in row {2}; these cells were taken as empty. Mend them in the workbook and import it again to fill them.':
    'In Spalte {0} stehen misslungene Berechnungen, etwa {1} in Zeile {2}; diese Zellen gelten als leer. Berichtigen Sie sie in der Arbeitsmappe und importieren Sie sie noch einmal, um sie zu füllen.',
  'The hidden sheet {0} was passed over. Show what holds people in the workbook and import it again.':
    'Das ausgeblendete Blatt {0} wurde übergangen. Blenden Sie in der Arbeitsmappe ein, was Personen enthält, und importieren Sie sie noch einmal.',
  'The hidden sheets {0} were passed over. Show what holds people in the workbook and import it again.':
    'Die ausgeblendeten Blätter {0} wurden übergangen. Blenden Sie in der Arbeitsmappe ein, was Personen enthält, und importieren Sie sie noch einmal.',
  'The workbook holds no rows, only headings or nothing at all; nothing was imported.':
    'Die Arbeitsmappe enthält keine Zeilen, nur Überschriften oder gar nichts; es wurde nichts importiert.',
  'The sheet {0} holds no rows and was passed over.':
    'Das Blatt {0} enthält keine Zeilen und wurde übergangen.',
  'The sheets {0} hold no rows and were passed over.':
    'Die Blätter {0} enthalten keine Zeilen und wurden übergangen.',
  'The card is larger than {0} MB and was not imported; reading went on behind it.':
    'Die Karte ist größer als {0} MB und wurde nicht importiert; dahinter wurde weitergelesen.',
  'The card that begins on line {0} has no END:VCARD; what stands in it was read.':
    'Die Karte, die in Zeile {0} beginnt, hat kein END:VCARD; was darin steht, wurde gelesen.',
  'The file holds no BEGIN:VCARD, so there is no contact in it to read.':
    'Die Datei enthält kein BEGIN:VCARD; es ist kein Kontakt darin zu lesen.',
  'Line {0} stands outside of any card and was not read.':
    'Zeile {0} steht außerhalb jeder Karte und wurde nicht gelesen.',
  'This is an xCard (vCard written as XML). Export the contacts as vCard (.vcf) or CSV instead; nothing was imported.':
    'Das ist eine xCard (vCard als XML). Exportieren Sie die Kontakte stattdessen als vCard (.vcf) oder CSV; es wurde nichts importiert.',
  'The file is a jCard, but not complete JSON ({0}). Nothing was imported; export it again, as vCard (.vcf) if you can.':
    'Die Datei ist eine jCard, aber kein vollständiges JSON ({0}). Es wurde nichts importiert; exportieren Sie sie noch einmal, wenn möglich als vCard (.vcf).',
  'Entry {0}{1} of the file is not a card and was not imported.':
    'Eintrag {0}{1} der Datei ist keine Karte und wurde nicht importiert.',
  'Line {0} is not a property of a card and was left out: “{1}”.':
    'Zeile {0} ist keine Angabe einer Karte und wurde ausgelassen: „{1}“.',
  'The card names nobody: it has no name, organisation, e-mail address or phone number. It was not imported.':
    'Die Karte nennt niemanden: Sie hat weder Name noch Organisation, E-Mail-Adresse oder Telefonnummer. Sie wurde nicht importiert.',
  '“{0}” holds no digits, so it is not a phone number; it was kept as text.':
    '„{0}“ enthält keine Ziffern und ist keine Telefonnummer; es wurde als Text behalten.',
  '“{0}” is not a full day of the calendar; it was kept as text.':
    '„{0}“ ist kein voller Tag des Kalenders; es wurde als Text behalten.',
  'The {0} property holds binary data, which has no place here; it was left out.':
    'Die Angabe {0} enthält binäre Daten, die hier keinen Platz haben; sie wurde ausgelassen.',
  'The {0} property holds very much text, which has no place here; it was left out.':
    'Die Angabe {0} enthält sehr viel Text, der hier keinen Platz hat; sie wurde ausgelassen.',
  '“{0}” is a list of {1} contacts, not a person or company. The list was not imported; its members are read from cards of their own.':
    '„{0}“ ist eine Liste von {1} Kontakten, keine Person oder Firma. Die Liste wurde nicht importiert; ihre Mitglieder werden aus eigenen Karten gelesen.',
  'The meeting names {0} attendees; the first {1} were kept.':
    'Der Termin nennt {0} Teilnehmende; die ersten {1} wurden behalten.',
  'The {0} that begins on line {1} has no END:{2}; what stands in it was read.':
    '{0} ab Zeile {1} hat kein END:{2}; was darin steht, wurde gelesen.',
  'The file holds no VEVENT, so there is no meeting in it to read.':
    'Die Datei enthält kein VEVENT; es ist kein Termin darin zu lesen.',
  '{0} is {1} characters long; the first {2} were kept.':
    '{0} ist {1} Zeichen lang; die ersten {2} wurden behalten.',
  'The meeting on line {0} begins at “{1}”, which is no date; it was not imported.':
    'Der Termin in Zeile {0} beginnt mit „{1}“, was kein Datum ist; er wurde nicht importiert.',
  'The meeting on line {0} does not say when it begins (DTSTART); it was not imported.':
    'Der Termin in Zeile {0} sagt nicht, wann er beginnt (DTSTART); er wurde nicht importiert.',
  'The meeting ends before it begins; it was kept with its beginning only.':
    'Der Termin endet, bevor er beginnt; behalten wurde nur sein Beginn.',
  'The time zone “{0}” is not known, and the file does not describe it in a way that can be followed; the time was read as one of {1}.':
    'Die Zeitzone „{0}“ ist nicht bekannt, und die Datei beschreibt sie nicht verständlich; die Zeit wurde als eine von {1} gelesen.',
  '{0} on line {1} holds “{2}”, which cannot be read; it was left out.':
    '{0} in Zeile {1} enthält „{2}“, was nicht lesbar ist; es wurde ausgelassen.',
  '“{0}” repeats every second or minute; such series are not followed (at most {1} instances, hourly or slower). Only the first one was kept.':
    '„{0}“ wiederholt sich jede Sekunde oder Minute; solchen Serien wird nicht gefolgt (höchstens {1} Termine, stündlich oder seltener). Behalten wurde nur der erste.',
  '“{0}” has more than {1} instances; the first {2} were kept.':
    '„{0}“ hat mehr als {1} Termine; die ersten {2} wurden behalten.',
  '“{0}” is no rule that can be followed; only the first instance was kept.':
    '„{0}“ ist keine Regel, der sich folgen lässt; behalten wurde nur der erste Termin.',
  'Nothing in this mail tells when it was sent, so it has no place in a timeline and was left out.':
    'Nichts in dieser Mail sagt, wann sie gesendet wurde; sie hat keinen Platz auf einer Zeitleiste und wurde ausgelassen.',
  '"{0}" is a draft that was never sent, so it reached nobody and was left out.':
    '„{0}“ ist ein nie gesendeter Entwurf; er erreichte niemanden und wurde ausgelassen.',
  'This mail is a draft that was never sent, so it reached nobody and was left out.':
    'Diese Mail ist ein nie gesendeter Entwurf; sie erreichte niemanden und wurde ausgelassen.',
  '"{0}" is here already, at {1}, and stays there; this file has it at {2}.':
    '„{0}“ steht hier schon, am {1}, und bleibt dort; in dieser Datei steht es am {2}.',
  '"{0}" is here already, as cancelled, and stays so; this file says otherwise.':
    '„{0}“ steht hier schon als abgesagt und bleibt es; diese Datei sagt anderes.',
  '"{0}" is here already, as taking place, and stays so; this file says otherwise.':
    '„{0}“ steht hier schon als stattfindend und bleibt es; diese Datei sagt anderes.',
  'Some headers did not say how their letters are written; they were read as well as could be guessed. Check names and subject.':
    'Einige Kopfzeilen sagen nicht, wie ihre Buchstaben geschrieben sind; sie wurden gelesen, so gut es zu erraten war. Prüfen Sie Namen und Betreff.',
  'There are no mail headers here (no From, Date, Subject, Message-ID). The text was not imported; check whether the file is a mail.':
    'Hier gibt es keine Kopfzeilen einer Mail (kein From, Date, Subject, Message-ID). Der Text wurde nicht importiert; prüfen Sie, ob die Datei eine Mail ist.',
  'The mail does not say who wrote it; it was kept without an author.':
    'Die Mail sagt nicht, wer sie geschrieben hat; sie wurde ohne Absender behalten.',
  'The name of an attachment contains letters that could not be read; the file itself is complete.':
    'Der Name eines Anhangs enthält unlesbare Buchstaben; die Datei selbst ist vollständig.',
  'The parts of this mail are nested or built in a way no mail program makes ({0}). Its headers were read and the whole mail was kept as an attachment.':
    'Die Teile dieser Mail sind so verschachtelt oder gebaut, wie es kein Mailprogramm tut ({0}). Ihre Kopfzeilen wurden gelesen, die ganze Mail wurde als Anhang behalten.',
  'The mail claims to have been sent days after it was received; the time of receipt was taken.':
    'Die Mail behauptet, Tage nach ihrem Empfang gesendet worden zu sein; genommen wurde die Zeit des Empfangs.',
  'The date "{0}" cannot be read; the time of receipt was taken.':
    'Das Datum „{0}“ ist nicht lesbar; genommen wurde die Zeit des Empfangs.',
  'The mail has no date; the time of receipt was taken.':
    'Die Mail hat kein Datum; genommen wurde die Zeit des Empfangs.',
  'The date "{0}" cannot be read and nothing else tells when the mail was sent.':
    'Das Datum „{0}“ ist nicht lesbar, und nichts anderes sagt, wann die Mail gesendet wurde.',
  'The mail does not tell when it was sent.': 'Die Mail sagt nicht, wann sie gesendet wurde.',
  'The text of this mail is longer than five million letters; the first five million were kept.':
    'Der Text dieser Mail ist länger als fünf Millionen Buchstaben; die ersten fünf Millionen wurden behalten.',
  'This mail is {0}; mails over {1} are not imported. The others of the file were.':
    'Diese Mail hat {0}; Mails über {1} werden nicht importiert. Die anderen der Datei wurden es.',
  'Day and month of these calls could be either way round; they were read as {0} writes them. If that is wrong, undo this import and choose how dates are written.':
    'Tag und Monat dieser Anrufe könnten so oder andersherum stehen; sie wurden gelesen, wie man sie in {0} schreibt. Wenn das falsch ist, machen Sie diesen Import rückgängig und wählen, wie Daten geschrieben sind.',
  '“{0}” tells no day with a time, so this call has no place in a timeline and was left out. Say which columns hold them.':
    '„{0}“ nennt keinen Tag mit Uhrzeit; dieser Anruf hat keinen Platz auf einer Zeitleiste und wurde ausgelassen. Sagen Sie, in welchen Spalten beides steht.',
  'There is no such day or time as “{0}”; this call was left out. Put the cell right, or choose how dates are written.':
    'Einen Tag oder eine Uhrzeit „{0}“ gibt es nicht; dieser Anruf wurde ausgelassen. Berichtigen Sie die Zelle oder wählen Sie, wie Daten geschrieben sind.',
  '“{0}” is no length of a call; the call was left out. Put the cell right.':
    '„{0}“ ist keine Dauer eines Anrufs; der Anruf wurde ausgelassen. Berichtigen Sie die Zelle.',
  'Nothing tells who called whom (“{0}”); the call was left out. Say which column tells the direction.':
    'Nichts verrät, wer wen anrief („{0}“); der Anruf wurde ausgelassen. Sagen Sie, welche Spalte die Richtung nennt.',
  '“{0}” is a call among yourselves; it was left out.':
    '„{0}“ ist ein Anruf untereinander; er wurde ausgelassen.',
  'Day and month of these purchases could be either way round; they were read as {0} writes them. If that is wrong, undo this import and choose how dates are written.':
    'Tag und Monat dieser Käufe könnten so oder andersherum stehen; sie wurden gelesen, wie man sie in {0} schreibt. Wenn das falsch ist, machen Sie diesen Import rückgängig und wählen, wie Daten geschrieben sind.',
  'The file names no currency, so its amounts were taken as {0}. If that is wrong, undo this import and add a column “Currency”.':
    'Die Datei nennt keine Währung, deshalb gelten ihre Beträge als {0}. Wenn das falsch ist, machen Sie diesen Import rückgängig und ergänzen eine Spalte „Währung“.',
  'The order “{0}” is in {1}, and this row in {2}; the row was left out. Put its currency right.':
    'Die Bestellung „{0}“ lautet auf {1}, diese Zeile auf {2}; die Zeile wurde ausgelassen. Berichtigen Sie ihre Währung.',
  'The order “{0}” is here already and was left as it is, although this file tells other lines or another amount. If the file is right, undo the import that brought it, and import this one.':
    'Die Bestellung „{0}“ gibt es hier schon; sie blieb, wie sie ist, obwohl diese Datei andere Zeilen oder einen anderen Betrag nennt. Wenn die Datei recht hat, machen Sie den Import rückgängig, der sie gebracht hat, und importieren diese.',
  'The order “{0}” has more than {1} lines. The others count in its amount and are not listed.':
    'Die Bestellung „{0}“ hat mehr als {1} Zeilen. Die übrigen zählen zu ihrem Betrag und werden nicht aufgeführt.',
  'Nobody here is known as “{0}” yet, and perhaps others in this file are not. Nothing of it is lost: what they bought stands on the timeline of whoever is given that address, number or name.':
    'Als „{0}“ ist hier noch niemand bekannt, andere in dieser Datei vielleicht auch nicht. Nichts davon ist verloren: Die Käufe stehen auf der Zeitleiste, sobald jemand diese Adresse, diese Nummer oder diesen Namen bekommt.',
  'More than one here could be “{0}”, so nobody was chosen. What they bought is kept under that name until you say who it is.':
    '„{0}“ können hier mehrere sein, deshalb wurde niemand gewählt. Die Käufe bleiben unter diesem Namen, bis Sie sagen, wer es ist.',
  'Some rows, such as this one, do not say who bought. They are kept without a person.':
    'Manche Zeilen, etwa diese, sagen nicht, wer gekauft hat. Sie werden ohne Person behalten.',
  'Somebody in this file asked to be erased. What they bought is kept without them.':
    'Jemand aus dieser Datei hat um Löschung gebeten. Was gekauft wurde, wird ohne diese Person behalten.',
  'Nothing tells when this was bought, so it has no place in a timeline and was left out. Say which column holds the date, or fill the cell.':
    'Nichts sagt, wann das gekauft wurde; es hat keinen Platz auf einer Zeitleiste und wurde ausgelassen. Sagen Sie, in welcher Spalte das Datum steht, oder füllen Sie die Zelle.',
  'There is no such day or time as “{0}”; this purchase was left out. Put the cell right, or choose how dates are written.':
    'Einen Tag oder eine Uhrzeit „{0}“ gibt es nicht; dieser Kauf wurde ausgelassen. Berichtigen Sie die Zelle oder wählen Sie, wie Daten geschrieben sind.',
  'Nothing tells what this purchase cost; it was left out. Fill the cell, with 0 where it was free.':
    'Nichts sagt, was dieser Kauf gekostet hat; er wurde ausgelassen. Füllen Sie die Zelle, mit 0, wenn er kostenlos war.',
  '“{0}” is no amount; this purchase was left out. Write only the number and its currency.':
    '„{0}“ ist kein Betrag; dieser Kauf wurde ausgelassen. Schreiben Sie nur die Zahl und ihre Währung.',
  '“{0}” is no quantity; this purchase was left out. Write only the number.':
    '„{0}“ ist keine Menge; dieser Kauf wurde ausgelassen. Schreiben Sie nur die Zahl.',
  'Nothing tells in which currency this was paid; it was left out. Add a column “Currency”, such as EUR.':
    'Nichts sagt, in welcher Währung das bezahlt wurde; es wurde ausgelassen. Ergänzen Sie eine Spalte „Währung“, etwa EUR.',
  '“{0}” is not one currency that is known here; this purchase was left out. Write its three letters, such as EUR.':
    '„{0}“ ist keine einzelne Währung, die hier bekannt ist; dieser Kauf wurde ausgelassen. Schreiben Sie ihre drei Buchstaben, etwa EUR.',
  'Its lines begin like those of an exported WhatsApp chat.':
    'Ihre Zeilen beginnen wie die eines exportierten WhatsApp-Chats.',
  'This chat is {0}, more than WhatsApp writes into one file. Nothing of it was imported; split the file and import the parts.':
    'Dieser Chat hat {0}, mehr als WhatsApp in eine Datei schreibt. Nichts davon wurde importiert; teilen Sie die Datei und importieren Sie die Teile.',
  'Nothing tells whose telephone this chat is from, so nothing of it was imported. Import it again and say there how the owner is called in it: {0}.':
    'Nichts verrät, von wessen Telefon dieser Chat ist; deshalb wurde nichts davon importiert. Importieren Sie ihn noch einmal und sagen Sie dort, wie der Besitzer darin heißt: {0}.',
  'Day and month of this chat could be either way round; they were read as {0} writes them. If that is wrong, undo this import and choose another country for it.':
    'Tag und Monat dieses Chats könnten so oder andersherum stehen; sie wurden gelesen, wie man sie in {0} schreibt. Wenn das falsch ist, machen Sie diesen Import rückgängig und wählen ein anderes Land dafür.',
  '“{0}” is not among the files of this chat, or is too large; the message was kept with its name.':
    '„{0}“ ist nicht unter den Dateien dieses Chats oder zu groß; die Nachricht wurde mit dem Namen behalten.',
  'It passed between you and somebody who asked to be erased, so it was left out.':
    'Das ging zwischen Ihnen und jemandem hin und her, der gelöscht werden wollte; es wurde ausgelassen.',
  '“{0}” is damaged or cut off ({1}). What could be unpacked before was kept; pack or download it again.':
    '„{0}“ ist beschädigt oder abgeschnitten ({1}). Was sich vorher entpacken ließ, blieb; packen Sie es neu oder laden Sie es noch einmal herunter.',
  '“{0}” is protected by a password and was not read. Unpack it yourself and import the files.':
    '„{0}“ ist mit einem Passwort geschützt und wurde nicht gelesen. Entpacken Sie es selbst und importieren Sie die Dateien.',
  '“{0}” is packed in a way that is not known here (method {1}). Unpack it yourself and import the files.':
    '„{0}“ ist auf eine hier unbekannte Art gepackt (Verfahren {1}). Entpacken Sie es selbst und importieren Sie die Dateien.',
  '“{0}” is an archive in an archive in an archive and was not opened. Unpack the outer one and import what is in it.':
    '„{0}“ ist ein Archiv in einem Archiv in einem Archiv und wurde nicht geöffnet. Entpacken Sie das äußere und importieren Sie, was darin ist.',
  'The archive holds more than {0} entries. The first {1} were read; split it and import the rest.':
    'Das Archiv enthält mehr als {0} Dateien. Die ersten {1} wurden gelesen; teilen Sie es und importieren Sie den Rest.',
  'The archive unpacks to more than {0} MB. What was unpacked before was kept; split it and import the rest.':
    'Das Archiv hat entpackt mehr als {0} MB. Was vorher entpackt war, blieb; teilen Sie es und importieren Sie den Rest.',
  'The archive unpacks to more than {0} times its size, as archives do that are made to fill a disk. Unpacking was stopped; what was unpacked before was kept.':
    'Das Archiv hat entpackt mehr als das {0}-Fache seiner Größe, wie Archive, die einen Datenträger füllen sollen. Das Entpacken wurde angehalten; was vorher entpackt war, blieb.',
  '“{0}” is {1} and was not read.': '„{0}“ ist {1} und wurde nicht gelesen.',
  'The cell that opens on line {0} is larger than {1} MB, or its quotation mark is never closed. The line was not imported; reading went on with line {2}{3}.':
    'Die Zelle, die in Zeile {0} beginnt, ist größer als {1} MB, oder ihr Anführungszeichen wird nie geschlossen. Die Zeile wurde nicht importiert; weitergelesen wurde ab Zeile {2}{3}.',
  'A quotation mark opens on line {0} and is never closed. The line was not imported; reading went on with line {1}{2}. Close or remove the mark and import the file again.':
    'In Zeile {0} beginnt ein Anführungszeichen, das nie geschlossen wird. Die Zeile wurde nicht importiert; weitergelesen wurde ab Zeile {1}{2}. Schließen oder entfernen Sie das Zeichen und importieren Sie die Datei noch einmal.',
  'A quotation mark inside a cell on line {0} is not doubled; the cell was kept with the mark in it.':
    'Ein Anführungszeichen in einer Zelle der Zeile {0} ist nicht verdoppelt; die Zelle wurde mit dem Zeichen behalten.',
  'One cell runs over lines {0}–{1}, and each of them looks like a row of its own. It was read as one row; if a quotation mark is wrong there, correct it and import again.':
    'Eine Zelle geht über die Zeilen {0}–{1}, und jede davon sieht wie eine eigene Zeile aus. Gelesen wurde sie als eine; wenn dort ein Anführungszeichen falsch ist, berichtigen Sie es und importieren Sie noch einmal.',
  'The file is empty.': 'Die Datei ist leer.',
  'This is a document in an old Microsoft format (.xls, .msg) or a workbook with a password. Save it as .xlsx without a password, as .eml or .vcf, and import that.':
    'Das ist ein Dokument in einem alten Microsoft-Format (.xls, .msg) oder eine Arbeitsmappe mit Passwort. Speichern Sie es als .xlsx ohne Passwort, als .eml oder .vcf, und importieren Sie das.',
  'This is an Outlook data file (.pst). Export its mail as mbox or .eml and its contacts as CSV.':
    'Das ist eine Outlook-Datendatei (.pst). Exportieren Sie ihre Mails als mbox oder .eml und ihre Kontakte als CSV.',
  'This is a PDF; there is nothing in it to import.':
    'Das ist ein PDF; darin gibt es nichts zu importieren.',
  'This archive is of a kind that is not read here. Pack it as zip or tar.gz.':
    'Archive dieser Art werden hier nicht gelesen. Packen Sie es als zip oder tar.gz.',
  'This is a document in the format of LibreOffice. Open it and save the table as .xlsx or CSV, then import that.':
    'Das ist ein Dokument im Format von LibreOffice. Öffnen Sie es, speichern Sie die Tabelle als .xlsx oder CSV und importieren Sie das.',
  'This is an office document without tables. Save what is to be imported as .xlsx or CSV, and import that.':
    'Das ist ein Office-Dokument ohne Tabellen. Speichern Sie, was importiert werden soll, als .xlsx oder CSV und importieren Sie das.',
  'The file holds nothing but blanks.': 'Die Datei enthält nur Leerzeichen.',
  'This is a calendar written as JSON (jCal). Export it as .ics instead.':
    'Das ist ein Kalender als JSON (jCal). Exportieren Sie ihn stattdessen als .ics.',
  'The file is not text, and of no kind that can be imported.':
    'Die Datei ist kein Text und von keiner Art, die sich importieren lässt.',
  'This is a web page or XML. Export the data as CSV, vCard, .ics, .eml or mbox and import that.':
    'Das ist eine Webseite oder XML. Exportieren Sie die Daten als CSV, vCard, .ics, .eml oder mbox und importieren Sie das.',
  'This is JSON. Export the data as CSV, vCard, .ics, .eml or mbox and import that.':
    'Das ist JSON. Exportieren Sie die Daten als CSV, vCard, .ics, .eml oder mbox und importieren Sie das.',
  'This text is no table, card, calendar or mail. Export the data as CSV, vCard, .ics, .eml or mbox and import that.':
    'Dieser Text ist weder Tabelle noch Karte, Kalender oder Mail. Exportieren Sie die Daten als CSV, vCard, .ics, .eml oder mbox und importieren Sie das.',
  'There are more than {0} problems; the report ends here, the import went on and counts them all.':
    'Es gibt mehr als {0} Probleme; der Bericht endet hier, der Import ging weiter und zählt sie alle.',
  'Something in this row could not be taken over as it stands. The row is of a kind that is kept private, so its words are not repeated here; look at it in your file.':
    'Etwas in dieser Zeile ließ sich so nicht übernehmen. Sie ist von einer Art, die privat bleibt, darum stehen ihre Worte nicht hier; sehen Sie in Ihrer Datei nach.',
  'The row is of a kind that is kept private, and who it is about is seen by more people already; nothing was added. Make that record private, or give it the kind there, and import the row again.':
    'Die Zeile ist von einer Art, die privat bleibt, aber um wen es geht, sehen schon mehr Leute; es wurde nichts hinzugefügt. Machen Sie jenen Eintrag privat, oder geben Sie ihm dort diese Art, und importieren Sie die Zeile noch einmal.',
  'Whoever started this import may no longer add anything here. Let somebody else bring the files.':
    'Wer diesen Import begonnen hat, darf hier nichts mehr hinzufügen. Lassen Sie jemand anderen die Dateien bringen.',
  'The import stopped: {0}. What was read so far is kept and can be undone.':
    'Der Import hielt an: {0}. Was bisher gelesen wurde, bleibt und lässt sich zurücknehmen.',
  'The import could not be taken back ({0}). Everything is as it was before.':
    'Der Import ließ sich nicht zurücknehmen ({0}). Alles ist wie vorher.',
  '{0} Nothing of it was imported.': '{0} Davon wurde nichts importiert.',
  'The workbook is protected by a password and was not read. Save it without one and import it again.':
    'Die Arbeitsmappe ist mit einem Passwort geschützt und wurde nicht gelesen. Speichern Sie sie ohne und importieren Sie sie noch einmal.',
  'The workbook unpacks to more than {0} MB. What was read before was kept; split the table and import the rest.':
    'Die Arbeitsmappe hat entpackt mehr als {0} MB. Was vorher gelesen war, blieb; teilen Sie die Tabelle und importieren Sie den Rest.',
  'The workbook is damaged or cut off ({0}). What could be read before was kept; open it in the program it came from, save it anew and import it again.':
    'Die Arbeitsmappe ist beschädigt oder abgeschnitten ({0}). Was sich vorher lesen ließ, blieb; öffnen Sie sie in ihrem Programm, speichern Sie sie neu und importieren Sie sie noch einmal.',
  'The workbook consists of more than {0} parts, as no table does. Copy its tables into a new workbook and import that.':
    'Die Arbeitsmappe besteht aus mehr als {0} Teilen, wie keine Tabelle sonst. Kopieren Sie ihre Tabellen in eine neue Arbeitsmappe und importieren Sie diese.',
  'The cells of the workbook share more than {0} MB of text, which is more than can be held here. Save the table as CSV and import that.':
    'Die Zellen der Arbeitsmappe teilen sich mehr als {0} MB Text, mehr als hier Platz hat. Speichern Sie die Tabelle als CSV und importieren Sie diese.',
  'The cells of a sheet hold more than {0} million letters. What was read before was kept; split the table and import the rest.':
    'Die Zellen eines Blatts enthalten mehr als {0} Millionen Buchstaben. Was vorher gelesen war, blieb; teilen Sie die Tabelle und importieren Sie den Rest.',
  'This item was passed over.': 'Dieser Teil wurde übergangen.',
  'This item {0} and was left out; everything around it was read. Open it in the program it came from to see what it holds.':
    'Ein Teil wurde ausgelassen ({0}); alles ringsum wurde gelesen. Öffnen Sie ihn in seinem Programm, um zu sehen, was er enthält.',
  'took longer than {0} seconds to read': 'das Lesen dauerte länger als {0} Sekunden',
  'needed more than {0} MB of memory to read': 'das Lesen brauchte mehr als {0} MB Speicher',
  'could not be read ({0})': 'nicht lesbar: {0}',
  '“{0}” is not an e-mail address; it was kept as text under “{1}”.':
    '„{0}“ ist keine E-Mail-Adresse; es wurde als Text unter „{1}“ behalten.',
  '“{0}” was a phone number before a spreadsheet rounded it; its digits are lost here. It was kept as text.':
    '„{0}“ war eine Telefonnummer, bis ein Tabellenprogramm sie rundete; ihre Ziffern sind hier verloren. Sie wurde als Text behalten.',
  '“{0}” is not a phone number; it was kept as text under “{1}”.':
    '„{0}“ ist keine Telefonnummer; es wurde als Text unter „{1}“ behalten.',
  '“{0}” is not a complete phone number in {1}; it was kept as written.':
    '„{0}“ ist in {1} keine vollständige Telefonnummer; sie wurde behalten, wie sie dasteht.',
  '“{0}” is not a complete phone number; it was kept as written.':
    '„{0}“ ist keine vollständige Telefonnummer; sie wurde behalten, wie sie dasteht.',
  'Phone numbers such as “{0}” have no country code and were kept as written. Say which country they are dialled from and import again to make them dialable.':
    'Telefonnummern wie „{0}“ haben keine Landesvorwahl und wurden behalten, wie sie dastehen. Sagen Sie, aus welchem Land sie gewählt werden, und importieren Sie noch einmal, damit sie wählbar sind.',
  'The columns “Rapport ID” and “Kind” of this row no longer say which record it is, so it was not imported. Put back what stood there, or remove both columns, and import the file again.':
    'Die Spalten „Rapport ID“ und „Kind“ dieser Zeile sagen nicht mehr, welcher Eintrag es ist; sie wurde nicht importiert. Stellen Sie wieder her, was dort stand, oder entfernen Sie beide Spalten, und importieren Sie die Datei noch einmal.',
  'The row holds control characters (such as NUL) that no text can keep; the rest of each cell was kept.':
    'Die Zeile enthält Steuerzeichen (etwa NUL), die kein Text behalten kann; der Rest jeder Zelle blieb.',
  'No name, e-mail address or phone number stands in this row, so it was not imported. Fill one in and import the file again.':
    'In dieser Zeile steht weder Name noch E-Mail-Adresse oder Telefonnummer; sie wurde nicht importiert. Tragen Sie eines davon ein und importieren Sie die Datei noch einmal.',
  '“{0}” is not a day of the calendar; it was kept as text under “{1}”.':
    '„{0}“ ist kein Tag des Kalenders; es wurde als Text unter „{1}“ behalten.',
  '“{0}” may be read day first or month first; it was read as {1}. If that is wrong, write the dates of the column as year-month-day, such as 2026-03-14, and import the file again.':
    '„{0}“ kann mit dem Tag oder mit dem Monat beginnen; gelesen wurde {1}. Wenn das falsch ist, schreiben Sie die Tage der Spalte als Jahr-Monat-Tag, etwa 2026-03-14, und importieren Sie die Datei noch einmal.',
  'The photo is larger than 6 MB and was left out; everything else was kept.':
    'Das Foto ist größer als 6 MB und wurde ausgelassen; alles andere blieb.',
  'The address of the photo is too long to be one and was left out.':
    'Die Adresse des Fotos ist zu lang, um eine zu sein, und wurde ausgelassen.',
};
