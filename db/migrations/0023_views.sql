-- A list as somebody wants to find it again: which rows, in which order, which columns, how dense. It is shared
-- like a record; up to seven stand in one's own sidebar.
create table saved_views (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  audience uuid not null,
  visibility text not null check (visibility in ('everyone', 'team', 'private')),
  owner_id uuid not null,
  entity text not null check (entity in ('person', 'company')),
  name text not null check (name <> '' and length(name) <= 100),
  filter jsonb,
  sort text not null,
  -- The columns that show, in their order; null for those the list proposes.
  columns text[],
  density text check (density in ('compact', 'normal', 'roomy')),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  removed_at timestamptz,
  primary key (workspace_id, id),
  check ((visibility = 'everyone') = (audience = workspace_id)),
  check ((visibility = 'private') <= (audience = owner_id))
);
create index saved_views_by_name on saved_views (workspace_id, name, id) where removed_at is null;
create trigger events_follow after update of audience on saved_views
  for each row when (old.audience <> new.audience) execute function events_follow_audience();
call guard_read_by_audience('saved_views');
create policy add on saved_views for insert with check (
  workspace_id = (select actor_workspace()) and (select actor_writes())
  and owner_id = (select actor_user()) and audience = any ((select actor_audiences())::uuid[]));
-- Stating the new row's reach as well keeps a view from being moved out of its editor's sight.
create policy edit on saved_views for update
  using (workspace_id = (select actor_workspace()) and (select actor_writes())
    and ((select actor_edits_everything()) or owner_id = (select actor_user())))
  with check (workspace_id = (select actor_workspace())
    and (audience = any ((select actor_audiences())::uuid[]) or (select actor_is_system())));
create policy remove on saved_views for delete using (
  workspace_id = (select actor_workspace()) and (select actor_is_system()));

create table view_pins (
  workspace_id uuid not null,
  audience uuid not null,
  user_id uuid not null,
  view_id uuid not null,
  position smallint not null check (position between 1 and 7),
  primary key (workspace_id, user_id, view_id),
  foreign key (workspace_id, view_id) references saved_views on delete cascade,
  check (audience = user_id)
);
call guard_read_by_audience('view_pins');
create policy own on view_pins for all
  using (workspace_id = (select actor_workspace())
    and ((select actor_is_system()) or user_id = (select actor_user())))
  with check (workspace_id = (select actor_workspace()) and user_id = (select actor_user()));

grant select, insert, update, delete on saved_views, view_pins to rapport_app;
