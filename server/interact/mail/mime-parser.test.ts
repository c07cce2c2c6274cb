import { expect, test } from 'vitest';
import { mimeParser } from './mime-parser.ts';

test('every part is looked at, decoded, before its text is collected', async () => {
  const seen: [string, string][] = [];
  const parser = mimeParser({}, (part) => {
    if (!part.content || part.contentType.multipart) return;
    seen.push([part.contentType.parsed.value, Buffer.from(part.content).toString()]);
    part.content = Uint8Array.from(Buffer.from('replaced')).buffer;
  });
  const read = await parser.parse(
    'Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Transfer-Encoding: base64\n\naGVs\nbG8=\n--b\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\na=3Db=\nc\n--b--\n',
  );
  expect(seen).toEqual([
    ['text/plain', 'hello'],
    ['text/html', 'a=bc\n'],
  ]);
  expect(read.text).toContain('replaced');
});
