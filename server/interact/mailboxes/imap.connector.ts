import { normaliseEmail } from '../../../shared/identify/addresses.ts';
import { ImapSecret, ImapSettings } from '../../../shared/platform/connections.ts';
import { registerConnector } from '../../platform/connections/connector.ts';
import { submissionOf, trySubmission } from '../sending/smtp.ts';
import { answered, openMailbox } from './client.ts';
import { MailboxSession } from './session.ts';

/** A mailbox over IMAP (RFC 9051): its history, and whatever comes, goes and is moved from then on. */
export function connectMailboxes(): void {
  registerConnector({
    kind: 'imap',
    settings: ImapSettings,
    secret: ImapSecret,
    addressee: ({ host, port, user, smtp, signIn }) =>
      [
        ...(signIn ? [signIn] : []),
        `${user}@${host.toLowerCase()}:${port}`,
        // The server that sends is given the same password.
        ...(smtp ? [`${smtp.user ?? user}@${smtp.host.toLowerCase()}:${smtp.port}`] : []),
      ].join(' '),
    signIn: ({ signIn, host, smtp }) =>
      signIn
        ? { provider: signIn, hosts: { host, ...(smtp ? { 'smtp.host': smtp.host } : {}) } }
        : undefined,
    every: 60,
    async probe(house, settings, secret) {
      const client = await openMailbox(house, settings, secret);
      try {
        await answered(client, client.logout());
      } catch {
        // It let us in, and that was asked.
      } finally {
        client.close();
      }
      const submission = submissionOf(settings, secret);
      if (submission) await trySubmission(house.egress, submission);
    },
    /** Mail from this address is ours, whoever of us reads it. */
    async prepare({ db, actor }, { reach, settings }) {
      const address = normaliseEmail(settings.address);
      if (!address) return;
      await db
        .insertInto('own_addresses')
        .values({ workspace_id: actor.workspaceId, audience: reach.audience, address })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    async run(mailbox) {
      const { house, settings, secret, signal } = mailbox;
      if (signal.aborted) return;
      const client = await openMailbox(house, settings, secret);
      const close = () => client.close();
      signal.addEventListener('abort', close);
      try {
        const session = await MailboxSession.open(mailbox, client);
        await session.stay();
      } finally {
        signal.removeEventListener('abort', close);
        close();
      }
    },
  });
}
