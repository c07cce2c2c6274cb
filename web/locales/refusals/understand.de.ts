/** What the rooms that understand people refuse, in German. */
export const understand = {
  'There is no such answer of yours, or it was taken back already. Nothing was changed.':
    'Eine solche Antwort von Ihnen gibt es nicht, oder sie wurde schon zurückgenommen. Es wurde nichts geändert.',
  'A proposal is put off until a moment within a year from now. Choose another one; nothing was saved.':
    'Ein Vorschlag wird auf einen Zeitpunkt binnen eines Jahres aufgeschoben. Wählen Sie einen anderen; es wurde nichts gespeichert.',
  'Choose a moment within a year.': 'Wählen Sie einen Zeitpunkt binnen eines Jahres.',
  'What a third person confided about somebody is not kept at all unless it could be shown to whoever it is about. Nothing was kept; write down only the need that follows from it.':
    'Was Dritte über jemanden vertraulich erzählt haben, wird überhaupt nicht aufbewahrt, wenn man es der betreffenden Person nicht zeigen könnte. Es wurde nichts aufgenommen; schreiben Sie nur den Bedarf auf, der daraus folgt.',
  'Only what could be shown to them is kept.':
    'Aufbewahrt wird nur, was man der Person zeigen könnte.',
  'There is no such confidence, or you are not one of those who may know it.':
    'Hier ist nichts anvertraut, oder Sie gehören nicht zu denen, die es wissen dürfen.',
  'A confidant has to be a colleague who sees the record. Choose others, or share the record first.':
    'Vertraut werden kann nur, wer den Eintrag sieht. Wählen Sie jemand anderen, oder geben Sie den Eintrag zuerst frei.',
  'Choose colleagues who see the record.': 'Wählen Sie Kollegen, die den Eintrag sehen.',
  'For health, belief and politics the law asks for consent, a vital interest, their own publication or a legal claim.':
    'Für Gesundheit, Glauben und Politik verlangt das Gesetz eine Einwilligung, ein lebenswichtiges Interesse, eine eigene Veröffentlichung oder einen Rechtsanspruch.',
  'This already rests on it. Nothing has to be declared twice.':
    'Das beruht schon darauf. Nichts muss zweimal gesagt werden.',
  'There is no such open offer, promise or contract with whoever this is about. Choose one from the list.':
    'Hier gibt es kein solches Angebot, Versprechen oder keinen solchen Vertrag. Wählen Sie etwas aus der Liste.',
  'Choose one from the list.': 'Wählen Sie etwas aus der Liste.',
  'There is no such offering any more. Choose another one; nothing was changed.':
    'Das wird nicht mehr angeboten. Wählen Sie etwas anderes; geändert wurde nichts.',
  '"{0}" is on the list already. Choose that one, or another name; nothing was saved.':
    '„{0}“ steht schon auf der Liste. Wählen Sie diesen Eintrag oder einen anderen Namen; gespeichert wurde nichts.',
  'This name is on the list already.': 'Dieser Name steht schon auf der Liste.',
  'There is room for 200 offerings. Remove one that you do not offer any more; nothing was saved.':
    'Auf der Liste ist Platz für 200 Einträge. Entfernen Sie etwas, das Sie nicht mehr anbieten; gespeichert wurde nichts.',
  'Only needs and constraints are met by an offering. Nothing was changed.':
    'Decken lassen sich nur Bedarf und Einschränkungen. Geändert wurde nichts.',
  'There is no such link, or you may not see whom it is for.':
    'Diesen Link gibt es nicht, oder Sie dürfen nicht sehen, für wen er ist.',
  'Such a page is for a person. Make it for one of those who work there; nothing was made.':
    'Eine solche Seite ist für einen Menschen. Machen Sie sie für jemanden, der dort arbeitet; es wurde nichts angelegt.',
  'Nothing like that came through a link that you could answer.':
    'Über einen Link kam nichts, was Sie beantworten könnten.',
  'This cannot be answered in that way. Nothing was changed.':
    'So lässt sich das nicht beantworten. Es wurde nichts geändert.',
  'Choose another answer.': 'Wählen Sie eine andere Antwort.',
  'Whoever says that something is not right hears why it stays. Nothing was changed.':
    'Wer sagt, dass etwas nicht stimmt, erfährt, warum es bleibt. Es wurde nichts geändert.',
  'Say why it stays as it is.': 'Sagen Sie, warum es bleibt, wie es ist.',
  'Somebody has answered this already. Nothing was changed.':
    'Das hat schon jemand beantwortet. Es wurde nichts geändert.',
};
