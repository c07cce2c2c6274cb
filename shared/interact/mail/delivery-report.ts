/** Why a mail did not arrive, as far as its machines say. */
export const bounceReasons = [
  'no such address',
  'no such domain',
  'closed',
  'full',
  'too large',
  'refused',
  'not reached',
  'unsaid',
] as const;
export type BounceReason = (typeof bounceReasons)[number];

/** Nobody is behind such an address, until somebody says otherwise; the others may pass. */
const lasting: ReadonlySet<BounceReason> = new Set(['no such address', 'no such domain', 'closed']);
export const isLasting = (reason: BounceReason): boolean => lasting.has(reason);

export interface FailedRecipient {
  /** As it was written to, and where it was forwarded from there. */
  addresses: string[];
  reason: BounceReason;
  /** The server's own words. */
  words: string | null;
}

/** What a machine says about a mail that it could not deliver (RFC 3464, and what is usual besides). */
export interface DeliveryReport {
  /** The Message-IDs of what came back, without angle brackets. */
  about: string[];
  failed: FailedRecipient[];
}

const mostRecipients = 100;
const longestSource = 400_000;
const longestWords = 500;

const address = /[^\s<>()[\]",;:@]{1,200}@[^\s<>()[\]",;:@]{1,200}/;

/**
 * Reads a report. `sources` are the texts of its parts; `failed` what stands in X-Failed-Recipients. What is
 * only delayed is no failure.
 */
export function readDeliveryReport(
  sources: readonly string[],
  failed: string | undefined = undefined,
): DeliveryReport | null {
  const texts = sources.map((source) => storable(source).replaceAll('\r\n', '\n'));
  const found = texts.flatMap(blocksIn);
  const isDelayed = found.length > 0 && found.every(({ action }) => action !== 'failed');
  const named = found.filter(({ action }) => action === 'failed').map(recipientOf);
  const recipients =
    named.length > 0 || isDelayed ? named : [...inWords(texts), ...inHeader(failed, texts)];
  const unique = new Map(recipients.map((each) => [each.addresses.join(' '), each]));
  if (unique.size === 0) return null;
  return { about: idsIn(texts), failed: [...unique.values()].slice(0, mostRecipients) };
}

/** Without what no database holds. */
const storable = (text: string) =>
  text.slice(0, longestSource).replaceAll('\0', ' ').toWellFormed();

interface Block {
  action: string;
  addresses: string[];
  status: string;
  words: string | null;
}

/** The fields about each recipient, wherever they stand: some servers put them into the text. */
function blocksIn(text: string): Block[] {
  if (!/^(?:final|original)-recipient:/im.test(text)) return [];
  return text.split(/\n[ \t]*\n/).flatMap((block) => {
    const fields = fieldsOf(block);
    const addresses = ['final-recipient', 'original-recipient'].flatMap((name) => {
      const value = fields.get(name)?.replace(/^[\w-]{1,40};/, '');
      const [one] = address.exec(value ?? '') ?? [];
      return one ? [one] : [];
    });
    if (addresses.length === 0) return [];
    return [
      {
        action: (fields.get('action') ?? 'failed').toLowerCase().split(/\s/)[0]!,
        addresses: [...new Set(addresses.map((one) => one.toLowerCase()))],
        status: /[245]\.\d{1,3}\.\d{1,3}/.exec(fields.get('status') ?? '')?.[0] ?? '',
        words: tidy(fields.get('diagnostic-code')?.replace(/^\s*[\w-]{1,40};/, '')),
      },
    ];
  });
}

function fieldsOf(block: string): Map<string, string> {
  const fields = new Map<string, string>();
  let name = '';
  for (const line of block.split('\n')) {
    const [, next, value = ''] = /^([a-z][a-z-]{1,60}):(.*)$/i.exec(line) ?? [];
    if (next) {
      name = next.toLowerCase();
      if (!fields.has(name)) fields.set(name, value.trim());
    } else if (name && /^[ \t]/.test(line)) {
      fields.set(name, `${fields.get(name)} ${line.trim()}`);
    }
  }
  return fields;
}

function recipientOf({ addresses, status, words }: Block): FailedRecipient {
  return { addresses, reason: reasonOf(status, words ?? ''), words };
}

/** RFC 3463, where the words do not say more: many servers say 5.0.0 or 5.7.1 of whatever they refuse. */
export function reasonOf(status: string, words: string): BounceReason {
  const code = status || (/\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(words)?.[0] ?? '');
  const said = saying.find(([, pattern]) => pattern.test(words))?.[0];
  const [, , group = '', detail = ''] = /^([245])\.(\d+)\.(\d+)$/.exec(code) ?? [];
  if (group === '1' && ['1', '3', '6', '10'].includes(detail)) return 'no such address';
  if ((group === '1' && detail === '2') || (group === '4' && detail === '4')) {
    return 'no such domain';
  }
  if (group === '2' && detail === '1') return said ?? 'closed';
  if (group === '2' && detail === '2') return 'full';
  if ((group === '2' && detail === '3') || (group === '3' && detail === '4')) return 'too large';
  if (said) return said;
  if (group === '7') return 'refused';
  if (group === '4') return 'not reached';
  return 'unsaid';
}

