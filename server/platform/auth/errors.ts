import { Refusal } from '../../../shared/platform/errors.ts';

export class SignInRequired extends Refusal {
  constructor() {
    super(
      'sign-in.required',
      401,
      'You are not signed in, or your session has ended. Sign in and try again.',
    );
  }
}

/** The same for a workspace that does not exist: nobody learns which there are. */
export class WorkspaceNotYours extends Refusal {
  constructor() {
    super(
      'workspace.not-yours',
      403,
      'You have no place in that workspace, or it is gone. Nothing was changed; load the page again.',
    );
  }
}

/** One sentence for a wrong password, an unknown address and a disabled account: nobody learns which. */
export class SignInRefused extends Refusal {
  constructor() {
    super('sign-in.refused', 401, 'This e-mail address and password do not match an account.');
  }
}

export class TokenRefused extends Refusal {
  constructor() {
    super(
      'token.refused',
      401,
      'This API token is not valid: it is wrong, has expired or was revoked. Create a new one in Settings.',
      { headers: { 'WWW-Authenticate': 'Bearer' } },
    );
  }
}

export class PersonRequired extends Refusal {
  constructor() {
    super(
      'token.not-enough',
      403,
      'An API token cannot make tokens, invite people or change what they may do. Sign in and do it in Settings.',
    );
  }
}

export class CurrentPasswordWrong extends Refusal {
  constructor() {
    super('password.wrong', 400, 'The current password is not right. Nothing was changed.', {
      fields: { currentPassword: 'This is not your current password.' },
    });
  }
}

export class PasswordNotAccepted extends Refusal {
  constructor(field: string, sentence: string) {
    super('password.not-accepted', 400, sentence, { fields: { [field]: sentence } });
  }
}

export class TooManyTries extends Refusal {
  constructor(retryAfterSeconds: number) {
    const minutes = Math.max(1, Math.ceil(retryAfterSeconds / 60));
    super(
      'sign-in.too-many-tries',
      429,
      `Too many tries. Wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`} and try again.`,
      { headers: { 'Retry-After': String(Math.max(1, Math.ceil(retryAfterSeconds))) } },
    );
  }
}

/** A hundred wrong passwords in a row: waiting no longer helps, somebody has to look. */
export class AccountLocked extends Refusal {
  constructor() {
    super(
      'sign-in.locked',
      429,
      'Too many wrong passwords in a row for this address. Ask whoever runs this server to unlock it with: rapport user unlock --email ADDRESS',
      { headers: { 'Retry-After': '86400' } },
    );
  }
}

export class TooBusy extends Refusal {
  constructor() {
    super(
      'sign-in.too-busy',
      429,
      'Many people are signing in at this moment. Try again in a few seconds.',
      {
        headers: { 'Retry-After': '3' },
      },
    );
  }
}

export class SetupFinished extends Refusal {
  constructor() {
    super('not-found', 404, 'There is nothing at this address.');
  }
}

export class InvitationNotValid extends Refusal {
  constructor() {
    super(
      'invitation.not-valid',
      404,
      'This invitation is not valid: it was used, replaced or is older than seven days. Ask for a new one.',
    );
  }
}

export class AlreadyMember extends Refusal {
  constructor(email: string) {
    super('user.already-member', 409, `${email} already belongs to this workspace.`);
  }
}

export class UserNotFound extends Refusal {
  constructor() {
    super('user.not-found', 404, 'This person has no account in this workspace.');
  }
}

export class LastOwner extends Refusal {
  constructor() {
    super(
      'user.last-owner',
      409,
      'This is the only owner of the workspace. Make somebody else an owner first. Nothing was changed.',
    );
  }
}

export class OwnersOnly extends Refusal {
  constructor() {
    super(
      'access.owners-only',
      403,
      'Only an owner of the workspace may do this. Nothing was changed.',
    );
  }
}

export class TokenNotFound extends Refusal {
  constructor() {
    super('token.not-found', 404, 'This API token does not exist or is revoked already.');
  }
}

export class ForeignOrigin extends Refusal {
  constructor() {
    super(
      'request.foreign-origin',
      403,
      'This request came from another site than Rapport itself and was not carried out. If you reach Rapport under another address, set RAPPORT_URL to it.',
    );
  }
}
