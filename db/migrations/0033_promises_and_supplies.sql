-- What was promised between us and a party, and what a party supplies.

-- A commitment by one side to the other, due on a day. How it ended is written down; that it is late follows
-- from the calendar and stands nowhere.
create table promises (
  workspace_id uuid not null,
  id uuid not null,
  audience uuid not null,
  party_id uuid not null,
  -- Whose commitment it is: ours to them, or theirs to us.
  direction text not null check (direction in ('ours', 'theirs')),
  what text not null check (what <> '' and length(what) <= 500),
  due_on date not null,
  -- Who of us sees to it.
  keeper_id uuid not null,
  -- Where it was given. Only who sees the entry learns of it.
  activity_id uuid,
  outcome text check (outcome in ('kept', 'broken', 'released')),
  settled_on date,
  settled_by uuid,
  made_at timestamptz not null default now(),
  made_by uuid,
  version integer not null default 1,
  removed_at timestamptz,
  removed_by uuid,
  primary key (workspace_id, id),
  check ((outcome is null) = (settled_on is null))
);
create index promises_of_party on promises (workspace_id, party_id, due_on);
create index promises_of_activity on promises (workspace_id, activity_id) where activity_id is not null;
create index promises_removed on promises (workspace_id, removed_at) where removed_at is not null;

-- Whoever sees the record writes a promise down. Who wrote it, who sees to it and whoever may edit the record
-- change it.
call guard_read_by_audience('promises');
call keep_with_party('promises');
create policy add on promises for insert with check (
  workspace_id = (select actor_workspace()) and (select actor_writes())
  and (audience = any ((select actor_audiences())::uuid[]) or (select actor_is_system())));
create policy edit on promises for update
  using (workspace_id = (select actor_workspace()) and ((select actor_is_system()) or (
    (select actor_writes()) and audience = any ((select actor_audiences())::uuid[])
    and ((select actor_edits_everything())
      or keeper_id = any ((select actor_edits())::uuid[])
      or made_by = any ((select actor_edits())::uuid[])
      or exists (select from parties p
        where p.workspace_id = promises.workspace_id and p.id = promises.party_id
          and (p.owner_id = any ((select actor_edits())::uuid[])
            or p.assigned_to = any ((select actor_edits())::uuid[])
            or ((select actor_level()) = 'manager' and p.visibility = 'team')))))))
  with check (workspace_id = (select actor_workspace())
    and (audience = any ((select actor_audiences())::uuid[]) or (select actor_is_system())));
create policy remove on promises for delete using (
  workspace_id = (select actor_workspace()) and (select actor_is_system()));

create function promises_outlive_their_entry() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  update promises x set activity_id = null from gone g
  where x.workspace_id = g.workspace_id and x.activity_id = g.id;
  return null;
end $$;
create trigger promises_outlive after delete on activities referencing old table as gone
  for each statement execute function promises_outlive_their_entry();

-- What somebody supplies us with, and on which terms. Amounts are whole numbers of the smallest unit.
create table supplies (
  workspace_id uuid not null,
  id uuid not null,
  audience uuid not null,
  party_id uuid not null,
  name text not null check (name <> '' and length(name) <= 200),
  article text not null default '' check (length(article) <= 100),
  unit text not null default '' check (length(unit) <= 50),
  price bigint check (price >= 0),
  currency text check (currency ~ '^[A-Z]{3}$'),
  lead_days integer check (lead_days between 0 and 3650),
  from_date date,
  to_date date,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  removed_at timestamptz,
  removed_by uuid,
  primary key (workspace_id, id),
  check ((price is null) = (currency is null)),
  check (from_date <= to_date)
);
create index supplies_of_party on supplies (workspace_id, party_id);
create index supplies_removed on supplies (workspace_id, removed_at) where removed_at is not null;
call guard_part('supplies', 'parties', 'supplies.party_id');
call keep_with_party('supplies');

create function dealings_go_with_their_party() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  delete from promises x using gone g where x.workspace_id = g.workspace_id and x.party_id = g.id;
  delete from supplies x using gone g where x.workspace_id = g.workspace_id and x.party_id = g.id;
  return null;
end $$;
create trigger dealings_go after delete on parties referencing old table as gone
  for each statement execute function dealings_go_with_their_party();

create function dealings_follow_their_party() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  update promises set audience = new.audience where workspace_id = new.workspace_id and party_id = new.id;
  update supplies set audience = new.audience where workspace_id = new.workspace_id and party_id = new.id;
  return null;
end $$;
create trigger dealings_follow after update of audience on parties
  for each row when (old.audience <> new.audience) execute function dealings_follow_their_party();

grant select, insert, update, delete on promises, supplies to rapport_app;
