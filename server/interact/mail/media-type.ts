/** Beginnings of files whose kind can be told for certain; order matters only where one contains another. */
const signatures: [type: string, at: number, bytes: string][] = [
  ['application/pdf', 0, '%PDF-'],
  ['image/png', 0, '\x89PNG\r\n\x1a\n'],
  ['image/jpeg', 0, '\xff\xd8\xff'],
  ['image/gif', 0, 'GIF8'],
  ['image/webp', 8, 'WEBP'],
  ['image/bmp', 0, 'BM'],
  ['image/tiff', 0, 'II*\0'],
  ['image/tiff', 0, 'MM\0*'],
  ['image/avif', 4, 'ftypavif'],
  ['image/heic', 4, 'ftypheic'],
  ['video/mp4', 4, 'ftyp'],
  ['audio/mpeg', 0, 'ID3'],
  ['application/gzip', 0, '\x1f\x8b\x08'],
  ['application/x-7z-compressed', 0, "7z\xbc\xaf'\x1c"],
  ['application/vnd.rar', 0, 'Rar!\x1a\x07'],
  ['application/zip', 0, 'PK\x03\x04'],
  ['application/zip', 0, 'PK\x05\x06'],
  ['application/x-ole-storage', 0, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
  ['application/vnd.ms-tnef', 0, '\x78\x9f\x3e\x22'],
  ['application/vnd.microsoft.portable-executable', 0, 'MZ'],
  ['application/rtf', 0, '{\\rtf'],
];

/** Office files are archives inside; their declared type says more than their first bytes. */
const containers = new Set([
  'application/zip',
  'application/x-ole-storage',
  'video/mp4',
  'application/gzip',
]);

const byEnding: Record<string, string> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  svg: 'image/svg+xml',
  txt: 'text/plain',
  csv: 'text/csv',
  html: 'text/html',
  htm: 'text/html',
  ics: 'text/calendar',
  vcf: 'text/vcard',
  eml: 'message/rfc822',
  json: 'application/json',
  xml: 'application/xml',
  zip: 'application/zip',
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  ppt: 'application/vnd.ms-powerpoint',
  p7s: 'application/pkcs7-signature',
  p7m: 'application/pkcs7-mime',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  mp3: 'audio/mpeg',
  mp4: 'video/mp4',
};

const unknownType = 'application/octet-stream';

/** What an attachment really is: its first bytes are believed before its label, its label before its name. */
export function mediaType(bytes: Uint8Array, declared: string, name: string | null): string {
  const label = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/.test(declared)
    ? declared.toLowerCase()
    : unknownType;
  const ending = byEnding[/\.(\w{2,5})$/.exec(name ?? '')?.[1]?.toLowerCase() ?? ''];
  const found = signatures.find(([, at, start]) => startsAt(bytes, at, start))?.[0];
  const claimed = label === unknownType ? (ending ?? unknownType) : label;
  if (!found) {
    // A picture that does not begin like one could be anything, a web page included.
    return /^image\/(?:png|jpe?g|gif|webp)$/.test(claimed) ? unknownType : claimed;
  }
  return containers.has(found) &&
    /^(?:application|audio|video)\//.test(claimed) &&
    claimed !== unknownType
    ? claimed
    : found;
}

function startsAt(bytes: Uint8Array, at: number, start: string): boolean {
  if (bytes.length < at + start.length) return false;
  for (let i = 0; i < start.length; i++) if (bytes[at + i] !== start.charCodeAt(i)) return false;
  return true;
}
