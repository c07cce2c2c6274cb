-- The same person or company written down twice: found, proposed, merged, and taken apart again.

-- A record that became part of another stays as a row that leads there. It holds nothing and is in the trash
-- for every list and look-up; its statements are those of the record it became part of.
alter table parties add column merged_into uuid;
alter table parties add constraint merged_is_trashed check (merged_into is null or trashed_at is not null);
create index parties_merged on parties (workspace_id, merged_into) where merged_into is not null;

-- Tables of the house: nobody reads them as a user, because they tell of records whoever asks may not see.
create procedure guard_for_house(guarded regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', guarded);
  execute format('alter table %s force row level security', guarded);
  execute format('create policy back_up on %s for select to current_user using (true)', guarded);
  execute format($policy$
    create policy work on %s for all
      using (workspace_id = (select actor_workspace()) and (select actor_is_system()))
      with check (workspace_id = (select actor_workspace()) and (select actor_is_system()))
  $policy$, guarded);
end $$;

-- Seen by whoever sees the record it is about; written by the house alone.
create procedure guard_found_by_house(guarded regclass) language plpgsql as $$
begin
  call guard_read_by_audience(guarded);
  execute format($policy$
    create policy work on %s for all
      using (workspace_id = (select actor_workspace()) and (select actor_is_system()))
      with check (workspace_id = (select actor_workspace()) and (select actor_is_system()))
  $policy$, guarded);
  execute format('create policy keep on %s for all to current_user using (true) with check (true)', guarded);
end $$;

-- Parties that changed since their likes were looked for.
create table duplicate_checks (
  workspace_id uuid not null,
  party_id uuid not null,
  primary key (workspace_id, party_id)
);
call guard_for_house('duplicate_checks');
create policy keep on duplicate_checks for all to current_user using (true) with check (true);

-- The keys under which parties that may be the same meet (server/identify/duplicates/keys.ts).
create table duplicate_keys (
  workspace_id uuid not null,
  party_id uuid not null,
  audience uuid not null,
  kind text not null,
  key text not null,
  primary key (workspace_id, kind, key, party_id) include (audience)
);
create index duplicate_keys_of_party on duplicate_keys (workspace_id, party_id);
call guard_found_by_house('duplicate_keys');

-- Two parties that may be one. The audience is the narrower one of the two, where one of them contains the
-- other; of two that only few see both of, nobody is told.
create table duplicate_pairs (
  workspace_id uuid not null,
  id uuid not null,
  audience uuid not null,
  kind text not null check (kind in ('person', 'company')),
  first_id uuid not null,
  second_id uuid not null,
  state text not null check (state in ('proposed', 'not same', 'merged')),
  certain boolean not null,
  weight real not null,
  -- How the judgement came about, field by field (shared/identify/duplicates/pairs.ts).
  judgement jsonb not null,
  found_at timestamptz not null default now(),
  decided_at timestamptz,
  decided_by uuid,
  primary key (workspace_id, id),
  unique (workspace_id, first_id, second_id),
  check (first_id < second_id)
);
create index duplicate_pairs_of_second on duplicate_pairs (workspace_id, second_id);
create index duplicate_pairs_to_decide on duplicate_pairs (workspace_id, weight desc, id desc)
  include (audience, kind, certain) where state = 'proposed';
call guard_found_by_house('duplicate_pairs');

create table merges (
  workspace_id uuid not null,
  id uuid not null,
  audience uuid not null,
  kind text not null check (kind in ('person', 'company')),
  kept_id uuid not null,
  absorbed_id uuid not null,
  kept_name text not null,
  absorbed_name text not null,
  merged_at timestamptz not null default now(),
  merged_by uuid,
  undone_at timestamptz,
  undone_by uuid,
  primary key (workspace_id, id)
);
create index merges_of_kept on merges (workspace_id, kept_id);
create index merges_of_absorbed on merges (workspace_id, absorbed_id);
create index merges_by_time on merges (workspace_id, merged_at desc, id desc) include (audience);
call guard_found_by_house('merges');

-- What moved with a merge and how it stood before, table by table: the way back.
create table merge_moves (
  workspace_id uuid not null,
  merge_id uuid not null,
  part text not null,
  moved jsonb not null,
  primary key (workspace_id, merge_id, part),
  foreign key (workspace_id, merge_id) references merges on delete cascade
);
call guard_for_house('merge_moves');

-- What the records themselves have taught about how true pairs and strangers compare.
create table duplicate_models (
  workspace_id uuid not null,
  kind text not null check (kind in ('person', 'company')),
  model jsonb not null,
  learned_from integer not null,
  learned_at timestamptz not null default now(),
  primary key (workspace_id, kind)
);
call guard_for_house('duplicate_models');

grant select, insert, update, delete on
  duplicate_checks, duplicate_keys, duplicate_pairs, merges, merge_moves, duplicate_models to rapport_app;

-- Whoever changed is looked at again, whichever way it came about.
create function new_parties_are_checked() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  insert into duplicate_checks (workspace_id, party_id) select workspace_id, id from arrived on conflict do nothing;
  return null;
end $$;
create trigger are_checked after insert on parties referencing new table as arrived
  for each statement execute function new_parties_are_checked();

create function changed_parties_are_checked() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  insert into duplicate_checks (workspace_id, party_id) values (new.workspace_id, new.id) on conflict do nothing;
  return null;
end $$;
create trigger is_checked after update on parties
  for each row when (old.version <> new.version or old.audience <> new.audience
    or old.trashed_at is distinct from new.trashed_at)
  execute function changed_parties_are_checked();

create function duplicates_go_with_their_party() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  delete from duplicate_checks x using gone g where x.workspace_id = g.workspace_id and x.party_id = g.id;
  delete from duplicate_keys x using gone g where x.workspace_id = g.workspace_id and x.party_id = g.id;
  delete from duplicate_pairs x using gone g where x.workspace_id = g.workspace_id and x.first_id = g.id;
  delete from duplicate_pairs x using gone g where x.workspace_id = g.workspace_id and x.second_id = g.id;
  delete from merges x using gone g where x.workspace_id = g.workspace_id and x.kept_id = g.id;
  delete from merges x using gone g where x.workspace_id = g.workspace_id and x.absorbed_id = g.id;
  -- What only leads to a record goes with it. Asked first, because this trigger follows every statement, also
  -- one that deletes nothing.
  if exists (select from gone g join parties x on x.workspace_id = g.workspace_id and x.merged_into = g.id) then
    delete from parties x using gone g where x.workspace_id = g.workspace_id and x.merged_into = g.id;
  end if;
  return null;
end $$;
create trigger duplicates_go after delete on parties referencing old table as gone
  for each statement execute function duplicates_go_with_their_party();

create function duplicates_follow_their_party() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  update duplicate_keys set audience = new.audience where workspace_id = new.workspace_id and party_id = new.id;
  update merges set audience = new.audience where workspace_id = new.workspace_id and kept_id = new.id;
  -- What became part of a record is seen by whoever sees the record, now and after they are taken apart.
  update parties set audience = new.audience, visibility = new.visibility, owner_id = new.owner_id
  where workspace_id = new.workspace_id and merged_into = new.id;
  -- Proposals are made anew for whoever may see them then; what was decided stays known to those who still
  -- see both, and goes where nobody does.
  delete from duplicate_pairs p
  where p.workspace_id = new.workspace_id and new.id in (p.first_id, p.second_id) and p.state = 'proposed';
  delete from duplicate_pairs p using parties o
  where p.workspace_id = new.workspace_id and new.id in (p.first_id, p.second_id)
    and o.workspace_id = p.workspace_id and o.id in (p.first_id, p.second_id) and o.id <> new.id
    and new.audience <> o.audience and new.workspace_id not in (new.audience, o.audience);
  update duplicate_pairs p set audience = case new.audience when new.workspace_id then o.audience else new.audience end
  from parties o
  where p.workspace_id = new.workspace_id and new.id in (p.first_id, p.second_id)
    and o.workspace_id = p.workspace_id and o.id in (p.first_id, p.second_id) and o.id <> new.id;
  return null;
end $$;
create trigger duplicates_follow after update of audience on parties
  for each row when (old.audience <> new.audience) execute function duplicates_follow_their_party();

-- Everybody who is there already.
alter table parties no force row level security;
insert into duplicate_checks (workspace_id, party_id)
select workspace_id, id from parties where trashed_at is null;
alter table parties force row level security;
