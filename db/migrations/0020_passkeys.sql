-- Keys that never leave a person's device or keychain; what is kept here opens nothing.
create table auth.passkeys (
  id uuid primary key,
  user_id uuid not null references auth.users on delete cascade,
  credential_id text not null unique,
  public_key bytea not null,
  -- What the key has counted; those that are synchronised between devices stay at nought.
  counter bigint not null default 0,
  transports text[] not null default '{}',
  name text not null check (name <> '' and length(name) <= 200),
  is_synced boolean not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz
);
create index passkeys_by_user on auth.passkeys (user_id);
call guard_for_auth('auth.passkeys');
