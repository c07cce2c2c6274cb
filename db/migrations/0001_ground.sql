-- The ground every room stands on: who acts, what they may see, workspaces, users, teams, the stream.
--
-- Roles: rapport_owner runs this file and owns everything; rapport_app serves and owns nothing;
-- rapport_chooser may only choose ids for conditions that are not leakproof (search).
--
-- Access is one comparison. Every row of the company's data names its audience: the workspace
-- (everyone), a team, or one user (private). A transaction names the audiences its actor belongs to.
-- Both sides are uuid, the comparison is leakproof, so indexes keep working under the policies.

create collation names (provider = icu, locale = 'und');

create function actor_kind() returns text language sql stable parallel safe
  return nullif(current_setting('rapport.actor', true), '');
create function actor_workspace() returns uuid language sql stable parallel safe
  return nullif(current_setting('rapport.workspace', true), '')::uuid;
create function actor_user() returns uuid language sql stable parallel safe
  return nullif(current_setting('rapport.user', true), '')::uuid;
create function actor_level() returns text language sql stable parallel safe
  return nullif(current_setting('rapport.level', true), '');
-- The workspace, the actor's own id and their teams (for access level owner: every team).
create function actor_audiences() returns uuid[] language sql stable parallel safe
  return string_to_array(nullif(current_setting('rapport.audiences', true), ''), ',')::uuid[];
-- Users whose records the actor may edit: oneself, and for a manager everyone in their teams.
create function actor_edits() returns uuid[] language sql stable parallel safe
  return string_to_array(nullif(current_setting('rapport.edits', true), ''), ',')::uuid[];
-- Background work that serves the whole workspace (linking, undo, checks) says so.
create function actor_is_system() returns boolean language sql stable parallel safe
  return coalesce(current_setting('rapport.actor', true) = 'system', false);
create function actor_edits_everything() returns boolean language sql stable parallel safe
  return coalesce(current_setting('rapport.actor', true) = 'system'
    or current_setting('rapport.level', true) = 'owner', false);
create function actor_writes() returns boolean language sql stable parallel safe
  return coalesce(current_setting('rapport.actor', true) = 'system'
    or current_setting('rapport.level', true) in ('owner', 'manager', 'member'), false);

