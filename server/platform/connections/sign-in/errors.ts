import { Refusal } from '../../../../shared/platform/errors.ts';

export class MailProviderNotFound extends Refusal {
  constructor() {
    super(
      'mail-provider.not-found',
      404,
      'This provider is not registered here (any more). An owner of the workspace can register it under Settings → Connections.',
    );
  }
}

export class MailProviderKnown extends Refusal {
  constructor(name: string) {
    super(
      'mail-provider.known',
      409,
      `${name} is registered already. Nothing was changed; change what is there instead.`,
    );
  }
}

export class HostOfAnother extends Refusal {
  constructor(field: string, name: string) {
    const remedy = `Who signs in at ${name} opens mailboxes at servers of ${name} and nowhere else.`;
    super('mail-provider.host', 422, `${remedy} Nothing was changed.`, {
      fields: { [`settings.${field}`]: remedy },
    });
  }
}

export class NotBySignIn extends Refusal {
  constructor() {
    super(
      'mail-provider.password',
      409,
      'This connection opens by a password; nobody signs in at a provider for it.',
    );
  }
}

export class SignInOfAnother extends Refusal {
  constructor() {
    super(
      'mail-provider.begin-again',
      409,
      'This answer does not belong to a sign-in that you began here within the last minutes. Nothing was changed; begin again from the list of connections.',
    );
  }
}

export type NoPermission = 'cancelled' | 'refused' | 'not lasting' | 'client';

const sentences: Record<NoPermission, string> = {
  cancelled:
    'You went away from the provider without allowing it, so the mailbox stays closed. Begin again when you want to.',
  refused:
    'The provider did not confirm the sign-in. The mailbox stays closed; begin again, and if it stays so, ask an owner to check the registration.',
  'not lasting':
    'The provider gave no lasting permission, so that the mailbox would close within the hour. An owner has to add the right for it (often “offline_access”) to the registration.',
  client:
    'The provider does not know our registration: its client ID or secret is wrong or has ended. An owner enters a new secret under Settings → Connections.',
};

export class PermissionMissing extends Refusal {
  constructor(why: NoPermission, also: { cause?: unknown } = {}) {
    super(`mail-provider.${why.replace(' ', '-')}`, 422, sentences[why], also);
  }
}

export class MailProviderAway extends Refusal {
  constructor({ host, reason }: { host: string; reason: string }, also: { cause?: unknown } = {}) {
    super(
      'mail-provider.away',
      502,
      `${host} could not be asked for the permission (${reason}). The mailbox stays closed; begin again in a few minutes, and if it stays so, ask whoever operates this server.`,
      also,
    );
  }
}
