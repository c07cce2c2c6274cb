-- Everyone the company deals with. A party's current fields are a projection of its statements, kept in
-- the same transaction; the statements are the truth.

create table parties (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('person', 'company')),
  audience uuid not null,
  visibility text not null check (visibility in ('everyone', 'team', 'private')),
  owner_id uuid not null,
  assigned_to uuid,
  name text not null check (length(name) <= 500),
  sort_name text collate names not null,
  -- Folded name, addresses, company and phone digits in one text, for search only.
  search_text text not null,
  email text,
  phone text,
  web text,
  title text,
  company_id uuid,
  company_name text,
  street text,
  city text,
  region text,
  postal_code text,
  country text,
  birthday text,
  domain text,
  -- Present roles, for showing; filters ask party_roles, which knows the dates.
  roles text[] not null default '{}',
  -- Companies: the name without its legal form, by which two spellings of one company meet.
  name_key text,
  -- Last personal contact that everyone may see; private contact leaves no trace in a shared field.
  last_contact_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid,
  updated_at timestamptz not null default now(),
  trashed_at timestamptz,
  trashed_by uuid,
  -- Parties without any address are known again by what their source said of them.
  origin_key text,
  import_id uuid,
  primary key (workspace_id, id),
  unique (workspace_id, id, audience),
  check ((visibility = 'everyone') = (audience = workspace_id)),
  check ((visibility = 'private') <= (audience = owner_id)),
  check (kind = 'person' or (company_id is null and birthday is null and title is null))
);
call guard_record('parties');
create trigger events_follow after update of audience on parties
  for each row when (old.audience <> new.audience) execute function events_follow_audience();

create index parties_by_name on parties (workspace_id, kind, sort_name, id) where trashed_at is null;
create index parties_by_change on parties (workspace_id, kind, updated_at, id) where trashed_at is null;
create index parties_by_creation on parties (workspace_id, kind, created_at, id) where trashed_at is null;
create index parties_by_contact on parties (workspace_id, kind, last_contact_at desc nulls last, id desc) where trashed_at is null;
create index parties_by_city on parties (workspace_id, kind, city, id) where trashed_at is null;
create index parties_by_company on parties (workspace_id, company_id, id) where company_id is not null;
-- Companies found by domain: one per domain among those that the same people may see.
create unique index companies_by_domain on parties (workspace_id, audience, domain)
  where domain is not null and kind = 'company' and trashed_at is null;
create index companies_by_name_key on parties (workspace_id, name_key)
  where kind = 'company' and trashed_at is null;
create index parties_by_origin on parties (workspace_id, origin_key) where origin_key is not null;
create index parties_by_search on parties using gin (search_text gin_trgm_ops);

-- Every sourced value of a party.
create table statements (
  workspace_id uuid not null,
  id uuid not null,
  party_id uuid not null,
  audience uuid not null,
  topic text not null,
  value jsonb not null,
  -- The value in the form in which two statements are the same (address, E.164 number, folded text).
  value_key text not null,
  label text,
  basis text not null check (basis in ('told', 'seen', 'third party', 'calculated', 'assumed')),
  source jsonb not null,
  stated_at timestamptz not null,
  stated_by uuid,
  confirmed_at timestamptz,
  superseded_at timestamptz,
  superseded_by uuid,
  import_id uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, party_id, audience)
    references parties (workspace_id, id, audience) on update cascade on delete cascade
);
create index statements_of_party on statements (workspace_id, party_id, topic);
create index statements_by_phone on statements (workspace_id, value_key) where topic = 'phone';
call guard_part('statements', 'parties', 'statements.party_id');

-- Look-ups over the current statements of a party, rewritten with its fields whenever those change; they name
-- their statement without a foreign key, which would cost an import more than the row itself.
--
-- The same address is the same person within what one may see: unique per audience.
create table party_emails (
  workspace_id uuid not null,
  audience uuid not null,
  address text not null,
  party_id uuid not null,
  statement_id uuid not null,
  primary key (workspace_id, audience, address),
  foreign key (workspace_id, party_id, audience)
    references parties (workspace_id, id, audience) on update cascade on delete cascade
);
create index party_emails_of_party on party_emails (workspace_id, party_id);
create index party_emails_by_address on party_emails (workspace_id, address);
call guard_part('party_emails', 'parties', 'party_emails.party_id');

create table affiliations (
  workspace_id uuid not null,
  statement_id uuid not null,
  party_id uuid not null,
  company_id uuid not null,
  audience uuid not null,
  title text,
  department text,
  from_date date,
  to_date date,
  is_primary boolean not null,
  primary key (workspace_id, statement_id),
  foreign key (workspace_id, party_id, audience)
    references parties (workspace_id, id, audience) on update cascade on delete cascade,
  foreign key (workspace_id, company_id) references parties on delete cascade
);
create index affiliations_of_party on affiliations (workspace_id, party_id);
create index affiliations_of_company on affiliations (workspace_id, company_id, party_id);
call guard_part('affiliations', 'parties', 'affiliations.party_id');

create table party_roles (
  workspace_id uuid not null,
  statement_id uuid not null,
  party_id uuid not null,
  audience uuid not null,
  role text not null,
  from_date date,
  to_date date,
  primary key (workspace_id, statement_id),
  foreign key (workspace_id, party_id, audience)
    references parties (workspace_id, id, audience) on update cascade on delete cascade
);
create index party_roles_of_party on party_roles (workspace_id, party_id);
create index party_roles_by_role on party_roles (workspace_id, role, party_id);
call guard_part('party_roles', 'parties', 'party_roles.party_id');

grant select, insert, update, delete on
  parties, statements, party_emails, affiliations, party_roles to rapport_app;

-- The id-choosing role sees keys and the search column of every row, nothing else; its statements carry
-- the actor's audiences, put there by the one query compiler.
create policy choose on parties for select to rapport_chooser using (true);
grant select (workspace_id, id, kind, audience, trashed_at, search_text, name, email, phone, title,
  company_name, city, country, domain) on parties to rapport_chooser;
