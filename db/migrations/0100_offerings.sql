-- What the company offers, as it calls it, and which needs of people each of them meets.
create table offerings (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  audience uuid not null,
  name text not null check (name <> '' and length(name) <= 200),
  -- Which need it meets, in the words of those who have it.
  meets text not null default '' check (length(meets) <= 500),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  -- Kept, so that it can come back with the needs it met.
  removed_at timestamptz,
  primary key (workspace_id, id),
  check (audience = workspace_id)
);
create unique index offerings_by_name on offerings (workspace_id, lower(name)) where removed_at is null;
call guard_read_by_audience('offerings');
create policy keep on offerings for all to current_user using (true) with check (true);
create policy add on offerings for insert with check (
  workspace_id = (select actor_workspace()) and (select actor_writes()) and audience = workspace_id);
create policy edit on offerings for update
  using (workspace_id = (select actor_workspace()) and ((select actor_writes()) or (select actor_is_system())))
  with check (workspace_id = (select actor_workspace()) and audience = workspace_id);
create policy remove on offerings for delete using (
  workspace_id = (select actor_workspace()) and (select actor_is_system()));

-- Names the statement with which the need began. One that came in its place is reached over superseded_by, as
-- with what rests on an assumption (0079).
create table need_offerings (
  workspace_id uuid not null,
  statement_id uuid not null,
  offering_id uuid not null,
  party_id uuid not null,
  audience uuid not null,
  tied_at timestamptz not null default now(),
  tied_by uuid,
  primary key (workspace_id, statement_id, offering_id),
  foreign key (workspace_id, offering_id) references offerings on delete cascade
);
create index need_offerings_of_party on need_offerings (workspace_id, party_id);
call guard_part('need_offerings', 'parties', 'need_offerings.party_id');
call keep_with_party('need_offerings');

create function need_offerings_go_with_their_party() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  delete from need_offerings x using gone g where x.workspace_id = g.workspace_id and x.party_id = g.id;
  return null;
end $$;
create trigger need_offerings_go after delete on parties referencing old table as gone
  for each statement execute function need_offerings_go_with_their_party();

create function need_offerings_follow_their_party() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  update need_offerings set audience = new.audience where workspace_id = new.workspace_id and party_id = new.id;
  return null;
end $$;
create trigger need_offerings_follow after update of audience on parties
  for each row when (old.audience <> new.audience) execute function need_offerings_follow_their_party();

-- A confidence that is forgotten takes its need along, and what was to meet it.
create function need_offerings_go_with_their_need() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  delete from need_offerings x using gone g where x.workspace_id = g.workspace_id and x.statement_id = g.id;
  return null;
end $$;
create trigger need_offerings_go after delete on statements referencing old table as gone
  for each statement execute function need_offerings_go_with_their_need();

-- The needs that nothing was said to meet, the most urgent first.
create index statements_unmet on statements (workspace_id, ((value ->> 'priority')), stated_at desc, id)
  where topic = 'need' and superseded_at is null and value ->> 'offering' = '';

grant select, insert, update, delete on offerings, need_offerings to rapport_app;
