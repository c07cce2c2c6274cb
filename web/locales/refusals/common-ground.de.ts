/** What the server refuses about interests and common ground, in German. */
export const commonGround = {
  'The last day lies before the first. Choose another one; nothing was changed.':
    'Der letzte Tag liegt vor dem ersten. Wählen Sie einen anderen; es wurde nichts geändert.',
  'Choose a last day that is not before the first.':
    'Wählen Sie einen letzten Tag, der nicht vor dem ersten liegt.',
  'There is no such interest in the list. Choose another one; nothing was saved.':
    'Dieses Interesse steht nicht in der Liste. Wählen Sie ein anderes; es wurde nichts gespeichert.',
  'Choose an interest from the list.': 'Wählen Sie ein Interesse aus der Liste.',
  '"{0}" stands below "{1}", so "{2}" cannot come below it. Choose another place; nothing was changed.':
    '„{0}“ steht unter „{1}“, also kann „{2}“ nicht darunter kommen. Wählen Sie eine andere Stelle; es wurde nichts geändert.',
  'This would be a circle. Choose another place.':
    'Das wäre ein Kreis. Wählen Sie eine andere Stelle.',
  'There is an interest called "{0}" already. Choose that one, or another name.':
    'Ein Interesse namens „{0}“ gibt es schon. Wählen Sie jenes oder einen anderen Namen.',
  'This name is taken.': 'Dieser Name ist vergeben.',
  'Health, belief, politics and trouble in the family are no interests here ("{0}"): nothing is ever suggested from them. Choose another name; nothing was saved.':
    'Gesundheit, Glaube, Politik und Sorgen in der Familie sind hier keine Interessen („{0}“): Daraus wird nie etwas vorgeschlagen. Wählen Sie einen anderen Namen; es wurde nichts gespeichert.',
  'This is too personal to suggest anything from.':
    'Das ist zu persönlich, um daraus etwas vorzuschlagen.',
  'This interest is part of another one now. Change that one, or take the merge back first.':
    'Dieses Interesse gehört jetzt zu einem anderen. Ändern Sie jenes, oder nehmen Sie erst die Zusammenführung zurück.',
  'The company has 2000 interests of its own or changed. Use one that is there; nothing was added.':
    'Die Firma hat 2000 eigene oder geänderte Interessen. Verwenden Sie ein vorhandenes; es wurde nichts hinzugefügt.',
  'There is no such interest of yours.': 'Ein solches Interesse von Ihnen gibt es nicht.',
  'You have 200 interests here. Take one away before you add another.':
    'Sie haben hier 200 Interessen. Entfernen Sie eines, bevor Sie ein weiteres hinzufügen.',
  'There is no such thing to volunteer, or you may not see it.':
    'So etwas gibt es hier nicht zu erzählen, oder Sie dürfen es nicht sehen.',
  'Only who wrote this, or an owner of the workspace, changes it.':
    'Das ändert nur, wer es geschrieben hat, oder ein Inhaber des Arbeitsbereichs.',
  'You have 200 things to volunteer. Remove one before you add another; your text is kept.':
    'Sie haben 200 Dinge zum Erzählen. Entfernen Sie eines, bevor Sie ein weiteres hinzufügen; Ihr Text bleibt erhalten.',
  'This was volunteered to them already, or shall not be. Nobody is told twice; choose another one.':
    'Das wurde dieser Person schon erzählt oder soll es nicht werden. Niemand bekommt es zweimal zu hören; wählen Sie etwas anderes.',
  'This no longer meets an interest of theirs, or you keep to weather talk with them. Load the page again.':
    'Das trifft kein Interesse dieser Person mehr, oder Sie bleiben bei ihr beim Wetter. Laden Sie die Seite neu.',
  'You have not volunteered this to them.': 'Das haben Sie dieser Person nicht erzählt.',
  'This topic is not left alone with them, or not any more.':
    'Dieses Thema ruht bei dieser Person nicht, oder nicht mehr.',
  'Give the interest an English name.': 'Geben Sie dem Interesse einen englischen Namen.',
  'Give the interest a German name.': 'Geben Sie dem Interesse einen deutschen Namen.',
  'Say what the interest is.': 'Sagen Sie, was das Interesse ist.',
  'Say what there is to tell.': 'Sagen Sie, was zu erzählen ist.',
  'Choose at least one interest that it is about.':
    'Wählen Sie mindestens ein Interesse, um das es geht.',
  'Choose ten interests at most.': 'Wählen Sie höchstens zehn Interessen.',
};
