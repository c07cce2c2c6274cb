/** What the server refuses about signing in, connections, imports, views, teams and strategy, in German. */
export const platform = {
  '{0}: {1}': '{0}: {1}',
  'The input is not usable.': 'Die Eingabe ist so nicht brauchbar.',
  'Somebody changed this record meanwhile. Nothing of yours was written; load it again and repeat your change.':
    'Jemand hat diesen Eintrag inzwischen geändert. Von Ihnen wurde nichts geschrieben; laden Sie ihn neu und wiederholen Sie Ihre Änderung.',
  'You are not in that team. Choose one of yours.':
    'Sie gehören nicht zu diesem Team. Wählen Sie eines der Ihren.',
  'You may read here but not change anything. An owner of the workspace can raise your access level.':
    'Sie dürfen hier lesen, aber nichts ändern. Mehr Rechte gibt Ihnen ein Inhaber des Arbeitsbereichs.',
  'You are not signed in, or your session has ended. Sign in and try again.':
    'Sie sind nicht angemeldet, oder Ihre Sitzung ist zu Ende. Melden Sie sich an und versuchen Sie es noch einmal.',
  'You have no place in that workspace, or it is gone. Nothing was changed; load the page again.':
    'Sie gehören nicht zu diesem Arbeitsbereich, oder es gibt ihn nicht mehr. Es wurde nichts geändert; laden Sie die Seite neu.',
  'This e-mail address and password do not match an account.':
    'Zu dieser E-Mail-Adresse und diesem Passwort gibt es kein Konto.',
  'This code is not right, or was used already. Wait for the next one your app shows, or use a recovery code.':
    'Dieser Code stimmt nicht oder wurde schon verwendet. Warten Sie auf den nächsten, den Ihre App zeigt, oder nehmen Sie einen Notfallcode.',
  'This sign-in was begun too long ago or is finished already. Begin again.':
    'Diese Anmeldung wurde vor zu langer Zeit begonnen oder ist schon abgeschlossen. Beginnen Sie von vorn.',
  'An authenticator app is set up for this account already, or none was begun. Load the page again; to change the app, turn it off first.':
    'Für dieses Konto ist schon eine Authenticator-App eingerichtet, oder es wurde keine begonnen. Laden Sie die Seite neu; um die App zu wechseln, schalten Sie sie zuerst ab.',
  'No authenticator app is set up for this account. Nothing was changed.':
    'Für dieses Konto ist keine Authenticator-App eingerichtet. Es wurde nichts geändert.',
  'This installation can no longer check codes of your app, because it has a new key since, as after a restore. Use a recovery code, then turn the app off and set it up anew; or ask an owner.':
    'Diese Installation kann Codes Ihrer App nicht mehr prüfen, weil sie seither einen neuen Schlüssel hat, etwa nach einer Wiederherstellung. Nehmen Sie einen Notfallcode, schalten Sie die App dann ab und richten Sie sie neu ein; oder fragen Sie einen Inhaber.',
  'You signed in a while ago. Enter your password or a code of your app, so that it is certain that it is you. Nothing was changed.':
    'Ihre Anmeldung ist eine Weile her. Geben Sie Ihr Passwort oder einen Code Ihrer App ein, damit sicher ist, dass Sie es sind. Es wurde nichts geändert.',
  'Your company asks for more than a password. Set up an authenticator app or a passkey, or sign in with the one you have.':
    'Ihre Firma verlangt mehr als ein Passwort. Richten Sie eine Authenticator-App oder einen Passkey ein, oder melden Sie sich mit dem an, was Sie schon haben.',
  'This second factor cannot be reset from here. Whoever runs the server can: rapport user reset-second-factor --email ADDRESS. Nothing was changed.':
    'Dieser zweite Faktor lässt sich von hier aus nicht zurücksetzen. Das kann, wer den Server betreibt: rapport user reset-second-factor --email ADDRESS. Es wurde nichts geändert.',
  'This passkey opens no account here, or the sign-in took too long. Try again, or sign in with your password.':
    'Dieser Passkey öffnet hier kein Konto, oder die Anmeldung dauerte zu lange. Versuchen Sie es noch einmal, oder melden Sie sich mit Ihrem Passwort an.',
  'Your device did not make a passkey that can be used here, or it took too long. Nothing was changed; try again.':
    'Ihr Gerät hat keinen Passkey erstellt, der hier verwendbar ist, oder es dauerte zu lange. Es wurde nichts geändert; versuchen Sie es noch einmal.',
  'This passkey is there already. Nothing was changed.':
    'Diesen Passkey gibt es schon. Es wurde nichts geändert.',
  'This passkey is not among yours; it may be removed already.':
    'Dieser Passkey gehört nicht zu Ihren; vielleicht ist er schon entfernt.',
  'You are not signed in there any longer.': 'Dort sind Sie nicht mehr angemeldet.',
  'This device is not known, or you are on a new one yourself: say it from one you have used longer.':
    'Dieses Gerät ist nicht bekannt, oder Sie sitzen selbst an einem neuen: Sagen Sie es von einem aus, das Sie länger verwenden.',
  'This API token is not valid: it is wrong, has expired or was revoked. Create a new one in Settings.':
    'Dieses API-Token gilt nicht: Es ist falsch, abgelaufen oder widerrufen. Erstellen Sie in den Einstellungen ein neues.',
  'An API token cannot make tokens, invite people or change what they may do. Sign in and do it in Settings.':
    'Ein API-Token kann keine Tokens erstellen, niemanden einladen und keine Rechte ändern. Melden Sie sich an und tun Sie es in den Einstellungen.',
  'The current password is not right. Nothing was changed.':
    'Das bisherige Passwort stimmt nicht. Es wurde nichts geändert.',
  'Too many tries. Wait a minute and try again.':
    'Zu viele Versuche. Warten Sie eine Minute und versuchen Sie es noch einmal.',
  'Too many tries. Wait {0} minutes and try again.':
    'Zu viele Versuche. Warten Sie {0} Minuten und versuchen Sie es noch einmal.',
  'Too many wrong passwords in a row for this address. Ask whoever runs this server to unlock it with: rapport user unlock --email ADDRESS':
    'Zu viele falsche Passwörter hintereinander für diese Adresse. Bitten Sie, wer diesen Server betreibt, sie zu entsperren: rapport user unlock --email ADDRESS',
  'Many people are signing in at this moment. Try again in a few seconds.':
    'Gerade melden sich viele an. Versuchen Sie es in ein paar Sekunden noch einmal.',
  'There is nothing at this address.': 'Unter dieser Adresse gibt es nichts.',
  'There is nothing at this address. The reference is at /api.':
    'Unter dieser Adresse gibt es nichts. Die Referenz steht unter /api.',
  'This invitation is not valid: it was used, replaced or is older than seven days. Ask for a new one.':
    'Diese Einladung gilt nicht: Sie wurde verwendet, ersetzt oder ist älter als sieben Tage. Bitten Sie um eine neue.',
  '{0} already belongs to this workspace.': '{0} gehört schon zu diesem Arbeitsbereich.',
  'This person has no account in this workspace.':
    'Diese Person hat in diesem Arbeitsbereich kein Konto.',
  'This is the only owner of the workspace. Make somebody else an owner first. Nothing was changed.':
    'Außer dieser Person hat der Arbeitsbereich keinen Inhaber. Machen Sie zuerst jemand anderen dazu. Es wurde nichts geändert.',
  'Only an owner of the workspace may do this. Nothing was changed.':
    'Das darf nur ein Inhaber des Arbeitsbereichs. Es wurde nichts geändert.',
  'This API token does not exist or is revoked already.':
    'Dieses API-Token gibt es nicht, oder es ist schon widerrufen.',
  'This request came from another site than Rapport itself and was not carried out. If you reach Rapport under another address, set RAPPORT_URL to it.':
    'Diese Anfrage kam von einer anderen Website als Rapport selbst und wurde nicht ausgeführt. Wenn Sie Rapport unter einer anderen Adresse erreichen, tragen Sie diese in RAPPORT_URL ein.',
  'You come in by single sign-on and have no password here, so codes and passkeys are set up at your company’s provider. Nothing was changed.':
    'Sie melden sich über Single Sign-on an und haben hier kein Passwort; Codes und Passkeys richten Sie beim Anbieter Ihrer Firma ein. Es wurde nichts geändert.',
  'Your company asks you to come in by single sign-on. Sign in with it; nothing was changed.':
    'Ihre Firma verlangt die Anmeldung über Single Sign-on. Melden Sie sich darüber an; es wurde nichts geändert.',
  'No single sign-on is set up here for this address. Use the link that your company gave you, or sign in with your password.':
    'Für diese Adresse ist hier kein Single Sign-on eingerichtet. Nehmen Sie den Link, den Sie von Ihrer Firma haben, oder melden Sie sich mit Ihrem Passwort an.',
  'Your company’s single sign-on does not answer as it should. Try again in a few minutes, or tell an owner of your workspace, who can test the connection in Settings → Team and rights.':
    'Das Single Sign-on Ihrer Firma antwortet nicht, wie es sollte. Versuchen Sie es in ein paar Minuten noch einmal, oder sagen Sie es einem Inhaber Ihres Arbeitsbereichs, der die Verbindung unter Einstellungen → Team und Rechte prüfen kann.',
  'Enter the secret of this client; the one that is kept belongs to another.':
    'Geben Sie das Geheimnis dieses Clients ein; das aufbewahrte gehört zu einem anderen.',
  'Come in by single sign-on yourself first, with these settings, so that it is certain to work; then ask everybody to. Nothing was changed.':
    'Melden Sie sich zuerst selbst mit diesen Einstellungen über Single Sign-on an, damit sicher ist, dass es geht; verlangen Sie es dann von allen. Es wurde nichts geändert.',
  'You have no password here, so removing single sign-on would shut you out. An owner with a password can remove it. Nothing was changed.':
    'Sie haben hier kein Passwort; ohne Single Sign-on kämen Sie nicht mehr herein. Ein Inhaber mit Passwort kann es entfernen. Es wurde nichts geändert.',
  'This account is not connected with single sign-on. Nothing was changed.':
    'Dieses Konto ist nicht mit Single Sign-on verbunden. Es wurde nichts geändert.',
  'This place in the list cannot be found again. Load the list from its beginning.':
    'Diese Stelle der Liste ist nicht wiederzufinden. Laden Sie die Liste von Anfang an.',
  'You may see this connection but not change it. Whoever made it and owners of the workspace can.':
    'Sie dürfen diese Verbindung sehen, aber nicht ändern. Das kann, wer sie angelegt hat, oder ein Inhaber des Arbeitsbereichs.',
  'The secret that is kept belongs to the server it was given for. Nothing was changed; give it again for this one.':
    'Das aufbewahrte Geheimnis gehört zu dem Server, für den es eingegeben wurde. Es wurde nichts geändert; geben Sie es für diesen noch einmal ein.',
  'The sample company is invented and is connected with nothing. Go back to your own company to connect a mailbox.':
    'Die Beispielfirma ist erfunden und mit nichts verbunden. Gehen Sie zurück in Ihre eigene Firma, um ein Postfach zu verbinden.',
  'This provider is not registered here (any more). An owner of the workspace can register it under Settings → Connections.':
    'Dieser Anbieter ist hier nicht (mehr) registriert. Ein Inhaber des Arbeitsbereichs kann ihn unter Einstellungen → Verbindungen registrieren.',
  '{0} is registered already. Nothing was changed; change what is there instead.':
    '{0} ist schon registriert. Es wurde nichts geändert; ändern Sie stattdessen, was da ist.',
  'Who signs in at {0} opens mailboxes at servers of {1} and nowhere else.':
    'Wer sich bei {0} anmeldet, öffnet Postfächer auf Servern von {1} und nirgends sonst.',
  'This connection opens by a password; nobody signs in at a provider for it.':
    'Diese Verbindung wird mit einem Passwort geöffnet; dafür meldet sich niemand bei einem Anbieter an.',
  'This answer does not belong to a sign-in that you began here within the last minutes. Nothing was changed; begin again from the list of connections.':
    'Diese Antwort gehört zu keiner Anmeldung, die Sie hier in den letzten Minuten begonnen haben. Es wurde nichts geändert; beginnen Sie bei der Liste der Verbindungen von vorn.',
  'You went away from the provider without allowing it, so the mailbox stays closed. Begin again when you want to.':
    'Sie haben den Anbieter verlassen, ohne es zu erlauben; das Postfach bleibt geschlossen. Beginnen Sie neu, wann Sie wollen.',
  'The provider did not confirm the sign-in. The mailbox stays closed; begin again, and if it stays so, ask an owner to check the registration.':
    'Der Anbieter hat die Anmeldung nicht bestätigt. Das Postfach bleibt geschlossen; beginnen Sie noch einmal, und wenn es dabei bleibt, bitten Sie einen Inhaber, die Registrierung zu prüfen.',
  'The provider gave no lasting permission, so that the mailbox would close within the hour. An owner has to add the right for it (often “offline_access”) to the registration.':
    'Der Anbieter gab keine dauerhafte Erlaubnis, das Postfach würde binnen einer Stunde zugehen. Ein Inhaber muss das Recht dafür (oft „offline_access“) in die Registrierung aufnehmen.',
  'The provider does not know our registration: its client ID or secret is wrong or has ended. An owner enters a new secret under Settings → Connections.':
    'Der Anbieter kennt unsere Registrierung nicht: Client-ID oder Geheimnis sind falsch oder abgelaufen. Ein Inhaber gibt unter Einstellungen → Verbindungen ein neues Geheimnis ein.',
  '{0} could not be asked for the permission ({1}). The mailbox stays closed; begin again in a few minutes, and if it stays so, ask whoever operates this server.':
    '{0} ließ sich nicht um die Erlaubnis fragen ({1}). Das Postfach bleibt geschlossen; beginnen Sie in ein paar Minuten noch einmal, und wenn es dabei bleibt, fragen Sie, wer diesen Server betreibt.',
  'This act cannot be taken back by itself. Change the record instead; nothing was changed now.':
    'Das lässt sich nicht für sich allein zurücknehmen. Ändern Sie stattdessen den Eintrag; jetzt wurde nichts geändert.',
  'There is no such act that you could take back.':
    'Hier gibt es nichts, das Sie zurücknehmen könnten.',
  'This has been changed since, and the later change stays. Nothing was taken back; look at the record and its history.':
    'Das wurde seither geändert, und die spätere Änderung bleibt. Es wurde nichts zurückgenommen; sehen Sie sich den Eintrag und seinen Verlauf an.',
  'There is no such archive of yours.': 'Ein solches Archiv von Ihnen gibt es nicht.',
  'This archive is not there: it is still being made, has failed, or was removed after its time. Make a new one.':
    'Dieses Archiv ist nicht da: Es wird noch erstellt, ist misslungen oder wurde nach seiner Zeit entfernt. Erstellen Sie ein neues.',
  'Several archives of yours are being made already. Wait for them; nothing new was begun.':
    'Für Sie werden schon mehrere Archive erstellt. Warten Sie darauf; es wurde nichts Neues begonnen.',
  'The list cannot be sorted by "{0}". Use one of: {1}.':
    'Nach „{0}“ lässt sich die Liste nicht sortieren. Möglich sind: {1}.',
  'The filter has {0} conditions; at most {1} are possible. Leave some out.':
    'Der Filter hat {0} Bedingungen; höchstens {1} sind möglich. Lassen Sie einige weg.',
  '"{0}" cannot be compared with "contains".': '„{0}“ lässt sich nicht auf „enthält“ prüfen.',
  'There is no field "{0}" to filter by. Use one of: {1}.':
    'Ein Feld „{0}“ zum Filtern gibt es nicht. Möglich sind: {1}.',
  '"{0}" cannot be compared with "{1}". Use one of: {2}.':
    '„{0}“ lässt sich nicht mit „{1}“ vergleichen. Möglich sind: {2}.',
  '"{0}" cannot be searched for parts of words.':
    'In „{0}“ lässt sich nicht nach Wortteilen suchen.',
  '"{0}" cannot be compared with "{1}".': '„{0}“ lässt sich nicht mit „{1}“ vergleichen.',
  'There is no such note, or it is settled already.':
    'Diese Notiz gibt es nicht, oder sie ist schon erledigt.',
  'One practises in the sample company, where nothing is real. Look around there first.':
    'Geübt wird in der Beispielfirma, in der nichts echt ist. Sehen Sie sich zuerst dort um.',
  'There is no such connection. An owner finds them in the settings.':
    'Diese Verbindung gibt es nicht. Ein Inhaber findet sie in den Einstellungen.',
  'This connection is paused. Nothing was taken; send it again later.':
    'Diese Verbindung ist angehalten. Es wurde nichts angenommen; senden Sie es später noch einmal.',
  'A delivery may have 64 KB. Nothing was taken.':
    'Eine Lieferung darf 64 KB haben. Es wurde nichts angenommen.',
  'The headers webhook-id, webhook-timestamp and webhook-signature are needed. Nothing was taken.':
    'Die Kopfzeilen webhook-id, webhook-timestamp und webhook-signature sind nötig. Es wurde nichts angenommen.',
  'It was signed more than five minutes ago, or the clocks of both sides differ. Nothing was taken; sign it anew.':
    'Die Signatur ist älter als fünf Minuten, oder die Uhren beider Seiten gehen verschieden. Es wurde nichts angenommen; signieren Sie es neu.',
  'The signature is not of this connection’s secret. Nothing was taken; compare the secret in both systems.':
    'Die Signatur stammt nicht vom Geheimnis dieser Verbindung. Es wurde nichts angenommen; vergleichen Sie das Geheimnis in beiden Systemen.',
  'The content cannot be understood: {0}. Nothing was taken.':
    'Der Inhalt ist nicht zu verstehen: {0}. Es wurde nichts angenommen.',
  'it is no JSON in UTF-8': 'Es ist kein JSON in UTF-8',
  'Whoever this connection writes as has no place here any more, or only reads. Nothing was taken; choose somebody else in the settings.':
    'In wessen Namen diese Verbindung schreibt, gehört nicht mehr dazu oder liest nur. Es wurde nichts angenommen; wählen Sie in den Einstellungen jemand anderen.',
  'There is no such colleague. Nothing was changed.':
    'Diese Person gibt es im Team nicht. Es wurde nichts geändert.',
  'A request with this Idempotency-Key is being worked on right now. Ask again shortly for its answer.':
    'An einer Anfrage mit diesem Idempotency-Key wird gerade gearbeitet. Fragen Sie gleich noch einmal nach der Antwort.',
  'This Idempotency-Key was used for another request. Use a new key for a new request.':
    'Dieser Idempotency-Key wurde für eine andere Anfrage verwendet. Nehmen Sie für eine neue Anfrage einen neuen.',
  'An Idempotency-Key has 1 to 255 visible characters.':
    'Ein Idempotency-Key hat 1 bis 255 sichtbare Zeichen.',
  'This needs the access level "{0}". An owner of the workspace can do it or raise yours.':
    'Das verlangt die Berechtigung „{0}“. Ein Inhaber des Arbeitsbereichs kann es tun oder Ihnen mehr Rechte geben.',
  'Send JSON with Content-Type: application/json, as it is and not packed.':
    'Senden Sie JSON mit Content-Type: application/json, so wie es ist und nicht gepackt.',
  'The request is larger than 2 MB. Send less at once; files are brought through an import.':
    'Die Anfrage ist größer als 2 MB. Senden Sie weniger auf einmal; Dateien kommen über einen Import.',
  'The request is larger than allowed here. Send less at once.':
    'Die Anfrage ist größer als hier erlaubt. Senden Sie weniger auf einmal.',
  'The request cannot be understood.': 'Die Anfrage ist nicht zu verstehen.',
  'The request broke off before it was complete. Nothing was written; send it again.':
    'Die Anfrage brach ab, bevor sie vollständig war. Es wurde nichts geschrieben; senden Sie sie noch einmal.',
  'You may not change this. Nothing was written.':
    'Das dürfen Sie nicht ändern. Es wurde nichts geschrieben.',
  'The text holds a character that cannot be stored (a null character, or half of one beyond U+FFFF). Remove it.':
    'Der Text enthält ein Zeichen, das sich nicht speichern lässt (ein Nullzeichen oder die Hälfte eines Zeichens jenseits von U+FFFF). Entfernen Sie es.',
  'Others were changing the same records. Nothing was written; try again.':
    'Andere haben gerade dieselben Einträge geändert. Es wurde nichts geschrieben; versuchen Sie es noch einmal.',
  'The database cannot be reached at the moment. Nothing was written; try again shortly.':
    'Die Datenbank ist im Moment nicht zu erreichen. Es wurde nichts geschrieben; versuchen Sie es gleich noch einmal.',
  'This is a fault in Rapport, and it was written to the log. Nothing of this request was kept.':
    'Das ist ein Fehler in Rapport; er steht im Protokoll. Von dieser Anfrage wurde nichts behalten.',
  'There is no such import, or you may not see it.':
    'Diesen Import gibt es nicht, oder Sie dürfen ihn nicht sehen.',
  'Only whoever started an import, or an owner of the workspace, may do this.':
    'Das darf nur, wer den Import begonnen hat, oder ein Inhaber des Arbeitsbereichs.',
  'This import has begun; its files and choices are fixed. Start another one for more files.':
    'Dieser Import hat begonnen; seine Dateien und Einstellungen stehen fest. Beginnen Sie für weitere Dateien einen neuen.',
  'There is no file to import yet. Add at least one.':
    'Es ist noch keine Datei zum Importieren da. Fügen Sie mindestens eine hinzu.',
  'An import that is {0} cannot be taken back now. Wait until it has ended.':
    'Ein Import in diesem Zustand ({0}) lässt sich jetzt nicht zurücknehmen. Warten Sie, bis er zu Ende ist.',
  'Another import of this workspace is being checked. Wait until it is done, then check again; nothing was changed.':
    'Ein anderer Import dieses Arbeitsbereichs wird gerade geprüft. Warten Sie, bis das fertig ist, und prüfen Sie dann noch einmal; es wurde nichts geändert.',
  'One import takes {0} files. Pack them into a zip archive, or use several imports.':
    'Ein Import fasst {0} Dateien. Packen Sie sie in ein Zip-Archiv, oder nehmen Sie mehrere Importe.',
  'Files of more than {0} GB are not taken. Split the file; nothing of it was kept.':
    'Dateien über {0} GB werden nicht angenommen. Teilen Sie die Datei; von ihr wurde nichts behalten.',
  'There is no such view, or you may not see it.':
    'Diese Ansicht gibt es nicht, oder Sie dürfen sie nicht sehen.',
  'Only who made a view, or an owner of the workspace, changes it. Save it as a view of your own instead.':
    'Eine Ansicht ändert nur, wer sie angelegt hat, oder ein Inhaber des Arbeitsbereichs. Speichern Sie sie stattdessen als eigene Ansicht.',
  'You have 500 views. Remove one before you save another.':
    'Sie haben 500 Ansichten. Entfernen Sie eine, bevor Sie eine weitere speichern.',
  'There is no such team. Somebody may have removed it meanwhile.':
    'Dieses Team gibt es nicht. Vielleicht hat es inzwischen jemand entfernt.',
  'There is a team called “{0}” already. Choose another name.':
    'Ein Team namens „{0}“ gibt es schon. Wählen Sie einen anderen Namen.',
  'Records have been shared with this team, and without it nobody would see them. Nothing was changed; take its members out instead.':
    'Mit diesem Team sind Einträge geteilt, die ohne das Team niemand sähe. Es wurde nichts geändert; nehmen Sie stattdessen seine Mitglieder heraus.',
  'This person has no active account in this workspace.':
    'Diese Person hat in diesem Arbeitsbereich kein aktives Konto.',
  'This is a company of your own and no sample. Nothing was removed.':
    'Das ist Ihre eigene Firma und kein Beispiel. Es wurde nichts entfernt.',
  'You have no other workspace to go back to. Nothing was removed.':
    'Sie haben keinen anderen Arbeitsbereich, in den Sie zurückgehen könnten. Es wurde nichts entfernt.',
  'Another version of the strategy was adopted meanwhile. Nothing of yours was adopted, and the draft is kept; look at what is new and adopt again.':
    'Inzwischen wurde eine andere Version der Strategie in Kraft gesetzt. Von Ihnen trat nichts in Kraft, und der Entwurf bleibt erhalten; sehen Sie an, was neu ist, und setzen Sie dann noch einmal in Kraft.',
  'Somebody changed the draft meanwhile. Their draft is kept, and yours was not written; load theirs, or save yours over it.':
    'Jemand hat den Entwurf inzwischen geändert. Dieser Entwurf bleibt, Ihrer wurde nicht geschrieben; laden Sie den anderen, oder speichern Sie Ihren darüber.',
  'The strategy has no such version.': 'Diese Version hat die Strategie nicht.',
  'Only an owner of the workspace adopts a strategy or takes one back. Nothing was changed.':
    'Eine Strategie setzt nur ein Inhaber des Arbeitsbereichs in Kraft oder nimmt sie zurück. Es wurde nichts geändert.',
  'This version was adopted more than 30 days ago. Nothing was changed; take the version before it into the draft and adopt that.':
    'Diese Version gilt seit mehr als 30 Tagen. Es wurde nichts geändert; übernehmen Sie die Version davor in den Entwurf und setzen Sie diese in Kraft.',
  'Another version was adopted since. Nothing was changed; take the version you want into the draft and adopt that.':
    'Seither wurde eine andere Version in Kraft gesetzt. Es wurde nichts geändert; übernehmen Sie die gewünschte Version in den Entwurf und setzen Sie diese in Kraft.',
  'Who sees what comes through this connection is decided by whom it belongs to, and of a public feed by nobody. Nothing was changed.':
    'Wer sieht, was über diese Verbindung kommt, bestimmt nur, wem sie gehört, und bei öffentlichen Feeds niemand. Es wurde nichts geändert.',
  'What this connection brought is just getting its new readers. Nothing was removed; try again when that is done.':
    'Was über diese Verbindung gekommen ist, bekommt gerade seine neuen Leser. Es wurde nichts entfernt; versuchen Sie es danach noch einmal.',
};
