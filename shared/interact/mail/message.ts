import type { DeliveryReport } from './delivery-report.ts';

/** A mail as it was read: plain data that crosses threads and is stored without further parsing. */

/** Whoever stands in an address header. `key` says who it is (see identify/addresses). */
export interface MailAddress {
  name: string;
  key: string;
  mailable: boolean;
}

export interface MailAttachment {
  name: string | null;
  mediaType: string;
  /** Without angle brackets; an inline image is found under it. */
  contentId: string | null;
  disposition: 'inline' | 'attachment';
  bytes: Uint8Array;
  sha256: string;
}

/** personal: written by a person to persons; the others are no personal touch. */
export type MailKind = 'personal' | 'list' | 'bulk' | 'automatic';

export interface MailWarning {
  code: string;
  message: string;
  field?: string;
}

export interface ParsedMessage {
  /** Without angle brackets; null when the mail has none. */
  messageId: string | null;
  inReplyTo: string[];
  /** Oldest first. */
  references: string[];
  /** ISO instant; null when nothing in the mail tells when it was sent. */
  sentAt: string | null;
  /** The writer's distance from UTC, where the mail states it. */
  offsetMinutes: number | null;
  from: MailAddress | null;
  sender: MailAddress | null;
  replyTo: MailAddress[];
  to: MailAddress[];
  cc: MailAddress[];
  bcc: MailAddress[];
  subject: string;
  text: string;
  html: string | null;
  attachments: MailAttachment[];
  kind: MailKind;
  /** Where a machine says that it could not deliver something. */
  report: DeliveryReport | null;
  /** Written and never sent, as its program noted. */
  draft: boolean;
  protection: 'none' | 'signed' | 'encrypted';
  /** The headers that tell lists and machines from persons, lower-case names. */
  headers: [name: string, value: string][];
  /**
   * The same for every copy of one mail, whichever mailbox it lay in; another for a different mail
   * that reuses its Message-ID. Identity is (messageId, contentHash), or contentHash alone.
   */
  contentHash: string;
  /** Size of the mail as it lay in the file. */
  bytes: number;
  warnings: MailWarning[];
}
