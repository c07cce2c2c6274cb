import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { guessLegacyEncoding } from './legacy-encodings.ts';
import { decode, encodingOfBytes } from './text.ts';

/** Short lists of invented people, as an office of the country would keep them. */
const lists: [country: string, encodings: string[], text: string][] = [
  ['Germany', ['windows-1252', 'macroman', 'cp850'], 'Jürgen Groß\nBärbel Löwe\n'],
  ['France', ['windows-1252', 'macroman', 'cp850'], 'Hélène Lefèvre\nÉté François\nBrûlé\n'],
  ['Spain', ['windows-1252', 'macroman'], 'José Núñez\nBegoña Ibáñez\n'],
  ['Portugal', ['windows-1252'], 'João Simões\nConceição Guimarães\n'],
  ['Denmark', ['windows-1252'], 'Søren Ågård\nJørgen Kjær\nAndré Bæk\n'],
  ['Iceland', ['windows-1252'], 'Guðrún Jónsdóttir\nÞór Ægisson\n'],
  ['Poland', ['windows-1250', 'iso-8859-2'], 'Łukasz Żółć\nPaweł Dąbrowski\nMałgorzata Śliwa\n'],
  ['Poland, with few letters', ['windows-1250'], 'Piotr Zieliński\nAnna Wójcik\n'],
  ['Czechia', ['windows-1250', 'iso-8859-2'], 'Jiří Dvořák\nŠtěpán Šťastný\n'],
  ['Czechia, with few letters', ['windows-1250'], 'Jana Březinová\nPetr Kučera\n'],
  ['Hungary', ['windows-1250'], 'Nagy László\nKőműves Gergő\nSzűcs Éva\n'],
  ['Croatia', ['windows-1250'], 'Đurđa Šarić\nŽeljko Čavić\n'],
  ['Romania', ['windows-1250'], 'Ştefan Ionuţ\nRăzvan Brătianu\n'],
  ['Turkey', ['windows-1254'], 'Ayşe Yıldırım\nMehmet Çağlar\nİbrahim Öztürk\n'],
  ['Turkey, with few letters', ['windows-1254'], 'Ayşe Yıldız\n'],
  ['Lithuania', ['windows-1257'], 'Žydrūnė Šimkienė\nGiedrė Jankauskaitė\n'],
  ['Russia', ['windows-1251', 'koi8-r', 'cp866'], 'Иван Петров\nОльга Щербакова\nООО Ромашка\n'],
  ['Ukraine', ['windows-1251'], 'Олексій Шевченко\nЮлія Їжак\n'],
  ['Greece', ['windows-1253'], 'Γιώργος Παπαδόπουλος\nΜαρία Νικολάου\n'],
  ['Israel', ['windows-1255'], 'דוד לוי\nשרה כהן\nמשה פרץ\n'],
  ['Egypt', ['windows-1256'], 'محمد علي\nفاطمة حسن\n'],
  ['China', ['gb18030'], '王小明\n李娜\n张伟\n'],
  ['Taiwan', ['big5'], '王小明\n陳美玲\n'],
  ['Japan', ['shift_jis', 'euc-jp'], '山田 太郎\n佐藤 はなこ\n株式会社スズキ\n'],
  ['Korea', ['euc-kr'], '김철수\n이영희\n박한별\n'],
];

describe('a short list of names is read as it was written', () => {
  test.each(
    lists.flatMap(([country, encodings, text]) =>
      encodings.map((encoding) => [country, encoding, text] as const),
    ),
  )('%s in %s', (_, encoding, text) => {
    const bytes = iconv.encode(
      `Name;E-Mail\n${text.replaceAll('\n', ';x@example.com\n')}`,
      encoding,
    );
    const found = encodingOfBytes(bytes);
    expect(decode(bytes, found.name)).toBe(iconv.decode(bytes, encoding));
    const western = /^(?:windows-1252|macroman|cp850)$/.test(encoding);
    expect(found.doubtful ?? false).toBe(!western);
  });
});

test.each(['Price 5 €', 'Room – left', '© Example'])('symbols alone are Western: %s', (text) => {
  expect(guessLegacyEncoding(iconv.encode(text, 'windows-1252'))).toMatchObject({
    name: 'windows-1252',
    western: true,
  });
});

test('bytes that make no sense in any encoding are still read', () => {
  const bytes = Buffer.from(Array.from({ length: 512 }, (_, index) => (index * 151) % 256));
  expect(typeof guessLegacyEncoding(bytes).name).toBe('string');
  expect(guessLegacyEncoding(Buffer.alloc(0)).name).toBe('windows-1252');
});
