import naughty from 'big-list-of-naughty-strings' with { type: 'json' };
import { displayName } from '../../shared/identify/names.ts';
import { awkward } from './awkward.ts';

/** What people are called, and what programs have stumbled over when somebody was called that. */
const people = [
  'O’Brien',
  "O'Brien",
  'D’Artagnan-de la Tour',
  'Null',
  'null',
  'undefined',
  'None',
  'True',
  'N/A',
  'Test',
  'Ng',
  'Y',
  '李',
  'Ólafur Ragnar Grímsson',
  'Nguyễn Thị Ánh',
  'Ştefan Țepeș',
  'Zoë',
  'Zoe\u0308',
  'Jürgen Groß',
  'İrem Işık',
  'Ǆemal ǆemal',
  'ﬁona',
  'محمد بن عبد الله',
  'דָּוִד',
  'می‌خواهم',
  'ตรีชฎา',
  'ह\u093fन\u094dद\u0940',
  'வணக்கம்',
  'ジョン・スミス',
  '👨‍👩‍👧‍👦 Family',
  '🏴󠁧󠁢󠁷󠁬󠁳󠁿 Rhys',
  'Аnna with a Cyrillic A',
  'Z̷̢͝ą̶̛l̸̰͐g̴̺̕ó̷͜',
  `e${'\u0301'.repeat(200)}`,
  'Anna 3rd, Esq.',
  '-5',
  '+49',
  '=1+1',
  '@anna',
  'x'.repeat(300),
  '名'.repeat(300),
  '𝒜𝓃𝓃𝒶',
  'Ａｎｎａ',
];

/** What a name is to become: itself in NFC, on one line, without what cannot be seen. */
export const names = [
  ...new Map([...people, ...naughty, ...awkward].map((name) => [displayName(name), name])),
]
  .filter(([shown]) => shown !== '' && shown.length <= 300)
  .map(([shown, written], number) => ({ written, shown, email: `n${number}@q7z.example` }));
export type Named = (typeof names)[number];
