/** A country as far as made-up people need it: names, towns, how a street and a number are written. */
export interface Country {
  code: string;
  share: number;
  language: 'en' | 'de';
  given: readonly string[];
  family: readonly string[];
  towns: readonly (readonly [town: string, postalCode: string])[];
  street: (name: number, house: number) => string;
  /** National numbers as templates in which # is a digit. All are of the kinds in use there. */
  phones: readonly string[];
}

const words = (text: string): string[] => text.split(' ');
const list = (text: string): string[] => text.split(', ');
const towns = (text: string): [string, string][] =>
  text.split(', ').map((each) => {
    const at = each.lastIndexOf('/');
    return [each.slice(0, at), each.slice(at + 1)];
  });

const germanStreets = words(
  'Lindenweg Mühlgasse Gartenstraße Bahnhofstraße Schillerstraße Ahornweg Brunnengasse Feldstraße Marktplatz Rosenweg Hauptstraße Kirchgasse Wiesenweg Schulstraße Eichenallee',
);
const englishStreets = list(
  'Mill Lane, Orchard Road, Station Road, Church Street, High Street, Willow Close, Bridge Street, Park Avenue, Garden Row, Elm Grove, Castle Street, Harbour View',
);
const frenchStreets = list(
  'rue du Moulin, avenue des Tilleuls, place du Marché, rue des Écoles, chemin des Vignes, rue de la Gare, allée des Roses, rue du Port',
);
const southernStreets = list(
  'Calle Mayor, Calle del Sol, Avenida del Puerto, Calle de la Fuente, Plaza Nueva, Calle Jardines',
);
const italianStreets = list(
  'Via Roma, Via dei Mulini, Viale della Stazione, Via Garibaldi, Piazza del Mercato, Via dei Giardini',
);
const before = (streets: readonly string[]) => (name: number, house: number) =>
  `${streets[name % streets.length]} ${house}`;
const behind = (streets: readonly string[]) => (name: number, house: number) =>
  `${house} ${streets[name % streets.length]}`;

