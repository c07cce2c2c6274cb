import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { splitText } from '../shared/interact/mail/quoting.ts';

/**
 * Which lines of a mail are its writer's own, and neither quoted nor signed: `node bench/reply-parsing.ts FOLDER`,
 * where the folder holds the mails that GitHub's and Zapier's email_reply_parser publish with their tests. A file
 * is right when every line is.
 */
const ownLines: Record<string, string> = {
  'correct_sig.txt': '1',
  'email_1_1.txt': '1,3-5',
  'email_1_2.txt': '1,9-11,13,15-17,19-21,24,26,28,30,32-34',
  'email_1_3.txt': '1,3',
  'email_1_4.txt': '1',
  'email_1_5.txt': '1,3-8,10-12,14-15',
  'email_1_6.txt': '1',
  'email_1_7.txt': '1',
  'email_1_8.txt': '13,19',
  'email_2_1.txt': '1',
  'email_2_2.txt': '1',
  'email_2_3.txt': '1',
  'email_BlackBerry.txt': '1',
  'email_bullets.txt': '1,3,5,8-9',
  'email_gmail.txt': '1',
  'email_headers_no_delimiter.txt': '1',
  'email_iPhone.txt': '1',
  'email_long_quote.txt': '1,3-4,6-8',
  'email_multi_word_sent_from_my_mobile_device.txt': '1',
  'email_one_is_not_on.txt': '1,3,5',
  'email_partial_quote_header.txt': '1,3,5-6',
  'email_sent_from_my_not_signature.txt': '1,3',
  'email_sig_delimiter_in_middle_of_line.txt': '1,3,5,7',
  'greedy_on.txt': '1,3,5-6',
  'pathological.txt': '1-2',
};

const numbersOf = (ranges: string): number[] =>
  ranges.split(',').flatMap((range) => {
    const [from, to = from] = range.split('-').map(Number) as [number, number?];
    return Array.from({ length: to! - from + 1 }, (_, place) => from + place);
  });

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('Name the folder with the mails: node bench/reply-parsing.ts FOLDER');
const files = globSync('**/*.txt', { cwd: folder });
let right = 0;
for (const file of files) {
  const label = ownLines[path.basename(file)];
  if (label === undefined) throw new Error(`${file} is none of the mails whose lines are known.`);
  const lines = splitText(readFileSync(path.join(folder, file), 'utf8')).parts.flatMap(
    ({ kind, text }) => text.split('\n').map((line) => kind === 'new' && line.trim() !== ''),
  );
  const found = lines.flatMap((isOwn, place) => (isOwn ? [place + 1] : []));
  if (found.join() === numbersOf(label).join()) right++;
  else console.log(`${file}: lines ${label} are the writer's own, ${found.join()} were found`);
}
console.log(`${right} of ${files.length} mails right`);
