import { Refusal } from '../../../shared/platform/errors.ts';
import type { SingleSignOnProblem } from '../../../shared/platform/single-sign-on.ts';

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

/** One sentence for a wrong code, one that was used before, and one of too long ago. */
export class CodeWrong extends Refusal {
  constructor() {
    super(
      'second-factor.wrong',
      401,
      'This code is not right, or was used already. Wait for the next one your app shows, or use a recovery code.',
      { fields: { code: 'This code is not right, or was used already.' } },
    );
  }
}

export class SignInBegunTooLongAgo extends Refusal {
  constructor() {
    super(
      'sign-in.begin-again',
      401,
      'This sign-in was begun too long ago or is finished already. Begin again.',
    );
  }
}

export class SecondFactorThere extends Refusal {
  constructor() {
    super(
      'second-factor.there',
      409,
      'An authenticator app is set up for this account already, or none was begun. Load the page again; to change the app, turn it off first.',
    );
  }
}

export class SecondFactorMissing extends Refusal {
  constructor() {
    super(
      'second-factor.missing',
      409,
      'No authenticator app is set up for this account. Nothing was changed.',
    );
  }
}

export class AuthenticatorUnreadable extends Refusal {
  constructor() {
    super(
      'second-factor.unreadable',
      409,
      'This installation can no longer check codes of your app, because it has a new key since, as after a restore. Use a recovery code, then turn the app off and set it up anew; or ask an owner.',
    );
  }
}

/** What somebody at an unattended screen must not be able to do. */
export class ProofRequired extends Refusal {
  constructor() {
    super(
      'proof.required',
      403,
      'You signed in a while ago. Enter your password or a code of your app, so that it is certain that it is you. Nothing was changed.',
    );
  }
}

export class SecondFactorRequired extends Refusal {
  constructor() {
    super(
      'second-factor.required',
      403,
      'Your company asks for more than a password. Set up an authenticator app or a passkey, or sign in with the one you have.',
    );
  }
}

export class SecondFactorElsewhere extends Refusal {
  constructor() {
    super(
      'second-factor.not-here',
      409,
      'This second factor cannot be reset from here. Whoever runs the server can: rapport user reset-second-factor --email ADDRESS. Nothing was changed.',
    );
  }
}

/** One sentence for a passkey nobody has, one that was removed, and an answer that was made up. */
export class PasskeyRefused extends Refusal {
  constructor(also: { cause?: unknown } = {}) {
    super(
      'passkey.refused',
      401,
      'This passkey opens no account here, or the sign-in took too long. Try again, or sign in with your password.',
      also,
    );
  }
}

export class PasskeyNotMade extends Refusal {
  constructor(also: { cause?: unknown } = {}) {
    super(
      'passkey.not-made',
      400,
      'Your device did not make a passkey that can be used here, or it took too long. Nothing was changed; try again.',
      also,
    );
  }
}

export class PasskeyThere extends Refusal {
  constructor() {
    super('passkey.there', 409, 'This passkey is there already. Nothing was changed.');
  }
}

export class PasskeyNotFound extends Refusal {
  constructor() {
    super('passkey.not-found', 404, 'This passkey is not among yours; it may be removed already.');
  }
}

export class SessionNotFound extends Refusal {
  constructor() {
    super('session.not-found', 404, 'You are not signed in there any longer.');
  }
}

export class DeviceNotFound extends Refusal {
  constructor() {
    super(
      'device.not-found',
      404,
      'This device is not known, or you are on a new one yourself: say it from one you have used longer.',
    );
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
  constructor(field = 'currentPassword') {
    super('password.wrong', 400, 'The current password is not right. Nothing was changed.', {
      fields: { [field]: 'This is not your current password.' },
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

/** Whoever signs in at their company's provider has nothing here to prove it again with. */
export class NothingToProveWith extends Refusal {
  constructor() {
    super(
      'proof.none',
      403,
      'You come in by single sign-on and have no password here, so codes and passkeys are set up at your company’s provider. Nothing was changed.',
    );
  }
}

export class SingleSignOnRequired extends Refusal {
  constructor() {
    super(
      'single-sign-on.required',
      403,
      'Your company asks you to come in by single sign-on. Sign in with it; nothing was changed.',
    );
  }
}

/** The same for a company without it and one that does not exist: nobody learns which there are. */
export class SingleSignOnUnknown extends Refusal {
  constructor() {
    super(
      'single-sign-on.unknown',
      404,
      'No single sign-on is set up here for this address. Use the link that your company gave you, or sign in with your password.',
    );
  }
}

export class ProviderAway extends Refusal {
  constructor(also: { cause?: unknown } = {}) {
    super(
      'single-sign-on.away',
      502,
      'Your company’s single sign-on does not answer as it should. Try again in a few minutes, or tell an owner of your workspace, who can test the connection in Settings → Team and rights.',
      also,
    );
  }
}

export class SecretNeeded extends Refusal {
  constructor() {
    const sentence = 'Enter the secret of this client; the one that is kept belongs to another.';
    super('single-sign-on.secret-needed', 400, sentence, { fields: { secret: sentence } });
  }
}

/** Nobody is to shut everybody out with a provider that does not work. */
export class SingleSignOnUntried extends Refusal {
  constructor() {
    super(
      'single-sign-on.untried',
      409,
      'Come in by single sign-on yourself first, with these settings, so that it is certain to work; then ask everybody to. Nothing was changed.',
    );
  }
}

export class OnlyWayIn extends Refusal {
  constructor() {
    super(
      'single-sign-on.only-way',
      409,
      'You have no password here, so removing single sign-on would shut you out. An owner with a password can remove it. Nothing was changed.',
    );
  }
}

export class NotConnected extends Refusal {
  constructor() {
    super(
      'single-sign-on.not-connected',
      404,
      'This account is not connected with single sign-on. Nothing was changed.',
    );
  }
}

/** Why an answer of a provider is not one to sign in by; told on the page the browser goes on to. */
export class AnswerRefused extends Error {
  override name = 'AnswerRefused';
  readonly problem: SingleSignOnProblem;
  /** It was made up or meant for somebody else, and counts as a wrong guess. */
  readonly isWrong: boolean;

  constructor(problem: SingleSignOnProblem, also: { cause?: unknown; isWrong?: boolean } = {}) {
    super(problem, { cause: also.cause });
    this.problem = problem;
    this.isWrong = also.isWrong ?? false;
  }
}
