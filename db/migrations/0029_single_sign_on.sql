-- A company's own sign-in (OpenID Connect) in the place of passwords here.

-- Then passwords open nothing of this company, but for owners with a second factor.
alter table workspaces add column single_sign_on_only boolean not null default false;

-- A connection that names one company finds nothing of another's, whatever its statement forgot to say.
-- What looks somebody up by a token or an address cannot name one yet, and names none.
create procedure keep_companies_apart(guarded regclass) language plpgsql as $$
begin
  execute format($policy$
    create policy one_company on %s as restrictive for all
      using (coalesce(current_setting('rapport.workspace', true), '') in ('', workspace_id::text))
      with check (coalesce(current_setting('rapport.workspace', true), '') in ('', workspace_id::text))
  $policy$, guarded);
end $$;

create table auth.providers (
  workspace_id uuid primary key references workspaces on delete cascade,
  issuer text not null check (length(issuer) <= 500),
  client_id text not null check (client_id <> '' and length(client_id) <= 300),
  -- Sealed with a key of the data folder.
  secret bytea not null,
  -- Whose addresses the provider is believed about.
  domains text[] not null check (cardinality(domains) between 1 and 50),
  -- What becomes of somebody who has no account here yet.
  newcomers text not null check (newcomers in ('refused', 'invited', 'admitted')),
  level text not null check (level in ('manager', 'member', 'reader')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
call guard_for_auth('auth.providers');
call keep_companies_apart('auth.providers');

-- Who somebody is at the provider of a company. The subject counts and never the address, which may be
-- given to somebody else one day; hence one for each person and issuer.
create table auth.identities (
  workspace_id uuid not null references auth.providers on delete cascade,
  issuer text not null,
  subject text not null check (subject <> '' and length(subject) <= 255),
  user_id uuid not null references auth.users on delete cascade,
  email text not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz not null default now(),
  primary key (workspace_id, issuer, subject),
  unique (workspace_id, issuer, user_id)
);
create index identities_by_user on auth.identities (user_id);
call guard_for_auth('auth.identities');
call keep_companies_apart('auth.identities');

-- The provider of one company says nothing about what somebody may do in another.
alter table auth.sessions add column confined_to uuid references workspaces on delete cascade;
