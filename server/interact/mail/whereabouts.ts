import { decodeWords } from 'postal-mime';

/** Headers in which mail programs note in which folder a mail lies and what became of it. */
export const whereaboutsHeaders: ReadonlySet<string> = new Set([
  'x-gmail-labels',
  'x-mozilla-draft-info',
  'x-mozilla-status',
  'x-uniform-type-identifier',
  'x-unsent',
]);

const drafts =
  /^(?:drafts?|entwürfe?|brouillons?|borrador(?:es)?|bozz[ae]|rascunhos?|concept(?:en)?)$/i;
const sent =
  /^(?:sent|gesendet|envoyés|messages envoyés|enviados?|inviat[ai]|posta inviata|verzonden)$/i;
const spam =
  /^(?:spam|junk|junk e-?mail|junk-e-mail|bulk mail|courrier indésirable|correo no deseado|posta indesiderata)$/i;

/** Mozilla's flag of a mail that waits in the outbox. */
const queued = 0x0800;

export interface Whereabouts {
  /** It was written and never left. */
  draft: boolean;
  spam: boolean;
}

/**
 * What its program noted about a mail. The trash says nothing here: a mail that was thrown away after it
 * was sent or received still happened.
 */
export function whereaboutsOf(
  headers: readonly (readonly [name: string, value: string])[],
): Whereabouts {
  const value = (name: string) => headers.find(([key]) => key === name)?.[1].trim();
  const labels = decodeWords(value('x-gmail-labels') ?? '')
    .normalize('NFC')
    .split(',')
    .map((label) => label.replace(/"/g, '').trim());
  const status = Number.parseInt(value('x-mozilla-status') ?? '0', 16);
  return {
    draft:
      (labels.some((label) => drafts.test(label)) && !labels.some((label) => sent.test(label))) ||
      value('x-mozilla-draft-info') !== undefined ||
      (status & queued) !== 0 ||
      value('x-uniform-type-identifier')?.toLowerCase() === 'com.apple.mail-draft' ||
      value('x-unsent') === '1',
    spam: labels.some((label) => spam.test(label)),
  };
}

/** What a Maildir notes in the name of a file ("…:2,DS"; ";" or "!" where a colon may not stand) and of its folder. */
export function whereaboutsIn(path: string): Whereabouts {
  const flags = /(?:^|\/)(?:(?:cur|new)\/|\d{9,}\.)[^/]*[:;!]2,([A-Za-z]*)$/.exec(path)?.[1] ?? '';
  // The name of a mail in a file of its own is its subject.
  const folders = path.replace(/[^/]*\.emlx?$/i, '').split('/');
  return {
    draft: flags.includes('D'),
    spam: folders.flatMap((name) => name.split('.')).some((name) => spam.test(name)),
  };
}
