-- Who may come in: accounts, sessions, API tokens, invitations and the counters that slow guessing down.
--
-- Everything here is reached only by connections that name the actor 'auth' for their whole life: the
-- small pool of server/platform/auth. A statement of the ordinary pool finds these tables empty.

create schema auth;
grant usage on schema auth to rapport_app;

create procedure guard_for_auth(guarded regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', guarded);
  execute format('alter table %s force row level security', guarded);
  execute format($policy$
    create policy auth on %s for all
      using (current_setting('rapport.actor', true) = 'auth')
      with check (current_setting('rapport.actor', true) = 'auth')
  $policy$, guarded);
  execute format('grant select, insert, update, delete on %s to rapport_app', guarded);
end $$;

-- users, sessions, accounts and verifications have the columns that Better Auth 1.7 expects.
create table auth.users (
  id uuid primary key,
  name text not null,
  email text not null unique check (email = lower(email)),
  email_verified boolean not null default false,
  image text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  -- Set while no workspace admits this user. Read with every session and token, because a sign-in that
  -- ran at the same moment may have left a session behind.
  disabled_at timestamptz
);
call guard_for_auth('auth.users');

create table auth.sessions (
  id uuid primary key,
  user_id uuid not null references auth.users on delete cascade,
  token text not null unique,
  -- The absolute end; a session unused for a week ends before (updated_at is its last use).
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  ip_address text,
  user_agent text
);
create index sessions_by_user on auth.sessions (user_id);
call guard_for_auth('auth.sessions');

create table auth.accounts (
  id uuid primary key,
  user_id uuid not null references auth.users on delete cascade,
  account_id text not null,
  provider_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, account_id)
);
create index accounts_by_user on auth.accounts (user_id);
call guard_for_auth('auth.accounts');

create table auth.verifications (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verifications_by_identifier on auth.verifications (identifier);
call guard_for_auth('auth.verifications');

-- Only the SHA-256 of a token is kept: a copy of the database opens nothing.
create table auth.api_tokens (
  id uuid primary key,
  user_id uuid not null references auth.users on delete cascade,
  workspace_id uuid not null references workspaces on delete cascade,
  name text not null check (name <> '' and length(name) <= 200),
  token_sha256 bytea not null unique check (length(token_sha256) = 32),
  scope text not null check (scope in ('read', 'full')),
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  expires_at timestamptz,
  revoked_at timestamptz
);
create index api_tokens_by_user on auth.api_tokens (user_id, workspace_id);
call guard_for_auth('auth.api_tokens');

-- Whoever knew the old password may have made tokens with it, so they end in the same statement,
-- whichever way the password is changed.
create function auth.end_tokens() returns trigger language plpgsql as $$
begin
  update auth.api_tokens set revoked_at = now()
  where user_id = new.user_id and revoked_at is null;
  return null;
end $$;
create trigger end_tokens after update of password on auth.accounts
  for each row when (old.password is distinct from new.password)
  execute function auth.end_tokens();

create table auth.invitations (
  id uuid primary key,
  token_sha256 bytea not null unique check (length(token_sha256) = 32),
  workspace_id uuid not null references workspaces on delete cascade,
  email text not null check (email = lower(email)),
  level text not null check (level in ('owner', 'manager', 'member', 'reader')),
  -- Empty when the operator invited from the command line.
  invited_by uuid references auth.users on delete set null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by uuid references auth.users on delete set null
);
-- A newer invitation for the same address replaces the one that is still open.
create unique index invitations_open on auth.invitations (workspace_id, email) where accepted_at is null;
call guard_for_auth('auth.invitations');

-- Tries per account and per source, kept here so that a restart forgives nothing.
create table auth.rate_limits (
  key text primary key,
  count integer not null,
  -- Tries without a success between them, across windows.
  in_a_row integer not null,
  window_ends_at timestamptz not null
);
create index rate_limits_by_end on auth.rate_limits (window_ends_at);
call guard_for_auth('auth.rate_limits');
