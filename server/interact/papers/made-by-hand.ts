import { type Cell, workbook } from '../../platform/import/workbook/made-by-hand.ts';
import { zip } from '../../platform/import/zip-made-by-hand.ts';

/** Documents as programs write them, from lines of text; a tab begins the next column. */

const latin = (text: string) => text.replaceAll('€', '\x80').replaceAll('–', '\x96');
const literal = (text: string) => latin(text).replaceAll(/[\\()]/g, '\\$&');

export interface PdfMaking {
  /** Pieces of a line in any order, as some programs write them. */
  shuffled?: boolean;
  extra?: string;
}

/** A PDF with one font and one page for each forty lines. */
export function pdf(
  lines: readonly string[],
  { shuffled = false, extra = '' }: PdfMaking = {},
): Buffer {
  const pages = Array.from({ length: Math.max(1, Math.ceil(lines.length / 40)) }, (_, page) =>
    lines.slice(page * 40, page * 40 + 40),
  );
  const kids = pages.map((_, page) => `${String(4 + 2 * page)} 0 R`).join(' ');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${String(pages.length)} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ];
  for (const [page, content] of pages.entries()) {
    const drawn = content.flatMap((line, row) =>
      line
        .split('\t')
        .map(
          (cell, column, { length }) =>
            `BT /F1 10 Tf 1 0 0 1 ${String(column === 0 ? 60 : length === 2 ? 400 : 60 + 130 * column)} ${String(790 - 18 * row)} Tm (${literal(cell)}) Tj ET`,
        ),
    );
    const text = (shuffled ? drawn.toReversed() : drawn).join('\n');
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${String(5 + 2 * page)} 0 R >>`,
      `<< /Length ${String(text.length)} >>\nstream\n${text}\nendstream`,
    );
  }
  let body = '%PDF-1.7\n';
  const places = objects.map((object, at) => {
    const place = body.length;
    body += `${String(at + 1)} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const start = body.length;
  body += `xref\n0 ${String(objects.length + 1)}\n0000000000 65535 f \n`;
  for (const place of places) body += `${String(place).padStart(10, '0')} 00000 n \n`;
  body += `trailer\n<< /Size ${String(objects.length + 1)} /Root 1 0 R ${extra}>>\nstartxref\n${String(start)}\n%%EOF\n`;
  return Buffer.from(body, 'latin1');
}

const escaped = (text: string) => text.replace(/[<&>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const paragraph = (text: string) =>
  `<w:p><w:r><w:t xml:space="preserve">${escaped(text)}</w:t></w:r></w:p>`;

/** A text document; lines with tabs are rows of a table. */
export function docx(lines: readonly string[], head: readonly string[] = []): Buffer {
  const body = lines
    .map((line) =>
      line.includes('\t')
        ? `<w:tbl><w:tr>${line
            .split('\t')
            .map((cell) => `<w:tc>${paragraph(cell)}</w:tc>`)
            .join('')}</w:tr></w:tbl>`
        : paragraph(line),
    )
    .join('');
  const part = (name: string, content: string) =>
    `<?xml version="1.0" encoding="UTF-8"?><w:${name} xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${content}</w:${name}>`;
  return zip([
    { name: 'word/document.xml', content: part('document', `<w:body>${body}</w:body>`) },
    ...(head.length > 0
      ? [{ name: 'word/header1.xml', content: part('hdr', head.map(paragraph).join('')) }]
      : []),
  ]);
}

export const xlsx = (rows: Cell[][]): Buffer => workbook([{ name: 'Sheet', rows }]);
