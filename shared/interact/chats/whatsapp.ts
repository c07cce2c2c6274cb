import { directionMarks, type LineHead, lineHead } from '../../platform/import/chat-line.ts';
import type { Chat, ChatMessage } from './chat.ts';
import { dateOrderOf, wallTimeOf } from './dates.ts';

export interface WhatsAppChat extends Chat {
  /** Day and month could be either way round in the whole of it. */
  isOrderDoubtful: boolean;
}

/** What "Export chat" of WhatsApp writes, on any telephone. */
export function readWhatsApp(text: string, name: string, country: string): WhatsAppChat {
  const lines = text.split(/\r\n|\n|\r/);
  const heads = lines.map(lineHead);
  const style = heads.find((head) => head !== null)?.style;
  const own = heads.filter((head): head is LineHead => head !== null && head.style === style);
  const { order, isSure } = dateOrderOf(own, country);
  const messages: ChatMessage[] = [];
  let open: { line: number; at: string; sender: string; lines: string[] } | null = null;
  const close = () => {
    if (open) messages.push(...messageOf(open));
    open = null;
  };
  for (const [index, line] of lines.entries()) {
    const head = heads[index];
    const at = head && head.style === style ? wallTimeOf(head, order) : null;
    if (!head || at === null) {
      open?.lines.push(line);
      continue;
    }
    close();
    const said = saidIn(head.rest);
    if (said) open = { line: index + 1, at, sender: said.sender, lines: [said.text] };
  }
  close();
  return {
    way: 'whatsapp',
    title: titleOf(name),
    messages,
    senders: [...new Set(messages.map(({ sender }) => sender))],
    isOrderDoubtful: !isSure,
  };
}

/** Names of the files that messages say they brought. */
export function filesNamedIn(text: string): Set<string> {
  const names = new Set<string>();
  for (const line of text.split(/\r\n|\n|\r/)) {
    const name = fileIn(lineHead(line)?.rest.replace(/^[^:]{1,300}: /, '') ?? line)?.name;
    if (name) names.add(name);
  }
  return names;
}

/** "WhatsApp Chat with Anna.txt", "WhatsApp Chat - Anna.zip › _chat.txt", in whatever language. */
export function titleOf(name: string): string {
  const steps = name.split(/[/›]/).map((step) => step.trim());
  for (const step of steps.reverse()) {
    const found =
      /whatsapp.*?(?: - | with | mit | avec | con | met | com )(.+?)(?: ?\(\d+\))?\.(?:txt|zip)$/i.exec(
        step,
      );
    if (found?.[1]) return plain(found[1]);
  }
  return '';
}

/** Who says it, and what; null for what the program says itself. */
function saidIn(rest: string): { sender: string; text: string } | null {
  const found = /^(.{1,300}?):(?: |$)(.*)$/u.exec(rest);
  if (!found) return null;
  const [, before = '', text = ''] = found;
  const sender = plain(before).replace(/^~\s*/, '');
  // "Max created group “Roof: phase 2”" has a colon of its own.
  if (sender === '' || /["“”„«»]/.test(sender)) return null;
  if (/^\u200e/.test(text) && notices.test(plain(text))) return null;
  if (takenBack.test(plain(text))) return null;
  return { sender, text };
}

/** What the program says of itself, in English, German, French and Spanish; behind a mark that people do not type. */
const notices = new RegExp(
  [
    'end-to-end encrypted|ende-zu-ende-verschl|chiffrés de bout en bout|cifrad[oa]s de extremo a extremo',
    'created (?:this |the )?group|(?:hat|hast) (?:die|diese) gruppe|a créé (?:ce|le) groupe|creó (?:este|el) grupo',
    'changed (?:the|this) |(?:hat|hast) (?:den|das) .*geändert|your security code|sicherheitsnummer',
    ' added | hinzugefügt| a ajouté | añadió ',
    ' left$| hat die gruppe verlassen| removed | entfernt$|joined using|ist .*beigetreten',
    'disappearing messages|selbstlöschende|pinned a message|hat eine nachricht angeheftet',
    'is a contact|ist ein kontakt|blocked this contact|diesen kontakt blockiert',
  ].join('|'),
  'i',
);

/** What somebody took back is not there any more; nothing is kept of it. */
const takenBack =
  /^(?:this message was deleted|you deleted this message|diese nachricht wurde gelöscht|du hast diese nachricht gelöscht|ce message a été supprimé|vous avez supprimé ce message|(?:se )?eliminó este mensaje|eliminaste este mensaje)\.?$/i;

const edited =
  /\s*\u200e?<(?:this message was edited|diese nachricht wurde bearbeitet|ce message a été modifié|se editó este mensaje)\.?>\s*$/i;

const onApple =
  /(?:^|\s)\u200e?<(?:attached|angehängt|anhang|pièce jointe|adjunto|allegato|bijlage|anexado)\s?: ([^<>]{1,255})>\s*$/i;
const onOthers =
  /^\u200e?(.{1,250}\.[a-z0-9]{1,5}) \((?:file attached|datei angehängt|fichier joint|archivo adjunto)\)\s*$/i;

function fileIn(line: string): { name: string; rest: string } | null {
  const found = onApple.exec(line);
  if (found?.[1]) return { name: plain(found[1]), rest: line.slice(0, found.index) };
  const other = onOthers.exec(line);
  return other?.[1] ? { name: plain(other[1]), rest: '' } : null;
}

function messageOf({
  line,
  at,
  sender,
  lines,
}: {
  line: number;
  at: string;
  sender: string;
  lines: string[];
}): ChatMessage[] {
  const files: string[] = [];
  const kept: string[] = [];
  for (const one of lines) {
    const file = fileIn(one);
    if (file) files.push(file.name);
    if (file?.rest.trim() !== '') kept.push((file?.rest ?? one).replace(/^\u200e/, ''));
  }
  const text = kept.join('\n').replace(edited, '').trim();
  return text === '' && files.length === 0 ? [] : [{ line, at, sender, text, files }];
}

function plain(text: string): string {
  return text.replace(directionMarks, '').replace(/\s+/gu, ' ').trim();
}
