import type { Attachment } from 'postal-mime';
import {
  type DeliveryReport,
  readDeliveryReport,
} from '../../../shared/interact/mail/delivery-report.ts';
import { decodeText } from './charset.ts';

const mostBytes = 400_000;
const statuses = /^message\/(?:global-)?delivery-status$/i;
const copies = /^(?:message\/(?:rfc822|global)|(?:text\/rfc822|message\/global)-headers)$/i;

/** What a machine says of a mail that it could not deliver; of the copy it sends back, its headers alone. */
export function reportIn(
  text: string,
  attachments: readonly Attachment[],
  failed: string | undefined,
): DeliveryReport | null {
  const sources = [text];
  for (const { mimeType, content } of attachments) {
    if (statuses.test(mimeType)) sources.push(readable(content));
    else if (copies.test(mimeType)) sources.push(readable(content).split(/\r?\n\r?\n/)[0]!);
  }
  return readDeliveryReport(sources, failed);
}

function readable(content: Attachment['content']): string {
  if (typeof content === 'string') return content.slice(0, mostBytes);
  const bytes = content instanceof Uint8Array ? content : new Uint8Array(content);
  return decodeText(bytes.subarray(0, mostBytes), 'utf-8').text;
}
