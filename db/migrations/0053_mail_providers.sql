-- Providers whose mailboxes open by their own sign-in (OAuth 2.0), as an owner registered Rapport with them. What
-- somebody allowed there is the secret of their connection.

create table mail_providers (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('google', 'microsoft', 'other')),
  name text not null check (name <> '' and length(name) <= 100),
  client_id text not null check (client_id <> '' and length(client_id) <= 300),
  -- Sealed with the installation's own secret.
  secret bytea not null,
  -- The directory at Microsoft whose people may sign in.
  tenant text check (tenant <> '' and length(tenant) <= 100),
  -- Known of Google and Microsoft.
  authorization_endpoint text check (length(authorization_endpoint) <= 500),
  token_endpoint text check (length(token_endpoint) <= 500),
  scopes text[],
  created_at timestamptz not null default now(),
  created_by uuid,
  removed_at timestamptz,
  version integer not null default 1,
  primary key (workspace_id, id),
  check ((kind = 'microsoft') = (tenant is not null)),
  check ((kind = 'other') = (authorization_endpoint is not null)),
  check ((kind = 'other') = (token_endpoint is not null)),
  check ((kind = 'other') = (scopes is not null))
);
create unique index mail_providers_are_known_once on mail_providers (workspace_id, kind) where kind <> 'other';
-- Everybody sees with what they may sign in; owners register it.
call guard_for_owners('mail_providers');
grant select, insert, update, delete on mail_providers to rapport_app;

alter table auth.challenges drop constraint challenges_purpose_check;
alter table auth.challenges add constraint challenges_purpose_check check
  (purpose in ('second factor', 'passkey sign-in', 'new passkey', 'single sign-on', 'mailbox sign-in'));
