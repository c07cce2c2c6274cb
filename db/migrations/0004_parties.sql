-- Everyone the company deals with. A party's current fields are a projection of its statements, kept in
-- the same transaction; the statements are the truth.

create table parties (
  workspace_id uuid not null,
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

-- A part belongs to a party and has its audience. A foreign key would look the party up once for every row,
-- which took two thirds of an import (measured); these triggers look once for every statement. They run as
-- the owner, whom the policies let see everything, and keep the same promises: no part without its party,
-- gone when it goes, following when its audience changes.
create policy keep on parties for all to current_user using (true) with check (true);

create function parts_have_their_party() returns trigger language plpgsql security definer
  -- Whatever the size of the tables was when the plan was made: by the index.
  set search_path = pg_catalog, public set enable_seqscan = off as $$
declare
  named constant bigint := (select count(*) from (select distinct workspace_id, party_id, audience from arrived) a);
  -- The lock keeps a party from being deleted until the parts are committed. Asked party by party: the
  -- planner does not know how many rows have arrived, and must not begin with all parties there are.
  there constant bigint := (select count(*)
    from (select distinct workspace_id, party_id, audience from arrived) a, lateral (
      select from parties p
      where p.workspace_id = a.workspace_id and p.id = a.party_id and p.audience = a.audience
      for key share) held);
begin
  if named <> there then
    raise foreign_key_violation using message =
      format('A row of %s names a party that does not exist, or has another audience than it.', tg_table_name);
  end if;
  return null;
end $$;

create procedure keep_with_party(part regclass) language plpgsql as $$
begin
  execute format('create policy keep on %s for all to current_user using (true) with check (true)', part);
  execute format('create trigger have_their_party after insert on %s referencing new table as arrived
    for each statement execute function parts_have_their_party()', part);
end $$;

create function parts_go_with_their_party() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  delete from party_emails x using gone g where x.workspace_id = g.workspace_id and x.party_id = g.id;
  delete from party_roles x using gone g where x.workspace_id = g.workspace_id and x.party_id = g.id;
  delete from affiliations x using gone g where x.workspace_id = g.workspace_id and x.party_id = g.id;
  delete from affiliations x using gone g where x.workspace_id = g.workspace_id and x.company_id = g.id;
  delete from statements x using gone g where x.workspace_id = g.workspace_id and x.party_id = g.id;
  return null;
end $$;
create trigger parts_go after delete on parties referencing old table as gone
  for each statement execute function parts_go_with_their_party();

create function parts_follow_their_party() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  update party_emails set audience = new.audience where workspace_id = new.workspace_id and party_id = new.id;
  update party_roles set audience = new.audience where workspace_id = new.workspace_id and party_id = new.id;
  update affiliations set audience = new.audience where workspace_id = new.workspace_id and party_id = new.id;
  update statements set audience = new.audience where workspace_id = new.workspace_id and party_id = new.id;
  return null;
end $$;
create trigger parts_follow after update of audience on parties
  for each row when (old.audience <> new.audience) execute function parts_follow_their_party();

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
  primary key (workspace_id, id)
);
create index statements_of_party on statements (workspace_id, party_id, topic);
create index statements_by_phone on statements (workspace_id, value_key) where topic = 'phone';
call guard_part('statements', 'parties', 'statements.party_id');
call keep_with_party('statements');

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
  primary key (workspace_id, audience, address)
);
create index party_emails_of_party on party_emails (workspace_id, party_id);
create index party_emails_by_address on party_emails (workspace_id, address);
call guard_part('party_emails', 'parties', 'party_emails.party_id');
call keep_with_party('party_emails');

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
  primary key (workspace_id, statement_id)
);
create index affiliations_of_party on affiliations (workspace_id, party_id);
create index affiliations_of_company on affiliations (workspace_id, company_id, party_id);
call guard_part('affiliations', 'parties', 'affiliations.party_id');
call keep_with_party('affiliations');

create table party_roles (
  workspace_id uuid not null,
  statement_id uuid not null,
  party_id uuid not null,
  audience uuid not null,
  role text not null,
  from_date date,
  to_date date,
  primary key (workspace_id, statement_id)
);
create index party_roles_of_party on party_roles (workspace_id, party_id);
create index party_roles_by_role on party_roles (workspace_id, role, party_id);
call guard_part('party_roles', 'parties', 'party_roles.party_id');
call keep_with_party('party_roles');

grant select, insert, update, delete on
  parties, statements, party_emails, affiliations, party_roles to rapport_app;

-- The id-choosing role sees keys and the search column of every row, nothing else; its statements carry
-- the actor's audiences, put there by the one query compiler.
create policy choose on parties for select to rapport_chooser using (true);
grant select (workspace_id, id, kind, audience, trashed_at, search_text, name, email, phone, title,
  company_name, city, country, domain) on parties to rapport_chooser;
