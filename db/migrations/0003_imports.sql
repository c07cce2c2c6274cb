-- Files people bring: what was read, how far, what could not be taken over, and how to take it back.

-- Whoever sees an import may work on its parts; what it changed is shown to nobody else.
create procedure guard_import_part(guarded regclass) language plpgsql as $$
declare
  reach constant text := $reach$
    workspace_id = (select actor_workspace()) and (select actor_writes())
    and (audience = any ((select actor_audiences())::uuid[]) or (select actor_is_system()))
  $reach$;
begin
  call guard_read_by_audience(guarded);
  execute format('create policy add on %s for insert with check (%s)', guarded, reach);
  execute format('create policy edit on %s for update using (%s) with check (%s)', guarded, reach, reach);
  execute format('create policy remove on %s for delete using (%s)', guarded, reach);
end $$;

create table imports (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  audience uuid not null,
  visibility text not null check (visibility in ('everyone', 'team', 'private')),
  owner_id uuid not null,
  status text not null check (status in
    ('collecting', 'waiting', 'running', 'done', 'failed', 'cancelled', 'undoing', 'undone')),
  options jsonb not null default '{}',
  counts jsonb not null default '{}',
  error text,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  undone_at timestamptz,
  undone_by uuid,
  primary key (workspace_id, id),
  unique (workspace_id, id, audience)
);
create trigger events_follow after update of audience on imports
  for each row when (old.audience <> new.audience) execute function events_follow_audience();
create index imports_by_time on imports (workspace_id, created_at desc, id);
call guard_read_by_audience('imports');
create policy add on imports for insert with check (
  workspace_id = (select actor_workspace()) and (select actor_writes())
  and audience = any ((select actor_audiences())::uuid[]));
create policy edit on imports for update using (
  workspace_id = (select actor_workspace())
  and ((select actor_edits_everything()) or owner_id = (select actor_user())));

create table import_files (
  workspace_id uuid not null,
  import_id uuid not null,
  id uuid not null,
  audience uuid not null,
  position integer not null,
  name text not null,
  sha256 text not null,
  bytes bigint not null,
  format text not null,
  -- How far the reader got, as the reader says it; rows up to here are committed with it.
  reached jsonb,
  bytes_read bigint not null default 0,
  status text not null default 'waiting' check (status in ('waiting', 'running', 'done', 'failed')),
  counts jsonb not null default '{}',
  about jsonb not null default '{}',
  primary key (workspace_id, import_id, id),
  foreign key (workspace_id, import_id, audience)
    references imports (workspace_id, id, audience) on update cascade on delete cascade
);
call guard_import_part('import_files');

create table import_problems (
  workspace_id uuid not null,
  import_id uuid not null,
  id uuid not null,
  audience uuid not null,
  file_id uuid not null,
  line integer,
  part integer,
  entry text,
  code text not null,
  severity text not null check (severity in ('error', 'warning')),
  field text,
  message text not null,
  primary key (workspace_id, import_id, id),
  foreign key (workspace_id, import_id, audience)
    references imports (workspace_id, id, audience) on update cascade on delete cascade
);
call guard_import_part('import_problems');

-- Rows that were there before an import and that it changed, as they stood. Undo puts them back.
create table import_changes (
  workspace_id uuid not null,
  import_id uuid not null,
  audience uuid not null,
  record text not null,
  record_id uuid not null,
  before jsonb not null,
  version integer not null,
  primary key (workspace_id, import_id, record, record_id),
  foreign key (workspace_id, import_id) references imports on delete cascade
);
call guard_import_part('import_changes');

grant select, insert, update, delete on imports, import_files, import_problems, import_changes to rapport_app;
