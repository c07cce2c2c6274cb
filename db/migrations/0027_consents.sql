-- What people have agreed to: for which purpose, over which channel, in which words, when and where it was said.
-- The record is only added to. A mistake is taken back by a further entry that says so.

-- What a company writes to people for. Those that every company has stand in shared/identify/consent.ts; a row
-- of theirs says what is different here.
create table consent_purposes (
  workspace_id uuid not null references workspaces on delete cascade,
  -- A key of those every company has, else the id.
  key text not null,
  id uuid not null,
  -- Null where it is called as everywhere.
  name text check (name <> '' and length(name) <= 100),
  about text not null default '' check (length(about) <= 500),
  -- What it rests on where a person has said nothing.
  ground text not null check (ground in ('consent', 'contract', 'legitimate interest', 'legal duty')),
  channels text[] not null check (cardinality(channels) > 0),
  created_at timestamptz not null default now(),
  retired_at timestamptz,
  version integer not null default 1,
  primary key (workspace_id, key),
  unique (workspace_id, id)
);
create unique index consent_purposes_by_name on consent_purposes (workspace_id, lower(name))
  where retired_at is null and name is not null;
call guard_for_owners('consent_purposes');

-- The words in which people were asked, each version as it was.
create table consent_wordings (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  purpose text not null,
  version integer not null,
  text text not null check (text <> '' and length(text) <= 5000),
  sha256 text not null,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (workspace_id, id),
  unique (workspace_id, purpose, version)
);
call guard_for_owners('consent_wordings');

create table consents (
  workspace_id uuid not null,
  id uuid not null,
  audience uuid not null,
  party_id uuid not null,
  purpose text not null,
  channel text not null check (channel in ('email', 'phone', 'letter', 'message')),
  decision text not null check (decision in ('given', 'refused', 'withdrawn', 'retracted')),
  -- On what a message may rest from then on.
  ground text check (ground in ('consent', 'contract', 'legitimate interest', 'legal duty')),
  wording_id uuid,
  source text not null check (source in
    ('spoken', 'phone', 'email', 'paper', 'form', 'event', 'import', 'other')),
  note text not null default '' check (length(note) <= 2000),
  -- When the person said it, and when and from where it was written down.
  stated_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  recorded_by uuid,
  recorded_from text default nullif(current_setting('rapport.source', true), ''),
  retracts uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, wording_id) references consent_wordings,
  check ((decision = 'given') = (ground is not null)),
  check ((decision = 'retracted') = (retracts is not null))
);
create index consents_of_party on consents (workspace_id, party_id, purpose, channel);
create unique index consents_are_retracted_once on consents (workspace_id, retracts) where retracts is not null;

-- Whoever hears a "no" writes it down, whether they may edit the person or not.
call guard_read_by_audience('consents');
create policy add on consents for insert with check (
  workspace_id = (select actor_workspace()) and (select actor_writes())
  and (audience = any ((select actor_audiences())::uuid[]) or (select actor_is_system())));
create policy edit on consents for update using (
  workspace_id = (select actor_workspace()) and (select actor_writes())
  and (audience = any ((select actor_audiences())::uuid[]) or (select actor_is_system())));
create policy remove on consents for delete using (
  workspace_id = (select actor_workspace()) and (select actor_is_system()));
call keep_with_party('consents');

-- A merge lets an entry name the other record; nothing else of it changes.
create function consents_stay() returns trigger language plpgsql as $$
begin
  if to_jsonb(new) - 'party_id' - 'audience' is distinct from to_jsonb(old) - 'party_id' - 'audience' then
    raise insufficient_privilege using message = 'What somebody agreed to is added to and never rewritten.';
  end if;
  return new;
end $$;
create trigger stay before update on consents for each row execute function consents_stay();

create function consents_go_with_their_party() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  delete from consents x using gone g where x.workspace_id = g.workspace_id and x.party_id = g.id;
  return null;
end $$;
create trigger consents_go after delete on parties referencing old table as gone
  for each statement execute function consents_go_with_their_party();

create function consents_follow_their_party() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  update consents set audience = new.audience where workspace_id = new.workspace_id and party_id = new.id;
  return null;
end $$;
create trigger consents_follow after update of audience on parties
  for each row when (old.audience <> new.audience) execute function consents_follow_their_party();

grant select, insert, update, delete on consent_purposes to rapport_app;
grant select, insert on consent_wordings to rapport_app;
grant select, insert, delete, update (party_id, audience) on consents to rapport_app;
