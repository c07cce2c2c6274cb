/** What the server says beside a single field, in German. */
export const input = {
  'Give the template a name.': 'Geben Sie der Vorlage einen Namen.',
  'Write the subject in one line.': 'Schreiben Sie den Betreff in eine Zeile.',
  'Choose the team that may use this template.':
    'Wählen Sie das Team, das diese Vorlage verwenden darf.',
  'Nothing is known under "{0}". Choose one from the list.':
    'Unter „{0}“ ist nichts bekannt. Wählen Sie etwas aus der Liste.',
  'A placeholder is not whole. Choose it from the list.':
    'Ein Platzhalter ist nicht ganz. Wählen Sie ihn aus der Liste.',
  'This is not JSON.': 'Das ist kein JSON.',
  'Choose one of the purposes in the settings.':
    'Wählen Sie einen der Zwecke in den Einstellungen.',
  'Choose another name.': 'Wählen Sie einen anderen Namen.',
  'Choose a wording of this purpose.': 'Wählen Sie einen Wortlaut dieses Zwecks.',
  'Choose today or an earlier day.': 'Wählen Sie heute oder einen früheren Tag.',
  'The columns are not JSON. Write them like name,email,city.':
    'Die Spalten sind kein JSON. Schreiben Sie sie wie name,email,city.',
  'The company is more private than the person.': 'Die Firma ist privater als die Person.',
  'Others see people of this company.': 'Andere sehen Personen dieser Firma.',
  'A {0} has no {1}.': 'Hier gibt es dieses Feld nicht ({0}: {1}).',
  'Choose a user of this workspace.': 'Wählen Sie jemanden aus diesem Arbeitsbereich.',
  '{0} cannot see this record.': '{0} sieht diesen Eintrag nicht.',
  'Only whoever the record belongs to can choose this.':
    'Das kann nur wählen, wem der Eintrag gehört.',
  'Type it exactly as it stands there.': 'Geben Sie ihn genau so ein, wie er dort steht.',
  'This address is not blocked.': 'Diese Adresse ist nicht gesperrt.',
  'This address is blocked.': 'Diese Adresse ist gesperrt.',
  '{0} is already in use.': '{0} ist schon vergeben.',
  'This domain is already in use.': 'Diese Domain ist schon vergeben.',
  'Choose somebody else.': 'Wählen Sie jemand anderen.',
  'This kind does not go between these two.': 'Diese Art passt nicht zwischen diese beiden.',
  'Choose another kind.': 'Wählen Sie eine andere Art.',
  'Choose an entry that you can see.': 'Wählen Sie einen Eintrag, den Sie sehen.',
  'Leave this out here.': 'Lassen Sie das hier weg.',
  'Choose yourself or a team.': 'Wählen Sie sich selbst oder ein Team.',
  'Choose how they let you know.': 'Wählen Sie, wie Sie es erfahren haben.',
  'This company already belongs to the other one.': 'Diese Firma gehört schon zur anderen.',
  'This kind is there already.': 'Diese Art gibt es schon.',
  'Choose readers with the colleague who sees to it among them.':
    'Geben Sie es so frei, dass auch liest, wer sich darum kümmert.',
  'Somebody named here does not work in this workspace.':
    'Jemand, der hier genannt ist, arbeitet nicht in diesem Arbeitsbereich.',
  '{0} cannot see this.': 'Nicht sichtbar für: {0}.',
  'Choose a colleague who sees this record.':
    'Wählen Sie jemanden aus dem Team, der diesen Eintrag sieht.',
  'Choose a day after the first.': 'Wählen Sie einen Tag nach dem ersten.',
  'There is nothing that could be handed over.': 'Es gibt nichts, das übergeben werden könnte.',
  'Choose a colleague who may write.': 'Wählen Sie jemanden aus dem Team, der schreiben darf.',
  'Choose a moment that is still to come.': 'Wählen Sie einen Zeitpunkt, der noch kommt.',
  'Choose a colleague who sees this conversation.':
    'Wählen Sie jemanden aus dem Team, der diese Unterhaltung sieht.',
  'Say to whom it goes.': 'Sagen Sie, an wen es geht.',
  '"{0}" is no e-mail address.': '„{0}“ ist keine E-Mail-Adresse.',
  'Choose a mailbox that can send.': 'Wählen Sie ein Postfach, das senden kann.',
  'Choose a later hour.': 'Wählen Sie eine spätere Stunde.',
  'Choose a colleague who sees it.': 'Wählen Sie jemanden aus dem Team, der es sieht.',
  'Choose a day.': 'Wählen Sie einen Tag.',
  'Choose one of your teams.': 'Wählen Sie eines Ihrer Teams.',
  'This code is not right, or was used already.':
    'Dieser Code stimmt nicht oder wurde schon verwendet.',
  'This is not your current password.': 'Das ist nicht Ihr bisheriges Passwort.',
  'Give it again.': 'Geben Sie es noch einmal ein.',
  'Choose the team that may see these.': 'Wählen Sie das Team, das diese sehen darf.',
  'Say whether people or companies are meant; only a tag is looked for among both.':
    'Sagen Sie, ob Personen oder Firmen gemeint sind; nur ein Schlagwort wird bei beiden gesucht.',
  'This is more than {0} rows or {1} cells. Paste it in parts, or bring it through an import; nothing was changed.':
    'Das sind mehr als {0} Zeilen oder {1} Zellen. Fügen Sie es in Teilen ein oder bringen Sie es über einen Import; nichts wurde geändert.',
  'Name each field once.': 'Nennen Sie jedes Feld einmal.',
  'Name each record once.': 'Nennen Sie jeden Eintrag einmal.',
  'Give each row as many cells as there are fields.':
    'Geben Sie jeder Zeile so viele Zellen, wie es Felder gibt.',
  'Choose at least one way to reach people.':
    'Wählen Sie mindestens einen Weg, Menschen zu erreichen.',
  'Say what you write to people for.': 'Sagen Sie, wofür Sie Menschen schreiben.',
  'Write the words in which you ask.': 'Schreiben Sie die Worte, mit denen Sie fragen.',
  'Choose two different records.': 'Wählen Sie zwei verschiedene Einträge.',
  'One purpose and channel has one answer.': 'Zu einem Zweck und Weg gibt es eine Antwort.',
  'A mapping names every column of its table, in the order of the headings.':
    'Eine Zuordnung nennt jede Spalte ihrer Tabelle, in der Reihenfolge der Überschriften.',
  'The columns of a mapping are numbered from 0 without a gap.':
    'Die Spalten einer Zuordnung sind ab 0 ohne Lücke nummeriert.',
  'Give a name, an e-mail address or a phone number; one of them is enough.':
    'Geben Sie einen Namen, eine E-Mail-Adresse oder eine Telefonnummer an; eines davon genügt.',
  'Choose the team that may see this.': 'Wählen Sie das Team, das dies sehen darf.',
  'Give the address.': 'Geben Sie die Adresse an.',
  'Keep it for a month at least.': 'Bewahren Sie es mindestens einen Monat auf.',
  'Keep it for ever instead.': 'Bewahren Sie es stattdessen für immer auf.',
  'The end lies before the beginning. Swap the dates.':
    'Das Ende liegt vor dem Anfang. Tauschen Sie die Tage.',
  'Write how the tie reads.': 'Schreiben Sie, wie die Verbindung heißt.',
  'Use kinds from this list, separated by commas: {0}.':
    'Nehmen Sie Arten aus dieser Liste, mit Kommas getrennt: {0}.',
  'Give a month like 2026-03.': 'Geben Sie einen Monat wie 2026-03 an.',
  'Ask for at most {0} days, the end behind the beginning.':
    'Fragen Sie nach höchstens {0} Tagen, das Ende nach dem Anfang.',
  'Say what is to change.': 'Sagen Sie, was sich ändern soll.',
  'Say whom it is about: somebody known, or somebody new.':
    'Sagen Sie, um wen es geht: jemand Bekanntes oder jemand Neues.',
  'There is nothing to write down: give a text, somebody new, or a value.':
    'Es gibt nichts festzuhalten: Geben Sie einen Text, jemand Neues oder einen Wert an.',
  'Name either a party or an activity.':
    'Nennen Sie entweder eine Person oder Firma oder einen Eintrag der Zeitleiste.',
  'Say what was promised.': 'Sagen Sie, was zugesagt wurde.',
  'Say what they supply.': 'Sagen Sie, was geliefert wird.',
  'Leave out the names of people.': 'Lassen Sie die Namen von Personen weg.',
  'Give the whole address, beginning with https://.':
    'Geben Sie die ganze Adresse an, beginnend mit https://.',
  'Give at least three letters.': 'Geben Sie mindestens drei Buchstaben an.',
  'Say what the company is called.': 'Sagen Sie, wie die Firma heißt.',
  'Say what was agreed.': 'Sagen Sie, was vereinbart wurde.',
  'Say with whom the contract is: one person or company.':
    'Sagen Sie, mit wem der Vertrag besteht: eine Person oder Firma.',
  'Choose one of the totals by its place, from 0.':
    'Wählen Sie eine der Summen nach ihrer Stelle, ab 0.',
  'Say what it is about.': 'Sagen Sie, worum es geht.',
  'Name either records or a colleague.': 'Nennen Sie entweder Einträge oder jemanden aus dem Team.',
  'Say until when, so that it comes back by itself.':
    'Sagen Sie, bis wann, damit es von selbst zurückkommt.',
  'It ends before it begins.': 'Es endet, bevor es beginnt.',
  'Give the e-mail address of the mailbox, such as ada@example.com.':
    'Geben Sie die E-Mail-Adresse des Postfachs an, etwa ada@example.com.',
  'Say what is never to be captured.': 'Sagen Sie, was nie erfasst werden soll.',
  'Give a day and an hour.': 'Geben Sie Tag und Uhrzeit an.',
  'Give a time like 14:30.': 'Geben Sie eine Uhrzeit wie 14:30 an.',
  'Give a time like 18:30.': 'Geben Sie eine Uhrzeit wie 18:30 an.',
  'Say what is to be done.': 'Sagen Sie, was zu tun ist.',
  'Give it a name.': 'Geben Sie ihm einen Namen.',
  'Give it a name by which you know it again.':
    'Geben Sie einen Namen, an dem Sie es wiedererkennen.',
  'Give the name of the server that sends.': 'Geben Sie den Namen des Servers an, der sendet.',
  'Give the e-mail address of the mailbox.': 'Geben Sie die E-Mail-Adresse des Postfachs an.',
  'Give the name of the mail server.': 'Geben Sie den Namen des Mailservers an.',
  'Give the name under which the mailbox is opened.':
    'Geben Sie den Namen an, unter dem das Postfach geöffnet wird.',
  'Give the password of the mailbox.': 'Geben Sie das Passwort des Postfachs an.',
  'Give the address of the server, such as cloud.example or https://cloud.example/dav.':
    'Geben Sie die Adresse des Servers an, etwa cloud.example oder https://cloud.example/dav.',
  'Give the name under which the server is opened.':
    'Geben Sie den Namen an, mit dem Sie sich am Server anmelden.',
  'Give the password.': 'Geben Sie das Passwort an.',
  'Give the whole link, beginning with https:// or webcal://.':
    'Geben Sie den ganzen Link an, beginnend mit https:// oder webcal://.',
  'The filter is not JSON. Write it like ["city", "is", "Graz"].':
    'Der Filter ist kein JSON. Schreiben Sie ihn wie ["city", "is", "Graz"].',
  'Give the number of the telephone.': 'Geben Sie die Nummer des Telefons an.',
  'Each telephone belongs to one colleague.': 'Jedes Telefon gehört zu einer Person im Team.',
  'Enter the client ID.': 'Geben Sie die Client-ID ein.',
  'This is too long.': 'Das ist zu lang.',
  'A client ID has no spaces; copy it once more.':
    'Eine Client-ID hat keine Leerzeichen; kopieren Sie sie noch einmal.',
  'Enter the client secret.': 'Geben Sie das Client-Geheimnis ein.',
  'Give the directory (tenant) ID, or “common”.':
    'Geben Sie die Verzeichnis-ID (Tenant) oder „common“ an.',
  'This address is too long.': 'Diese Adresse ist zu lang.',
  'Give an address such as https://login.example.com/authorize.':
    'Geben Sie eine Adresse wie https://login.example.com/authorize an.',
  'This is no name of a right.': 'Das ist kein Name eines Rechts.',
  'Give at least one right.': 'Geben Sie mindestens ein Recht an.',
  'Give a whole number of the smallest unit.':
    'Geben Sie eine ganze Zahl der kleinsten Einheit an.',
  'Use at least {0} characters. A short sentence is easy to remember.':
    'Nehmen Sie mindestens {0} Zeichen. Ein kurzer Satz ist leicht zu merken.',
  'Use at most {0} characters.': 'Nehmen Sie höchstens {0} Zeichen.',
  'This password is among the first that are guessed. Choose a sentence of your own.':
    'Dieses Passwort gehört zu den ersten, die geraten werden. Wählen Sie einen eigenen Satz.',
  'This is made of your name, your address or the company’s name. Add words of your own.':
    'Das besteht aus Ihrem Namen, Ihrer Adresse oder dem Firmennamen. Fügen Sie eigene Wörter hinzu.',
  'Enter a name.': 'Geben Sie einen Namen ein.',
  'Use at most 200 characters.': 'Nehmen Sie höchstens 200 Zeichen.',
  'This e-mail address is too long.': 'Diese E-Mail-Adresse ist zu lang.',
  'This is not an e-mail address.': 'Das ist keine E-Mail-Adresse.',
  'Enter a password.': 'Geben Sie ein Passwort ein.',
  'Use at most 256 characters.': 'Nehmen Sie höchstens 256 Zeichen.',
  'Enter the code.': 'Geben Sie den Code ein.',
  'This is not a code.': 'Das ist kein Code.',
  'This domain is too long.': 'Diese Domain ist zu lang.',
  'This is not a domain such as example.com.': 'Das ist keine Domain wie example.com.',
  'Give an address such as https://login.example.com.':
    'Geben Sie eine Adresse wie https://login.example.com an.',
  'Enter the secret.': 'Geben Sie das Geheimnis ein.',
  'Give at least one domain.': 'Geben Sie mindestens eine Domain an.',
  'At most 50 domains.': 'Höchstens 50 Domains.',
  'Give a year from 0001 to 9999.': 'Geben Sie ein Jahr von 0001 bis 9999 an.',
  'Give the name of a time zone, such as Europe/Vienna.':
    'Geben Sie den Namen einer Zeitzone an, etwa Europe/Vienna.',
  'Give the view a name.': 'Geben Sie der Ansicht einen Namen.',
  'Choose the team that may see this view.': 'Wählen Sie das Team, das diese Ansicht sehen darf.',
  'Seven views find room in the sidebar. Take one out first.':
    'In der Seitenleiste ist Platz für sieben Ansichten. Nehmen Sie zuerst eine heraus.',
  'Give the word in a language.': 'Geben Sie das Wort in einer Sprache an.',
  'This name cannot be used.': 'Dieser Name lässt sich nicht verwenden.',
  'Two of these have the same key.': 'Zwei davon haben denselben Schlüssel.',
  'At most 100 words.': 'Höchstens 100 Wörter.',
  'There is no such {0}, or you may not see it. Choose one of the list.':
    'Das gibt es nicht ({0}), oder Sie dürfen es nicht sehen. Wählen Sie aus der Liste.',
  'There is no {0} called “{1}”, or you may not see it. Add it first, or write the name as it stands there.':
    'Einen Eintrag namens „{1}“ ({0}) gibt es nicht, oder Sie dürfen ihn nicht sehen. Legen Sie ihn zuerst an, oder schreiben Sie den Namen so, wie er dort steht.',
  'Nobody here has the address “{0}”.': 'Die Adresse „{0}“ hat hier niemand.',
  'Several here have the address “{0}”. Choose the right one on the record.':
    'Die Adresse „{0}“ haben hier mehrere. Wählen Sie im Eintrag, wer gemeint ist.',
  'The value for "{0}" must be {1}.': 'Der Wert für „{0}“ passt nicht; dort steht {1}.',
  '“{0}” wants {1}.': 'Das passt nicht in „{0}“; dort steht {1}.',
  'an id': 'eine id',
  'a colleague': 'jemand aus dem Team',
  'a text': 'ein Text',
  'a number': 'eine Zahl',
  'a whole number': 'eine ganze Zahl',
  'a date like 2026-03-14': 'ein Datum wie 2026-03-14',
  'a web address like https://example.org': 'eine Webadresse wie https://example.org',
  'true or false': 'ja oder nein',
  'Choose how long a meeting is.': 'Wählen Sie, wie lange ein Termin dauert.',
  'Choose at most five.': 'Wählen Sie höchstens fünf.',
  'Write 3 to 40 small letters, digits and hyphens, like anna-huber.':
    'Schreiben Sie 3 bis 40 kleine Buchstaben, Ziffern und Bindestriche, wie anna-huber.',
  'Write a time like 09:30.': 'Schreiben Sie eine Uhrzeit wie 09:30.',
  'The end has to be after the beginning.': 'Das Ende muss nach dem Beginn liegen.',
};
