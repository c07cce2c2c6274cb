-- A password alone opens too much. Beside it: codes of an authenticator app with codes for the day it is
-- lost, passkeys, and the devices somebody has signed in from, so that a new one is noticed.

create or replace procedure guard_for_auth(guarded regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', guarded);
  execute format('alter table %s force row level security', guarded);
  execute format('create policy back_up on %s for select to current_user using (true)', guarded);
  execute format($policy$
    create policy auth on %s for all
      using (current_setting('rapport.actor', true) = 'auth')
      with check (current_setting('rapport.actor', true) = 'auth')
  $policy$, guarded);
  execute format('grant select, insert, update, delete on %s to rapport_app', guarded);
end $$;

-- From when on everybody here needs more than a password; empty: nobody has to.
alter table workspaces add column second_factor_from timestamptz;

-- The browsers somebody signed in from, each known by a cookie of its own that outlasts sessions.
create table auth.devices (
  id uuid primary key,
  user_id uuid not null references auth.users on delete cascade,
  token_sha256 bytea not null check (length(token_sha256) = 32),
  user_agent text not null,
  source text not null,
  first_seen_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  -- Until its owner has said that they know it, their other browsers tell of it.
  known_at timestamptz,
  unique (user_id, token_sha256)
);
call guard_for_auth('auth.devices');

alter table auth.sessions
  add column method text not null default 'password'
    check (method in ('password', 'code', 'recovery code', 'passkey', 'single sign-on')),
  add column device_id uuid references auth.devices on delete set null;

-- One authenticator app for each person. Its secret is sealed with a key of the data folder: a copy of
-- the database makes no codes.
create table auth.authenticators (
  user_id uuid primary key references auth.users on delete cascade,
  secret bytea not null,
  created_at timestamptz not null default now(),
  -- Until a first code was right it guards nothing.
  confirmed_at timestamptz,
  -- The last step of time whose code was taken: none is taken twice, nor an older one after it.
  last_step bigint not null default 0
);
call guard_for_auth('auth.authenticators');

-- Eighty random bits each, so that their hash tells nothing; and no key is needed to check them, which is
-- what they are for when a restored house has lost it.
create table auth.recovery_codes (
  user_id uuid not null references auth.users on delete cascade,
  code_sha256 bytea not null check (length(code_sha256) = 32),
  used_at timestamptz,
  primary key (user_id, code_sha256)
);
call guard_for_auth('auth.recovery_codes');

-- What the second half of something begun is recognised by, once and for minutes.
create table auth.challenges (
  token_sha256 bytea primary key check (length(token_sha256) = 32),
  purpose text not null check (purpose in ('second factor', 'passkey sign-in', 'new passkey', 'single sign-on')),
  user_id uuid references auth.users on delete cascade,
  particulars jsonb not null default '{}',
  expires_at timestamptz not null
);
create index challenges_by_end on auth.challenges (expires_at);
call guard_for_auth('auth.challenges');
