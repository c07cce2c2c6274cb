-- What people tell about the tool itself, from its help. It stays in this installation: owners read it, and whoever
-- wrote it.
create table help_notes (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  -- Its writer; that owners read it as well is said by the policy.
  audience uuid not null,
  user_id uuid not null,
  text text not null check (text <> '' and length(text) <= 5000),
  -- The page it was written on, without the ids of records.
  page text not null check (length(page) <= 500),
  version text not null check (length(version) <= 100),
  created_at timestamptz not null default now(),
  settled_at timestamptz,
  settled_by uuid,
  primary key (workspace_id, id),
  check (audience = user_id)
);
create index help_notes_open on help_notes (workspace_id, id desc) where settled_at is null;
alter table help_notes enable row level security;
alter table help_notes force row level security;
create policy back_up on help_notes for select to current_user using (true);
create policy read on help_notes for select using (
  workspace_id = (select actor_workspace())
  and ((select actor_is_system()) or user_id = (select actor_user()) or (select actor_level()) = 'owner'));
create policy write on help_notes for insert with check (
  workspace_id = (select actor_workspace()) and user_id = (select actor_user()));
create policy settle on help_notes for update
  using (workspace_id = (select actor_workspace()) and (select actor_level()) = 'owner')
  with check (workspace_id = (select actor_workspace()));
create policy remove on help_notes for delete using (
  workspace_id = (select actor_workspace()) and (select actor_is_system()));

-- How far somebody is with the practice in the sample company. What was done stands in the stream; here only since
-- when it counts, what was left out, and what leaves nothing in the stream.
create table practices (
  workspace_id uuid not null references workspaces on delete cascade,
  audience uuid not null,
  user_id uuid not null,
  begun_at timestamptz not null default now(),
  seen text[] not null default '{}',
  skipped text[] not null default '{}',
  closed_at timestamptz,
  primary key (workspace_id, user_id),
  check (audience = user_id)
);
call guard_read_by_audience('practices');
create policy own on practices for all
  using (workspace_id = (select actor_workspace())
    and ((select actor_is_system()) or user_id = (select actor_user())))
  with check (workspace_id = (select actor_workspace()) and user_id = (select actor_user()));

grant select, insert, update, delete on help_notes, practices to rapport_app;
