import type { MailProviderKind } from '../../../../shared/platform/mail-providers.ts';

/** Where somebody signs in, where tokens come from, and what is asked for. */
export interface Places {
  authorizationEndpoint: string;
  tokenEndpoint: string;
  scopes: readonly string[];
  /** Without these Google gives no lasting permission, and Microsoft takes whoever signed in there last. */
  extra: Readonly<Record<string, string>>;
  /** What the names of its mail servers end with: a token of theirs goes nowhere else. */
  hosts?: readonly string[];
}

const google: Places = {
  authorizationEndpoint: 'https://accounts.google.com/o/oauth2/v2/auth',
  tokenEndpoint: 'https://oauth2.googleapis.com/token',
  // The only right with which Google opens IMAP and SMTP.
  scopes: ['https://mail.google.com/'],
  extra: { access_type: 'offline', prompt: 'consent' },
  hosts: ['gmail.com', 'googlemail.com'],
};

const microsoft = (tenant: string): Places => ({
  authorizationEndpoint: `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/authorize`,
  tokenEndpoint: `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token`,
  scopes: [
    'https://outlook.office.com/IMAP.AccessAsUser.All',
    'https://outlook.office.com/SMTP.Send',
    'offline_access',
  ],
  extra: { prompt: 'select_account' },
  hosts: ['office365.com', 'outlook.com', 'office.com'],
});

interface Registered {
  kind: string;
  tenant: string | null;
  authorization_endpoint: string | null;
  token_endpoint: string | null;
  scopes: string[] | null;
}

export function placesOf(row: Registered): Places {
  if (row.kind === 'google') return google;
  if (row.kind === 'microsoft') return microsoft(row.tenant ?? 'common');
  return {
    authorizationEndpoint: row.authorization_endpoint ?? '',
    tokenEndpoint: row.token_endpoint ?? '',
    scopes: row.scopes ?? [],
    // By OpenID Connect a lasting permission needs to be asked for in words.
    extra: { prompt: 'consent' },
  };
}

export const knownNames: Record<Exclude<MailProviderKind, 'other'>, string> = {
  google: 'Google',
  microsoft: 'Microsoft',
};
