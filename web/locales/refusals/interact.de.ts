/** What the server refuses about what happened and is to be done, in German. */
export const interact = {
  'You may see this entry but not change it. Its author or an owner of the workspace can.':
    'Sie dürfen diesen Eintrag sehen, aber nicht ändern. Das kann, wer ihn geschrieben hat, oder ein Inhaber des Arbeitsbereichs.',
  'This entry was captured as it happened; its text cannot be changed. Write a note beside it.':
    'Dieser Eintrag wurde so erfasst, wie es geschah; sein Text lässt sich nicht ändern. Schreiben Sie eine Notiz dazu.',
  'Only who and when of this entry are shared. Ask its owner for the rest.':
    'Von diesem Eintrag ist nur geteilt, wer und wann. Nach dem Übrigen fragen Sie, wem er gehört.',
  'The day of an offer, a purchase or a task stands with its terms. Nothing was changed; change it there.':
    'Der Tag eines Angebots, eines Einkaufs oder einer Aufgabe steht bei deren Einzelheiten. Es wurde nichts geändert; ändern Sie ihn dort.',
  'The colleague who sees to this would no longer see it. Nothing was changed; give it to somebody else first.':
    'Wer sich darum kümmert, würde es nicht mehr sehen. Es wurde nichts geändert; geben Sie es zuerst jemand anderem.',
  'There is no such address, or you may not see it.':
    'Diese Adresse gibt es nicht, oder Sie dürfen sie nicht sehen.',
  'This address belongs to somebody already. Open that record instead.':
    'Diese Adresse gehört schon jemandem. Öffnen Sie stattdessen jenen Eintrag.',
  'There is no such connection, or you may not see it.':
    'Diese Verbindung gibt es nicht, oder Sie dürfen sie nicht sehen.',
  'You may see this connection but not say what of it is captured. Whoever made it and owners of the workspace can.':
    'Sie dürfen diese Verbindung sehen, aber nicht bestimmen, was davon erfasst wird. Das kann, wer sie angelegt hat, oder ein Inhaber des Arbeitsbereichs.',
  'There is no such calendar or address book any more; it may have been deleted at its server. Load the page again.':
    'Diesen Kalender oder dieses Adressbuch gibt es nicht mehr; vielleicht wurde es auf seinem Server gelöscht. Laden Sie die Seite neu.',
  'There is no such address book, or nothing may be written into it. Load the page again.':
    'Dieses Adressbuch gibt es nicht, oder es darf nichts hineingeschrieben werden. Laden Sie die Seite neu.',
  'This address book belongs to somebody else. Only they and owners of the workspace say who stands in it.':
    'Dieses Adressbuch gehört jemand anderem. Wer darin steht, bestimmen nur diese Person und Inhaber des Arbeitsbereichs.',
  'There is nobody with this address here any more. Load the page again.':
    'Unter dieser Adresse gibt es hier niemanden mehr. Laden Sie die Seite neu.',
  'Nobody has to choose here any more: both sides say the same, or the entry is gone. Load the page again.':
    'Hier muss niemand mehr wählen: Beide Seiten sagen dasselbe, oder der Eintrag ist weg. Laden Sie die Seite neu.',
  'There is no such call among those you see.':
    'Unter den Anrufen, die Sie sehen, ist dieser nicht.',
  'Only whoever took the call, their manager and owners write about it. Nothing was written.':
    'Über einen Anruf schreiben nur, wer ihn geführt hat, deren Leitung und Inhaber. Es wurde nichts geschrieben.',
  'There is no such comment, or you may not see it.':
    'Diesen Kommentar gibt es nicht, oder Sie dürfen ihn nicht sehen.',
  'Only its author changes a comment; an owner of the workspace can remove it. Answer it instead.':
    'Einen Kommentar ändert nur, wer ihn geschrieben hat; entfernen kann ihn auch ein Inhaber des Arbeitsbereichs. Antworten Sie stattdessen darauf.',
  'This comment was removed. Restore it before changing it.':
    'Dieser Kommentar wurde entfernt. Stellen Sie ihn wieder her, bevor Sie ihn ändern.',
  'Somebody named here does not work in this workspace. Nothing was written; name somebody else.':
    'Jemand, der hier genannt ist, arbeitet nicht in diesem Arbeitsbereich. Es wurde nichts geschrieben; nennen Sie jemand anderen.',
  '{0} cannot see this and would never read it. Nothing was written; share the record first, or leave the name out.':
    '{0}: Für diese Namen ist der Eintrag nicht sichtbar, sie würden es nie lesen. Es wurde nichts geschrieben; teilen Sie zuerst den Eintrag, oder lassen Sie den Namen weg.',
  'The question that this answers is not there any more.':
    'Die Frage, auf die das antwortet, ist nicht mehr da.',
  'There is no such promise, or you may not see it.':
    'Diese Zusage gibt es nicht, oder Sie dürfen sie nicht sehen.',
  'You may see this promise but not change it. Who wrote it down, who sees to it, and whoever may edit the record can.':
    'Sie dürfen diese Zusage sehen, aber nicht ändern. Das kann, wer sie festgehalten hat, wer sich darum kümmert, und wer den Eintrag bearbeiten darf.',
  'This promise was removed. Restore it before changing it.':
    'Diese Zusage wurde entfernt. Stellen Sie sie wieder her, bevor Sie sie ändern.',
  'This colleague cannot see the record and would never learn of the promise. Nothing was written; share the record first, or choose somebody else.':
    'Diese Person aus dem Team sieht den Eintrag nicht und würde von der Zusage nie erfahren. Es wurde nichts geschrieben; teilen Sie zuerst den Eintrag, oder wählen Sie jemand anderen.',
  'This day has not come yet, so nothing can have been settled on it. Nothing was changed.':
    'Dieser Tag ist noch nicht gekommen, an ihm kann noch nichts erledigt worden sein. Es wurde nichts geändert.',
  'This day has not come yet, so nothing can have happened on it. Nothing was written.':
    'Dieser Tag ist noch nicht gekommen, an ihm kann noch nichts geschehen sein. Es wurde nichts geschrieben.',
  'This entry was removed. Restore it before changing it.':
    'Dieser Eintrag wurde entfernt. Stellen Sie ihn wieder her, bevor Sie ihn ändern.',
  '“{0}” is the name of somebody here. Only the company’s own names are watched for, never a person; nothing was changed.':
    '„{0}“ heißt hier jemand. Beobachtet werden nur die Namen der Firma, nie eine Person; es wurde nichts geändert.',
  'There is no such mention, or you may not see it.':
    'Diese Erwähnung gibt es nicht, oder Sie dürfen sie nicht sehen.',
  'This colleague cannot see the mention and would never learn of it. Nothing was changed; choose somebody else.':
    'Dieser Kollege sieht die Erwähnung nicht und würde nie davon erfahren. Es wurde nichts geändert; wählen Sie jemand anderen.',
  'There is no such contract, or you may not see it.':
    'Diesen Vertrag gibt es nicht, oder Sie dürfen ihn nicht sehen.',
  'This contract was removed. Restore it before changing it.':
    'Dieser Vertrag wurde entfernt. Stellen Sie ihn wieder her, bevor Sie ihn ändern.',
  'The contract ends before it begins. Nothing was written.':
    'Der Vertrag endet, bevor er beginnt. Es wurde nichts geschrieben.',
  'This file names several totals, and which of them counts was not said. Nothing was written.':
    'Diese Datei nennt mehrere Summen, und welche gilt, wurde nicht gesagt. Es wurde nichts geschrieben.',
  'It ends before it begins. Nothing was written.':
    'Es endet, bevor es beginnt. Es wurde nichts geschrieben.',
  'There is no such template, or you may not see it.':
    'Diese Vorlage gibt es nicht, oder Sie dürfen sie nicht sehen.',
  'Only who made a template, or an owner of the workspace, changes it. Save it as one of your own instead.':
    'Eine Vorlage ändert nur, wer sie angelegt hat, oder ein Inhaber des Arbeitsbereichs. Speichern Sie sie stattdessen als eigene.',
  'You have 500 templates. Remove one before you save another; your text is kept.':
    'Sie haben 500 Vorlagen. Entfernen Sie eine, bevor Sie eine weitere speichern; Ihr Text bleibt.',
  'Nothing is known under "{0}". Choose a placeholder from the list, or write it without the double braces. Nothing was saved.':
    'Unter „{0}“ ist nichts bekannt. Wählen Sie einen Platzhalter aus der Liste, oder schreiben Sie es ohne die doppelten Klammern. Es wurde nichts gespeichert.',
  'Double braces are for placeholders, and one of them is not whole: write it in one go, all in the same shape, as from the list. Nothing was saved.':
    'Doppelte geschweifte Klammern sind für Platzhalter, und einer davon ist nicht ganz: Schreiben Sie ihn in einem Zug und in einer Auszeichnung, wie aus der Liste. Es wurde nichts gespeichert.',
  'There is no such handover, or you take no part in it.':
    'Diese Übergabe gibt es nicht, oder Sie sind nicht daran beteiligt.',
  'Only the successor answers a handover, and only whoever proposed it, or hands over, withdraws it.':
    'Auf eine Übergabe antwortet nur die Nachfolge, und zurückziehen kann sie nur, wer sie vorgeschlagen hat oder übergibt.',
  'This handover is no longer at that point. Nothing was changed; load it again.':
    'Diese Übergabe ist nicht mehr an diesem Punkt. Es wurde nichts geändert; laden Sie sie neu.',
  'You hand over what you look after yourself; managers do it for their team, owners for everybody.':
    'Sie übergeben, worum Sie sich selbst kümmern; die Leitung tut es für ihr Team, Inhaber tun es für alle.',
  'The successor can see none of these {0} records. Nothing was proposed; share them first.':
    'Die Nachfolge sieht keinen dieser {0} Einträge. Es wurde nichts vorgeschlagen; teilen Sie sie zuerst.',
  'There is nothing to hand over. Nothing was proposed.':
    'Es gibt nichts zu übergeben. Es wurde nichts vorgeschlagen.',
  'Choose a colleague of this workspace who may write.':
    'Wählen Sie jemanden aus diesem Arbeitsbereich, der schreiben darf.',
  'There is no such conversation, or you may not see it.':
    'Diese Unterhaltung gibt es nicht, oder Sie dürfen sie nicht sehen.',
  'That moment is over, so the conversation would be back at once. Nothing was changed; choose a later one.':
    'Dieser Zeitpunkt ist vorbei, die Unterhaltung wäre sofort wieder da. Es wurde nichts geändert; wählen Sie einen späteren.',
  'Only you see this mailbox, so nobody else can answer from it. Nothing was changed; share the conversation first.':
    'Dieses Postfach sehen nur Sie, darum kann niemand sonst daraus antworten. Es wurde nichts geändert; teilen Sie zuerst die Unterhaltung.',
  'This colleague cannot see the conversation. Nothing was changed; share it with them first, or choose somebody else.':
    'Diese Person aus dem Team sieht die Unterhaltung nicht. Es wurde nichts geändert; teilen Sie sie zuerst, oder wählen Sie jemand anderen.',
  'There is no such file, or you may not see it.':
    'Diese Datei gibt es nicht, oder Sie dürfen sie nicht sehen.',
  'There is no such mailbox, or you may not see it.':
    'Dieses Postfach gibt es nicht, oder Sie dürfen es nicht sehen.',
  'You may see this mailbox but not say what of it is captured. Whoever connected it and owners of the workspace can.':
    'Sie dürfen dieses Postfach sehen, aber nicht bestimmen, was davon erfasst wird. Das kann, wer es verbunden hat, oder ein Inhaber des Arbeitsbereichs.',
  'There is no such folder any more; it may have been renamed or deleted at the mail server. Load the page again.':
    'Diesen Ordner gibt es nicht mehr; vielleicht wurde er auf dem Mailserver umbenannt oder gelöscht. Laden Sie die Seite neu.',
  'There is no such rule any more, or you may not see it.':
    'Diese Regel gibt es nicht mehr, oder Sie dürfen sie nicht sehen.',
  'Rules for everybody’s mailboxes are made and removed by owners of the workspace. Nothing was changed; make a rule for your own mailboxes instead.':
    'Regeln für alle Postfächer legen Inhaber des Arbeitsbereichs an und entfernen sie auch. Es wurde nichts geändert; legen Sie stattdessen eine Regel für Ihre eigenen Postfächer an.',
  '{0} Nothing was changed.': '{0} Es wurde nichts geändert.',
  'Give a whole e-mail address, such as anna@familie.example.':
    'Geben Sie eine ganze E-Mail-Adresse an, etwa anna@familie.example.',
  'Give a domain, such as familie.example.': 'Geben Sie eine Domain an, etwa familie.example.',
  'This message does not propose that any more: somebody has answered it, or it is written down already. Nothing was changed; load the message again.':
    'Diese Nachricht schlägt das nicht mehr vor: Jemand hat es beantwortet, oder es ist schon festgehalten. Es wurde nichts geändert; laden Sie die Nachricht neu.',
  'There is no such mail, or it is not yours.': 'Diese Mail gibt es nicht, oder es ist nicht Ihre.',
  'This mail is no longer at that point: it may have been handed to its server. Nothing was changed; load it again.':
    'Diese Mail ist nicht mehr an diesem Punkt: Vielleicht liegt sie schon bei ihrem Server. Es wurde nichts geändert; laden Sie sie neu.',
  'Nobody is named to write to. Your text is kept.':
    'Es ist niemand genannt, an den die Mail geht. Ihr Text bleibt erhalten.',
  '"{0}" is no e-mail address. Your text is kept; correct it and send again.':
    '„{0}“ ist keine E-Mail-Adresse. Ihr Text bleibt erhalten; berichtigen Sie sie und senden Sie noch einmal.',
  'Choose a mailbox of yours that can send. Your text is kept; mailboxes are connected in the settings.':
    'Wählen Sie eines Ihrer Postfächer, das senden kann. Ihr Text bleibt erhalten; Postfächer verbinden Sie in den Einstellungen.',
  'The sample company is invented: nothing is sent from it. Your text is kept.':
    'Die Beispielfirma ist erfunden: Aus ihr wird nichts gesendet. Ihr Text bleibt erhalten.',
  'That hour is over. Your text is kept; choose a later one.':
    'Diese Stunde ist vorbei. Ihr Text bleibt erhalten; wählen Sie eine spätere.',
  'The files of one mail may have 18 MB together; most servers take no more. This one was not added.':
    'Die Dateien einer Mail dürfen zusammen 18 MB haben; mehr nehmen die meisten Server nicht. Diese wurde nicht hinzugefügt.',
  'Nothing is said about this address any more, or you may not know of it.':
    'Zu dieser Adresse ist nichts mehr vermerkt, oder Sie dürfen es nicht wissen.',
  'There is no such task, or you may not see it.':
    'Diese Aufgabe gibt es nicht, oder Sie dürfen sie nicht sehen.',
  'This colleague would not see the task. Nothing was written; share the record it is about first, do not make it private, or choose somebody else.':
    'Diese Person aus dem Team würde die Aufgabe nicht sehen. Es wurde nichts geschrieben; teilen Sie zuerst den Eintrag, um den es geht, machen Sie die Aufgabe nicht privat, oder wählen Sie jemand anderen.',
  'Nobody has given you this task, or it was answered or settled meanwhile. Nothing was changed.':
    'Diese Aufgabe hat Ihnen niemand gegeben, oder sie wurde inzwischen beantwortet oder erledigt. Es wurde nichts geändert.',
  'What has no day cannot come again. Nothing was written; say when it is due.':
    'Was keinen Tag hat, kann nicht wiederkehren. Es wurde nichts geschrieben; sagen Sie, wann es fällig ist.',
  'Without a day there is nothing to remind before. Nothing was written; say when it is due, or at which time to remind.':
    'Ohne Tag gibt es nichts, vor dem zu erinnern wäre. Es wurde nichts geschrieben; sagen Sie, wann es fällig ist oder zu welcher Zeit erinnert werden soll.',
  'Only a meeting takes place or does not. Nothing was changed; change the entry instead.':
    'Nur ein Termin findet statt oder fällt aus. Es wurde nichts geändert; ändern Sie stattdessen den Eintrag.',
  'There is no such form, or you may not see it.':
    'Dieses Formular gibt es nicht, oder Sie dürfen es nicht sehen.',
  'This is not waiting any more: somebody has let it in or put it away, or it had its time.':
    'Das wartet nicht mehr: Jemand hat es eingelassen oder weggelegt, oder seine Zeit ist um.',
  'People have no field "{0}" that a form can ask for. Nothing was saved.':
    'Personen haben kein Feld „{0}“, nach dem ein Formular fragen kann. Es wurde nichts gespeichert.',
  'Choose one of your own fields of people.': 'Wählen Sie eines Ihrer eigenen Felder für Personen.',
  'For this purpose there are no words yet in which people are asked. Nothing was saved; write them in Settings → Privacy.':
    'Für diesen Zweck gibt es noch keine Worte, in denen gefragt wird. Es wurde nichts gespeichert; schreiben Sie sie unter Einstellungen → Datenschutz.',
  'Somebody else’s page is called so, or was and its guests may still come. Nothing was saved.':
    'So heißt die Seite von jemand anderem, oder sie hieß so und ihre Gäste kommen vielleicht noch. Es wurde nichts gespeichert.',
  'This is no earlier address of your page. To withdraw the one it has now, choose another first.':
    'Das ist keine frühere Adresse Ihrer Seite. Um die jetzige zurückzuziehen, wählen Sie zuerst eine andere.',
  'This is no time of a series in a calendar of yours that can be written. Nothing was changed; change this meeting alone.':
    'Das ist kein Termin einer Serie in einem Kalender von Ihnen, in den geschrieben werden darf. Es wurde nichts geändert; ändern Sie nur diesen Termin.',
  'Write the words first.': 'Schreiben Sie zuerst die Worte.',
  'One of these colleagues is not here any more, or does not see what comes through this form. Nothing was saved.':
    'Jemand davon ist nicht mehr hier oder sieht nicht, was über dieses Formular kommt. Es wurde nichts gespeichert.',
  'Choose others.': 'Wählen Sie andere.',
  'Confirmations go out from a mailbox of your own, and the form has to write as you. Nothing was saved.':
    'Bestätigungen gehen aus einem Ihrer eigenen Postfächer hinaus, und die Einträge müssen Ihnen gehören. Es wurde nichts gespeichert.',
  'Choose a mailbox of yours.': 'Wählen Sie eines Ihrer Postfächer.',
  'Somebody with this address asked to be erased. Nothing was let in; an owner lifts the block in Settings → Privacy.':
    'Jemand mit dieser Adresse hat um Löschung gebeten. Es wurde nichts eingelassen; die Sperre hebt ein Inhaber unter Einstellungen → Datenschutz auf.',
  'Each field is asked once.': 'Jedes Feld wird einmal gefragt.',
  'A form asks for the e-mail address, because people are known by it.':
    'Ein Formular fragt nach der E-Mail-Adresse, weil man Personen an ihr erkennt.',
  'Each purpose is asked once.': 'Nach jedem Zweck wird einmal gefragt.',
  'Write a site like https://www.example.org.':
    'Schreiben Sie eine Website wie https://www.example.org.',
  'Give it a title.': 'Geben Sie einen Titel.',
  'Write the question.': 'Schreiben Sie die Frage.',
  'Give an e-mail address.': 'Geben Sie eine E-Mail-Adresse an.',
  'Say who bought it: an e-mail address or a telephone number.':
    'Sagen Sie, wer gekauft hat: eine E-Mail-Adresse oder eine Telefonnummer.',
  'Name the way in small letters, such as sms or whatsapp.':
    'Nennen Sie den Weg in Kleinbuchstaben, etwa sms oder whatsapp.',
};