-- Scalar sub-selects make the planner read each setting once per statement instead of once per row.
create procedure guard_read_by_audience(guarded regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', guarded);
  execute format('alter table %s force row level security', guarded);
  execute format($policy$
    create policy read on %s for select using (
      workspace_id = (select actor_workspace())
      and (audience = any ((select actor_audiences())::uuid[]) or (select actor_is_system())))
  $policy$, guarded);
end $$;

-- A record of its own: its owner, whoever it is assigned to, a manager of either, and owners edit it.
create procedure guard_record(guarded regclass) language plpgsql as $$
declare
  reach constant text := $reach$
    workspace_id = (select actor_workspace())
    and (audience = any ((select actor_audiences())::uuid[]) or (select actor_is_system()))
  $reach$;
  edit constant text := $edit$
    ((select actor_edits_everything())
      or owner_id = any ((select actor_edits())::uuid[])
      or assigned_to = any ((select actor_edits())::uuid[])
      or ((select actor_level()) = 'manager' and visibility = 'team'))
  $edit$;
begin
  call guard_read_by_audience(guarded);
  execute format('create policy add on %s for insert with check (%s and (select actor_writes()))',
    guarded, reach);
  -- Stating the new row's reach as well keeps an edit from moving a record out of the editor's sight.
  execute format('create policy edit on %s for update using (%s and %s) with check (%s)',
    guarded, reach, edit, reach);
  execute format('create policy remove on %s for delete using (%s and %s)', guarded, reach, edit);
end $$;

-- A part of a record follows the record: visible with it, editable by whoever may edit it.
create procedure guard_part(guarded regclass, record regclass, reference text) language plpgsql as $$
declare
  edit constant text := format($edit$
    workspace_id = (select actor_workspace())
    and ((select actor_is_system()) or exists (
      select from %s record
      where record.workspace_id = (select actor_workspace()) and record.id = %s
        and ((select actor_edits_everything())
          or record.owner_id = any ((select actor_edits())::uuid[])
          or record.assigned_to = any ((select actor_edits())::uuid[])
          or ((select actor_level()) = 'manager' and record.visibility = 'team'))))
  $edit$, record, reference);
begin
  call guard_read_by_audience(guarded);
  execute format('create policy add on %s for insert with check (%s)', guarded, edit);
  execute format('create policy edit on %s for update using (%s) with check (%s)', guarded, edit, edit);
  execute format('create policy remove on %s for delete using (%s)', guarded, edit);
end $$;

-- What everyone in the workspace reads and only owners change.
create procedure guard_for_owners(guarded regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', guarded);
  execute format('alter table %s force row level security', guarded);
  execute format('create policy read on %s for select using (workspace_id = (select actor_workspace()))',
    guarded);
  execute format($policy$
    create policy change on %s for all
      using (workspace_id = (select actor_workspace()) and (select actor_edits_everything()))
      with check (workspace_id = (select actor_workspace()) and (select actor_edits_everything()))
  $policy$, guarded);
end $$;

create table workspaces (
  workspace_id uuid primary key,
  name text not null check (name <> '' and length(name) <= 200),
  kind text not null check (kind in ('company', 'sample')),
  country text not null default 'US' check (country ~ '^[A-Z]{2}$'),
  zone text not null default 'UTC',
  created_at timestamptz not null default now()
);
call guard_for_owners('workspaces');

create table users (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  name text not null check (name <> '' and length(name) <= 300),
  email text not null,
  level text not null check (level in ('owner', 'manager', 'member', 'reader')),
  disabled_at timestamptz,
  created_at timestamptz not null default now(),
  preferences jsonb not null default '{}',
  primary key (workspace_id, id),
  unique (workspace_id, email)
);
create index users_by_id on users (id);
call guard_for_owners('users');
-- Signing in looks up in which workspaces a user is at home before one of them is chosen.
create policy own on users for select using (id = (select actor_user()));
create policy own_workspaces on workspaces for select using (
  workspace_id in (select u.workspace_id from users u where u.id = (select actor_user())));

create table teams (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  name text not null check (name <> '' and length(name) <= 200),
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, name)
);
call guard_for_owners('teams');

create table team_users (
  workspace_id uuid not null,
  team_id uuid not null,
  user_id uuid not null,
  primary key (workspace_id, team_id, user_id),
  foreign key (workspace_id, team_id) references teams on delete cascade,
  foreign key (workspace_id, user_id) references users on delete cascade
);
create index team_users_by_user on team_users (workspace_id, user_id);
call guard_for_owners('team_users');

-- The stream: who did what to which record. Append-only for the serving role; it outlives its subjects.
create table events (
  workspace_id uuid not null,
  id uuid not null,
  audience uuid not null,
  at timestamptz not null default now(),
  actor text not null,
  actor_id uuid,
  subject text not null,
  subject_id uuid not null,
  verb text not null,
  particulars jsonb not null default '{}',
  before jsonb,
  after jsonb,
  import_id uuid,
  primary key (workspace_id, id)
);
create index events_by_subject on events (workspace_id, subject_id, id desc);
create index events_by_actor on events (workspace_id, actor_id, id desc) where import_id is null;
call guard_read_by_audience('events');
create policy append on events for insert with check (
  workspace_id = (select actor_workspace())
  and (audience = any ((select actor_audiences())::uuid[]) or (select actor_is_system())));

-- A record that becomes private takes its past events along, so that no trace stays with the others. One
-- that shares its headers only keeps them from the others too, because they hold what was written.
create policy follow on events for all to current_user using (true) with check (true);
create function events_follow_audience() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
declare
  reach constant uuid := case new.visibility when 'headers' then new.owner_id else new.audience end;
begin
  update events set audience = reach
  where workspace_id = new.workspace_id and subject_id = new.id and audience <> reach;
  return null;
end $$;

create table strategies (
  workspace_id uuid not null references workspaces on delete cascade,
  version integer not null,
  name text not null,
  choices jsonb not null,
  adopted_at timestamptz not null default now(),
  adopted_by uuid,
  primary key (workspace_id, version)
);
call guard_for_owners('strategies');

-- "Ours": messages from these addresses and domains are outgoing, messages to them incoming.
create table own_addresses (
  workspace_id uuid not null references workspaces on delete cascade,
  audience uuid not null,
  address text not null,
  user_id uuid,
  name text,
  import_id uuid,
  primary key (workspace_id, audience, address),
  foreign key (workspace_id, user_id) references users on delete cascade
);
call guard_read_by_audience('own_addresses');
create policy add on own_addresses for insert with check (
  workspace_id = (select actor_workspace()) and (select actor_writes())
  and (audience = any ((select actor_audiences())::uuid[]) or (select actor_is_system())));
create policy remove on own_addresses for delete using (
  workspace_id = (select actor_workspace()) and (select actor_edits_everything()));

-- One row per Idempotency-Key, written in the transaction of the effect it protects.
create table idempotency_keys (
  workspace_id uuid not null references workspaces on delete cascade,
  user_id uuid not null,
  key text not null check (length(key) <= 255),
  request_hash text not null,
  status integer not null,
  response text not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, user_id, key)
);
alter table idempotency_keys enable row level security;
alter table idempotency_keys force row level security;
create policy own on idempotency_keys for all
  using (workspace_id = (select actor_workspace()) and user_id = (select actor_user()))
  with check (workspace_id = (select actor_workspace()) and user_id = (select actor_user()));
create policy expire on idempotency_keys for delete using (
  workspace_id = (select actor_workspace()) and (select actor_is_system()));

grant usage on schema public to rapport_app, rapport_chooser;
grant select, insert, update, delete on
  workspaces, users, teams, team_users, strategies, own_addresses, idempotency_keys to rapport_app;
grant select, insert on events to rapport_app;
