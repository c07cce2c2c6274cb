-- One act on many records: what was to be changed and on which, how far it is, and what it left alone. It is
-- its actor's own affair; what it did to a record stands in that record's history, for those who see it.
create table bulk_acts (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  audience uuid not null,
  owner_id uuid not null,
  kind text not null check (kind in ('person', 'company', 'party')),
  selection jsonb not null,
  change jsonb not null,
  status text not null check (status in ('waiting', 'running', 'done', 'failed', 'undoing', 'undone')),
  -- The moment that all its changes bear: a record with another one has been changed since.
  acted_at timestamptz,
  total integer not null default 0,
  done integer not null default 0,
  counts jsonb not null default '{}',
  -- The first of those it could not change, and of those its undo left as somebody had changed them since.
  refused jsonb not null default '[]',
  kept jsonb not null default '[]',
  error text,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  undone_at timestamptz,
  primary key (workspace_id, id),
  check (audience = owner_id)
);
create index bulk_acts_by_time on bulk_acts (workspace_id, owner_id, created_at desc, id);
create index bulk_acts_to_do on bulk_acts (workspace_id, id) where status in ('waiting', 'running', 'undoing');
call guard_read_by_audience('bulk_acts');
create policy add on bulk_acts for insert with check (
  workspace_id = (select actor_workspace()) and (select actor_writes()) and owner_id = (select actor_user()));
create policy edit on bulk_acts for update using (
  workspace_id = (select actor_workspace())
  and ((select actor_is_system()) or owner_id = (select actor_user())));
create policy remove on bulk_acts for delete using (
  workspace_id = (select actor_workspace()) and (select actor_is_system()));
grant select, insert, update, delete on bulk_acts to rapport_app;

-- What an act did to each record is an event of that record: it follows its audience, and undo reads it.
alter table events add column act_id uuid;
create index events_of_act on events (workspace_id, act_id, id) where act_id is not null;
