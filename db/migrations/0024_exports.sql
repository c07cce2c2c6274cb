-- Archives of everything somebody may see, made in the background. Each is its owner's alone.
create table exports (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  audience uuid not null,
  owner_id uuid not null,
  language text not null check (language in ('en', 'de')),
  status text not null default 'waiting' check (status in ('waiting', 'running', 'done', 'failed', 'expired')),
  -- How far it is: files of the archive, the one being written, and the rows in all of them.
  parts_done integer not null default 0,
  parts integer not null default 0,
  part text,
  rows bigint not null default 0,
  bytes bigint,
  error text,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  expires_at timestamptz,
  primary key (workspace_id, id),
  check (audience = owner_id)
);
create index exports_by_time on exports (workspace_id, created_at desc, id);
call guard_read_by_audience('exports');
create policy add on exports for insert with check (
  workspace_id = (select actor_workspace()) and (select actor_writes()) and owner_id = (select actor_user()));
-- What becomes of it is the work of the house.
create policy edit on exports for update using (
  workspace_id = (select actor_workspace()) and (select actor_is_system()));
create policy remove on exports for delete using (
  workspace_id = (select actor_workspace()) and (select actor_is_system()));
grant select, insert, update, delete on exports to rapport_app;