const saying: [BounceReason, RegExp][] = [
  [
    'no such address',
    /user unknown|unknown (?:user|recipient|mailbox)|no such (?:user|mailbox|recipient|person|address)|(?:user|mailbox|recipient|account|address)[^.]{0,60}(?:does not exist|doesn't exist|not found|unknown|unavailable here|no longer (?:exists|available))|recipient address rejected: (?:access denied|undeliverable)|invalid (?:recipient|mailbox)|no mailbox here|unbekannt|existiert nicht|nicht gefunden|kein (?:solches )?postfach/i,
  ],
  [
    'no such domain',
    /host(?: or domain)?(?: name)? not found|domain (?:not found|does not exist)|nxdomain|unrouteable (?:mail )?address|name or service not known/i,
  ],
  ['closed', /(?:account|mailbox)[^.]{0,40}(?:disabled|inactive|suspended|deactivated|closed)/i],
  [
    'full',
    /(?:mailbox|quota|storage)[^.]{0,40}(?:full|exceeded)|over ?quota|postfach[^.]{0,30}voll/i,
  ],
  ['too large', /(?:message|size)[^.]{0,40}(?:too (?:large|big)|exceeds)|zu gro(?:ß|ss)/i],
  [
    'refused',
    /spam|blacklist|blocked|block list|blocklist|reputation|policy|access denied|rejected for/i,
  ],
  ['not reached', /timed? out|connection refused|could not connect|no route|temporar/i],
];

/** qmail, older Exchange and others that say it in sentences. */
function inWords(texts: readonly string[]): FailedRecipient[] {
  return texts.flatMap((text) => {
    const opening = openings.exec(text);
    if (!opening) return [];
    const after = text
      .slice(opening.index + opening[0].length)
      .split(/^-{3,}.*(?:original|copy|kopie|weitergeleitet|nachricht).*$/im)[0]!
      .slice(0, 8_000);
    const found: FailedRecipient[] = [];
    const lines = after.split('\n');
    for (let at = 0; at < lines.length && found.length < mostRecipients; at++) {
      const line = lines[at]!.trim();
      if (/^(?:from|to|cc|subject|date|reply-to|von|an|betreff|message-id):/i.test(line)) continue;
      const [one] = address.exec(line) ?? [];
      if (!one || !/^[<'"(]?[^\s]{1,400}@|<mailto:|\(.*@.*\)/.test(line)) continue;
      const words = tidy(
        [line.slice(line.indexOf(one) + one.length), ...lines.slice(at + 1, at + 4)].join(' '),
      );
      found.push({ addresses: [one.toLowerCase()], reason: reasonOf('', words ?? ''), words });
    }
    return found;
  });
}

const openings =
  /qmail-send program|delivery (?:to the following recipients? |has )failed|could(?:n't| not) be delivered to|did not reach the following|cannot be reached|wasn't able to deliver|was not delivered to|delivery to the following|following address(?:es)? failed|konnte(?:n)? nicht (?:an |bei )?[^.]{0,60}zugestellt werden|zustellung[^.]{0,60}fehlgeschlagen|permanent fatal errors/i;

/** Exim and Gmail name them in a header; why stands somewhere in the text. */
function inHeader(header: string | undefined, texts: readonly string[]): FailedRecipient[] {
  const words = texts.join('\n');
  return storable(header ?? '')
    .slice(0, 10_000)
    .split(',')
    .flatMap((part) => {
      const [one] = address.exec(part) ?? [];
      return one
        ? [{ addresses: [one.toLowerCase()], reason: reasonOf('', words), words: null }]
        : [];
    });
}

/** Of what came back, and of whatever it answered: whoever looks for ours finds it among them. */
function idsIn(texts: readonly string[]): string[] {
  const ids = texts.flatMap((text) =>
    [
      ...text.matchAll(
        /^(?:message-id|original-message-id|x-original-message-id):[ \t]*(?:\n[ \t]+)?<([^<>\s]{1,400})>/gim,
      ),
    ].map(([, id]) => id!),
  );
  return [...new Set(ids)].slice(0, 20);
}

const tidy = (text: string | undefined): string | null =>
  text
    ?.replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .replace(/^[>:\s]+/, '')
    .toWellFormed()
    .slice(0, longestWords) || null;
