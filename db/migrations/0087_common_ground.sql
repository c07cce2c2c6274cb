-- How close a colleague means to come to a person, what there is to volunteer, to whom it was, and what is left
-- alone.

create table ambitions (
  workspace_id uuid not null,
  id uuid not null,
  audience uuid not null,
  user_id uuid not null,
  party_id uuid not null,
  ambition text not null check (ambition in ('weather', 'common ground', 'trusted', 'close')),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, user_id) references users on delete cascade,
  check (audience = user_id)
);
create unique index ambitions_of_party on ambitions (workspace_id, party_id, user_id);

-- What somebody of us could tell of themselves, or all of us of the company.
create table seeds (
  workspace_id uuid not null,
  id uuid not null,
  audience uuid not null,
  visibility text not null check (visibility in ('everyone', 'private')),
  owner_id uuid not null,
  text text not null check (text <> '' and length(text) <= 500),
  nodes text[] not null check (cardinality(nodes) between 1 and 10),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  -- Kept, so that nobody is told twice.
  removed_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, owner_id) references users on delete cascade,
  check (audience = case visibility when 'everyone' then workspace_id else owner_id end)
);
create index seeds_of_owner on seeds (workspace_id, owner_id);
call guard_read_by_audience('seeds');
create policy keep on seeds for all to current_user using (true) with check (true);
create policy add on seeds for insert with check (
  workspace_id = (select actor_workspace()) and (select actor_writes())
  and owner_id = (select actor_user()) and audience = any ((select actor_audiences())::uuid[]));
create policy edit on seeds for update
  using (workspace_id = (select actor_workspace()) and ((select actor_is_system()) or ((select actor_writes())
    and ((select actor_edits_everything()) or owner_id = (select actor_user())))))
  with check (workspace_id = (select actor_workspace())
    and (audience = any ((select actor_audiences())::uuid[]) or (select actor_is_system())));
create policy remove on seeds for delete using (
  workspace_id = (select actor_workspace()) and (select actor_is_system()));

-- Each is volunteered to a person once, whoever of us does it.
create table seed_uses (
  workspace_id uuid not null,
  id uuid not null,
  audience uuid not null,
  seed_id uuid not null,
  party_id uuid not null,
  user_id uuid not null,
  -- Where it met an interest of theirs.
  node text not null check (length(node) <= 200),
  outcome text not null check (outcome in ('used', 'picked up', 'not', 'never')),
  -- Whether it still teaches what is picked up.
  teaches boolean not null default true,
  used_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, seed_id) references seeds on delete cascade,
  foreign key (workspace_id, user_id) references users on delete cascade
);
create unique index seed_uses_once on seed_uses (workspace_id, party_id, seed_id);
create index seed_uses_of_user on seed_uses (workspace_id, user_id, outcome);
create index seed_uses_of_seed on seed_uses (workspace_id, seed_id);

-- Topics that are too personal to this person for anybody of us.
create table topics_left_alone (
  workspace_id uuid not null,
  id uuid not null,
  audience uuid not null,
  party_id uuid not null,
  node text not null check (length(node) <= 200),
  said_by uuid,
  said_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
create unique index topics_left_alone_once on topics_left_alone (workspace_id, party_id, node);

do $$
declare part text;
begin
  foreach part in array array['ambitions', 'seed_uses', 'topics_left_alone'] loop
    execute format('call guard_read_by_audience(%L)', part);
  end loop;
end $$;
call keep_with_party('topics_left_alone');
-- These may be narrower than their party: an ambition always is, and the use of a seed of one's own.
create policy keep on ambitions for all to current_user using (true) with check (true);
create policy keep on seed_uses for all to current_user using (true) with check (true);
create policy own on ambitions for all
  using (workspace_id = (select actor_workspace())
    and ((select actor_is_system()) or user_id = (select actor_user())))
  with check (workspace_id = (select actor_workspace())
    and ((select actor_is_system()) or user_id = (select actor_user())));
create policy add on seed_uses for insert with check (
  workspace_id = (select actor_workspace()) and ((select actor_is_system()) or ((select actor_writes())
    and user_id = (select actor_user()) and audience = any ((select actor_audiences())::uuid[]))));
create policy edit on seed_uses for update
  using (workspace_id = (select actor_workspace())
    and ((select actor_is_system()) or ((select actor_writes()) and user_id = (select actor_user()))))
  with check (workspace_id = (select actor_workspace())
    and (audience = any ((select actor_audiences())::uuid[]) or (select actor_is_system())));
create policy remove on seed_uses for delete using (
  workspace_id = (select actor_workspace())
  and ((select actor_is_system()) or ((select actor_writes()) and user_id = (select actor_user()))));
create policy add on topics_left_alone for insert with check (
  workspace_id = (select actor_workspace()) and (select actor_writes())
  and (audience = any ((select actor_audiences())::uuid[]) or (select actor_is_system())));
create policy follow on topics_left_alone for update
  using (workspace_id = (select actor_workspace()) and (select actor_is_system()))
  with check (workspace_id = (select actor_workspace()) and (select actor_is_system()));
create policy remove on topics_left_alone for delete using (
  workspace_id = (select actor_workspace()) and (select actor_writes())
  and (audience = any ((select actor_audiences())::uuid[]) or (select actor_is_system())));

create function common_ground_goes_with_its_party() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  delete from ambitions x using gone g where x.workspace_id = g.workspace_id and x.party_id = g.id;
  delete from seed_uses x using gone g where x.workspace_id = g.workspace_id and x.party_id = g.id;
  delete from topics_left_alone x using gone g where x.workspace_id = g.workspace_id and x.party_id = g.id;
  return null;
end $$;
create trigger common_ground_goes after delete on parties referencing old table as gone
  for each statement execute function common_ground_goes_with_its_party();

-- The use of a seed of one's own stays one's own; ambitions always are.
create function common_ground_follows_its_party() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  update seed_uses x set audience = new.audience from seeds s
  where x.workspace_id = new.workspace_id and x.party_id = new.id
    and s.workspace_id = x.workspace_id and s.id = x.seed_id and s.visibility = 'everyone';
  update topics_left_alone set audience = new.audience
  where workspace_id = new.workspace_id and party_id = new.id;
  return null;
end $$;
create trigger common_ground_follows after update of audience on parties
  for each row when (old.audience <> new.audience) execute function common_ground_follows_its_party();

grant select, insert, update, delete on ambitions, seeds, seed_uses, topics_left_alone to rapport_app;
