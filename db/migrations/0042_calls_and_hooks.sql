-- Telephone calls beyond what every entry has, and the doors through which other systems tell us things.

-- What a call has, whether somebody wrote it down or a telephone system told of it. Of what happened nothing is
-- stored twice: whether it was missed follows from the moments.
create table calls (
  workspace_id uuid not null,
  activity_id uuid not null,
  audience uuid not null,
  outcome text check (outcome in ('reached', 'not reached', 'message')),
  -- The other side, in E.164 where it is a number.
  number text not null default '' check (length(number) <= 100),
  extension text not null default '' check (length(extension) <= 50),
  -- Which telephone system told of it, and under which name of its own.
  hook_id uuid,
  ref text check (length(ref) between 1 and 200),
  rang_at timestamptz,
  answered_at timestamptz,
  ended_at timestamptz,
  missed_at timestamptz,
  -- Nobody has said yet that there is nothing to write about it.
  waits boolean not null default false,
  primary key (workspace_id, activity_id),
  check ((hook_id is null) = (ref is null))
);
-- A call is one entry, whatever is told of it and in whichever order.
create unique index calls_by_ref on calls (workspace_id, hook_id, ref) where hook_id is not null;
create index calls_by_number on calls (workspace_id, number) where number <> '';
create index calls_waiting on calls (workspace_id, activity_id) where waits;
call guard_part('calls', 'activities', 'calls.activity_id');
create policy keep on calls for all to current_user using (true) with check (true);
create trigger have_their_activity after insert on calls referencing new table as arrived
  for each statement execute function parts_have_their_activity();

create function calls_go_with_their_entry() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  delete from calls x using gone g where x.workspace_id = g.workspace_id and x.activity_id = g.id;
  return null;
end $$;
create trigger calls_go after delete on activities referencing old table as gone
  for each statement execute function calls_go_with_their_entry();

-- Whom one called is seen by whoever sees that there was a call.
create function calls_follow_their_entry() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  update calls set audience = new.audience where workspace_id = new.workspace_id and activity_id = new.id;
  return null;
end $$;
create trigger calls_follow after update of audience on activities
  for each row when (old.audience <> new.audience and new.kind = 'call')
  execute function calls_follow_their_entry();

-- A door for another system. Its address cannot be guessed, and what comes through it is signed.
create table hooks (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  -- The part of its address that nobody knows.
  key text not null,
  name text not null check (name <> '' and length(name) <= 100),
  purpose text not null check (purpose in ('telephone')),
  -- With whose rights what arrives is written, where it does not say for whom it is.
  keeper_id uuid not null,
  -- Sealed with the installation's own secret.
  secret bytea not null,
  -- The one before, which counts until then.
  earlier_secret bytea,
  earlier_until timestamptz,
  paused_at timestamptz,
  created_at timestamptz not null default now(),
  created_by uuid,
  removed_at timestamptz,
  version integer not null default 1,
  primary key (workspace_id, id),
  check ((earlier_secret is null) = (earlier_until is null))
);
create unique index hooks_by_key on hooks (workspace_id, key);

-- Whose telephone is which.
create table hook_extensions (
  workspace_id uuid not null,
  hook_id uuid not null,
  extension text not null check (extension <> '' and length(extension) <= 50),
  user_id uuid not null,
  primary key (workspace_id, hook_id, extension),
  foreign key (workspace_id, hook_id) references hooks on delete cascade
);

-- What arrived, without its content. One that was taken is never taken again; refused ones of an hour are one row.
create table hook_deliveries (
  workspace_id uuid not null,
  id uuid not null,
  hook_id uuid not null,
  -- As its sender named it; of what was refused unread, nothing.
  message_id text check (length(message_id) between 1 and 200),
  outcome text not null check (outcome in ('taken', 'refused')),
  reason text not null default '' check (length(reason) <= 500),
  -- Under which refused ones are counted together.
  hour timestamptz,
  times integer not null default 1,
  first_at timestamptz not null default now(),
  last_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, hook_id) references hooks on delete cascade,
  check ((outcome = 'taken') = (hour is null)),
  check ((outcome = 'taken') <= (message_id is not null))
);
create unique index hook_deliveries_are_taken_once on hook_deliveries (workspace_id, hook_id, message_id)
  where outcome = 'taken';
create unique index hook_deliveries_refused on hook_deliveries (workspace_id, hook_id, reason, hour)
  where outcome = 'refused';
create index hook_deliveries_by_time on hook_deliveries (workspace_id, hook_id, last_at desc);
create index hook_deliveries_old on hook_deliveries (workspace_id, last_at);

-- Doors are the owners' matter.
call guard_for_owners('hooks');
call guard_for_owners('hook_extensions');
call guard_for_owners('hook_deliveries');

grant select, insert, update, delete on calls, hooks, hook_extensions, hook_deliveries to rapport_app;