export const countries: readonly Country[] = [
  {
    code: 'DE',
    share: 26,
    language: 'de',
    given: words(
      'Anna Lukas Marie Felix Sophie Jonas Lena Maximilian Katharina Tobias Julia Sebastian Christina Matthias Franziska Stefan Sabine Jürgen Heike Uwe Greta Emil Frieda Anton Lieselotte Björn Käthe Götz',
    ),
    family: words(
      'Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Werner Krause Lehmann Köhler Maier Grünewald Voß Weiß Jäger Brandt',
    ),
    towns: towns(
      'Berlin/10115, Hamburg/20095, München/80331, Köln/50667, Frankfurt am Main/60311, Stuttgart/70173, Leipzig/04109, Dresden/01067, Nürnberg/90402, Bremen/28195, Münster/48143, Göttingen/37073, Lübeck/23552, Freiburg/79098',
    ),
    street: before(germanStreets),
    phones: ['+4930#######', '+4989#######', '+49151########', '+49171#######', '+49221#######'],
  },
  {
    code: 'AT',
    share: 12,
    language: 'de',
    given: words(
      'Johanna Florian Theresa Dominik Magdalena Bernhard Elisabeth Gerhard Veronika Reinhard Martina Günther Eva Klaus Verena Andreas Barbara Wolfgang Birgit Manfred',
    ),
    family: words(
      'Gruber Huber Pichler Steiner Moser Mayer Hofer Leitner Berger Fuchs Eder Schmid Winkler Weber Schwarz Maier Reiter Mayr Wimmer Egger Brunner Lang Baumgartner Auer Binder Lechner Wallner Aigner Pölzl',
    ),
    towns: towns(
      'Wien/1010, Graz/8010, Linz/4020, Salzburg/5020, Innsbruck/6020, Klagenfurt/9020, Villach/9500, Wels/4600, St. Pölten/3100, Dornbirn/6850',
    ),
    street: before(germanStreets),
    phones: ['+431#######', '+43316######', '+43664#######', '+43732######', '+43676#######'],
  },
  {
    code: 'GB',
    share: 16,
    language: 'en',
    given: words(
      'Oliver Amelia George Isla Harry Ava Jack Emily Charlie Sophia Thomas Grace James Lily Alexander Freya Edward Imogen Rhys Niamh Callum Siân Priya Arjun',
    ),
    family: words(
      "Smith Jones Taylor Brown Williams Wilson Johnson Davies Patel Robinson Wright Thompson Evans Walker White Roberts Green Hall Wood Jackson Clarke O'Brien MacLeod Ashworth Holloway",
    ),
    towns: towns(
      'London/EC1A 1BB, Manchester/M1 1AE, Birmingham/B1 1BD, Leeds/LS1 4DY, Glasgow/G1 1XW, Edinburgh/EH1 1YZ, Bristol/BS1 4DJ, Cardiff/CF10 1EP, York/YO1 7HH, Norwich/NR1 3QA',
    ),
    street: behind(englishStreets),
    phones: ['+44207#######', '+44161#######', '+447701######', '+447920######'],
  },
  {
    code: 'US',
    share: 16,
    language: 'en',
    given: words(
      'Michael Jessica Christopher Ashley Matthew Jennifer Joshua Amanda Daniel Stephanie David Melissa Andrew Nicole Brian Heather Kevin Elizabeth Jason Megan Jamal Aaliyah Carlos Guadalupe',
    ),
    family: words(
      'Miller Garcia Martinez Anderson Thomas Hernandez Moore Martin Lee Perez Harris Clark Lewis Young Allen King Scott Hill Nguyen Adams Baker Nelson Carter Mitchell Turner',
    ),
    towns: towns(
      'New York/10001, Chicago/60601, Boston/02108, Seattle/98101, Austin/78701, Denver/80202, Portland/97201, Atlanta/30303, San Diego/92101, Minneapolis/55401, Philadelphia/19103',
    ),
    street: behind(englishStreets),
    phones: ['+1212#######', '+1312#######', '+1617#######', '+1206#######', '+1512#######'].map(
      // The exchange of an American number never begins with 0 or 1.
      (number) => number.replace('#######', '2######'),
    ),
  },
  {
    code: 'FR',
    share: 8,
    language: 'en',
    given: words(
      'Camille Louis Chloé Gabriel Manon Léo Élodie Hugo Margaux Théo Océane Raphaël Anaïs Baptiste Inès Étienne Benoît Françoise Aurélie Noël',
    ),
    family: words(
      'Martin Bernard Dubois Thomas Robert Richard Petit Durand Leroy Moreau Simon Laurent Lefèvre Michel García David Bertrand Roux Fournier Girard Bonnet Lambert Rousseau Blanchard Guérin',
    ),
    towns: towns(
      'Paris/75001, Lyon/69001, Marseille/13001, Toulouse/31000, Nantes/44000, Strasbourg/67000, Bordeaux/33000, Lille/59000, Besançon/25000',
    ),
    street: behind(frenchStreets),
    phones: ['+331########', '+334########', '+336########'].map((number) =>
      number.replace('########', '4#######'),
    ),
  },
  {
    code: 'ES',
    share: 6,
    language: 'en',
    given: list(
      'Lucía, Hugo, Martina, Mateo, María José, Alejandro, Sofía, Álvaro, Carmen, Iñigo, Begoña, Adrián, Núria, Jordi, Íñaki, Pilar',
    ),
    family: list(
      'García López, Fernández Ruiz, González Pérez, Rodríguez Sanz, Martín Ortega, Sánchez Molina, Gómez Castro, Muñoz Iglesias, Álvarez Peña, Núñez Vidal, Ibáñez Cano',
    ),
    towns: towns(
      'Madrid/28001, Barcelona/08001, Valencia/46001, Sevilla/41001, Bilbao/48001, Málaga/29001, A Coruña/15001',
    ),
    street: before(southernStreets),
    phones: ['+3491#######', '+3493#######', '+346########'],
  },
  {
    code: 'IT',
    share: 5,
    language: 'en',
    given: words(
      'Giulia Francesco Sofia Alessandro Aurora Lorenzo Chiara Matteo Federica Niccolò Beatrice Davide Marta Giosuè',
    ),
    family: list(
      "Rossi, Russo, Ferrari, Esposito, Bianchi, Romano, Colombo, Ricci, Marino, Greco, De Luca, Costa, D'Angelo, Lo Bianco, Giordano",
    ),
    towns: towns(
      'Roma/00184, Milano/20121, Torino/10121, Bologna/40121, Firenze/50122, Bolzano/39100, Forlì/47121',
    ),
    street: before(italianStreets),
    phones: ['+3902#######', '+3906#######', '+39333#######'],
  },
  {
    code: 'PL',
    share: 4,
    language: 'en',
    given: words(
      'Agnieszka Paweł Małgorzata Łukasz Zofia Stanisław Katarzyna Michał Joanna Wojciech Żaneta Grzegorz',
    ),
    family: words(
      'Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański Woźniak Dąbrowski Kozłowski Jabłoński',
    ),
    towns: towns('Warszawa/00-001, Kraków/30-001, Łódź/90-001, Wrocław/50-001, Gdańsk/80-001'),
    street: (name, house) =>
      `ul. ${words('Lipowa Ogrodowa Polna Leśna Słoneczna')[name % 5]} ${house}`,
    phones: ['+4822#######', '+4812#######', '+48601######'],
  },
  {
    code: 'JP',
    share: 3,
    language: 'en',
    given: words('美咲 大輔 陽子 健太 さくら 翔太 真由美 拓也 由紀子 直樹'),
    family: words('佐藤 鈴木 高橋 田中 伊藤 渡辺 山本 中村 小林 加藤 吉田'),
    towns: towns('東京/100-0001, 大阪/530-0001, 京都/600-8001, 札幌/060-0001, 福岡/810-0001'),
    street: (name, house) => `${words('本町 栄町 緑町 桜町')[name % 4]}${house}-${(name % 9) + 1}`,
    phones: ['+813########', '+8190########'].map((number) => number.replace('#', '5')),
  },
  {
    code: 'GR',
    share: 2,
    language: 'en',
    given: words('Μαρία Γιώργος Ελένη Δημήτρης Κατερίνα Νίκος Σοφία Θανάσης'),
    family: words('Παπαδόπουλος Οικονόμου Γεωργίου Νικολάου Δημητρίου Βασιλείου Αγγελής'),
    towns: towns('Αθήνα/105 57, Θεσσαλονίκη/546 24, Πάτρα/262 21'),
    street: (name, house) => `${words('Ερμού Αθηνάς Σταδίου')[name % 3]} ${house}`,
    phones: ['+3021########', '+30694#######'].map((number) =>
      number.replace('+3021########', '+30210#######'),
    ),
  },
  {
    code: 'IN',
    share: 2,
    language: 'en',
    given: words('Ananya Rohan Lakshmi Vikram Deepika Sanjay अनन्या रोहन Kavitha Suresh'),
    family: words('Sharma Iyer Gupta Reddy Banerjee शर्मा गुप्ता Nair Deshpande Kulkarni'),
    towns: towns('Mumbai/400001, Bengaluru/560001, Chennai/600001, Delhi/110001'),
    street: behind(englishStreets),
    phones: ['+9198########', '+9122########'].map((number) => number.replace('#', '2')),
  },
];

export const byShare = countries.map((country) => [country.share, country] as const);
