-- Ties: who stands to whom in which way, since when, and how we know. A tie has two ends and is seen by
-- whoever it was stated for, as far as they see both ends. Its row therefore carries three audiences: its
-- own, and those of its ends, which triggers keep. All three are compared without looking at another table.

-- Kinds a workspace adds to those every workspace has, named in both directions.
create table tie_kinds (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  name text not null check (name <> '' and length(name) <= 100),
  reverse_name text not null check (reverse_name <> '' and length(reverse_name) <= 100),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  retired_at timestamptz,
  primary key (workspace_id, id)
);
create unique index tie_kinds_by_name on tie_kinds (workspace_id, lower(name), lower(reverse_name))
  where retired_at is null;
call guard_for_owners('tie_kinds');

create table ties (
  workspace_id uuid not null,
  id uuid not null,
  audience uuid not null,
  visibility text not null check (visibility in ('everyone', 'team', 'private')),
  owner_id uuid not null,
  from_id uuid not null,
  from_audience uuid not null,
  to_id uuid not null,
  to_audience uuid not null,
  kind text not null,
  own_kind_id uuid,
  from_date date,
  to_date date,
  -- How much weight a person has in what their company buys.
  influence text check (influence in ('low', 'medium', 'high')),
  basis text not null check (basis in ('told', 'seen', 'third party', 'calculated', 'assumed')),
  evidence text not null default '' check (length(evidence) <= 2000),
  -- What was said or written when we learned it; whoever does not see it is not told of it.
  activity_id uuid,
  stated_at timestamptz not null default now(),
  stated_by uuid,
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  withdrawn_by uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, own_kind_id) references tie_kinds,
  check (from_id <> to_id),
  check (from_date <= to_date),
  check ((kind = 'own') = (own_kind_id is not null)),
  check ((visibility = 'everyone') = (audience = workspace_id)),
  check ((visibility = 'private') <= (audience = owner_id))
);
create index ties_of_from on ties (workspace_id, from_id, kind) where withdrawn_at is null;
create index ties_of_to on ties (workspace_id, to_id, kind) where withdrawn_at is null;
-- For what looks at the withdrawn ones too: the history, and what goes with an end.
create index ties_ever_of_from on ties (workspace_id, from_id);
create index ties_ever_of_to on ties (workspace_id, to_id);
-- The same is said once to the same people while it lasts.
create unique index ties_as_they_stand on ties
  (workspace_id, audience, from_id, to_id, kind, own_kind_id) nulls not distinct
  where withdrawn_at is null and to_date is null;

call guard_read_by_audience('ties');
create policy both_ends on ties as restrictive for all to rapport_app using (
  (select actor_is_system()) or (
    from_audience = any ((select actor_audiences())::uuid[])
    and to_audience = any ((select actor_audiences())::uuid[])));
create policy add on ties for insert with check (
  workspace_id = (select actor_workspace()) and (select actor_writes())
  and (audience = any ((select actor_audiences())::uuid[]) or (select actor_is_system())));
create policy edit on ties for update using (
  workspace_id = (select actor_workspace())
  and (audience = any ((select actor_audiences())::uuid[]) or (select actor_is_system()))
  and ((select actor_edits_everything())
    or owner_id = any ((select actor_edits())::uuid[])
    or ((select actor_level()) = 'manager' and visibility = 'team')))
  with check (
    workspace_id = (select actor_workspace())
    and (audience = any ((select actor_audiences())::uuid[]) or (select actor_is_system())));
create policy remove on ties for delete using (
  workspace_id = (select actor_workspace()) and (select actor_is_system()));
create policy keep on ties for all to current_user using (true) with check (true);

-- Locked, so that neither end can go, or change who sees it, before the tie is committed.
create function ties_have_their_ends() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  select audience into new.from_audience from parties
  where workspace_id = new.workspace_id and id = new.from_id for share;
  select audience into new.to_audience from parties
  where workspace_id = new.workspace_id and id = new.to_id for share;
  if new.from_audience is null or new.to_audience is null then
    raise foreign_key_violation using message = 'A tie names a party that does not exist.';
  end if;
  return new;
end $$;
create trigger have_their_ends before insert or update of from_id, to_id on ties
  for each row execute function ties_have_their_ends();

create function ties_follow_their_ends() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  update ties set from_audience = new.audience where workspace_id = new.workspace_id and from_id = new.id;
  update ties set to_audience = new.audience where workspace_id = new.workspace_id and to_id = new.id;
  return null;
end $$;
create trigger ties_follow after update of audience on parties
  for each row when (old.audience <> new.audience) execute function ties_follow_their_ends();

create function ties_go_with_their_ends() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  delete from ties x using gone g where x.workspace_id = g.workspace_id and x.from_id = g.id;
  delete from ties x using gone g where x.workspace_id = g.workspace_id and x.to_id = g.id;
  return null;
end $$;
create trigger ties_go after delete on parties referencing old table as gone
  for each statement execute function ties_go_with_their_ends();

-- What the stream tells of a tie names both ends: it is read by whoever sees the tie, and goes with it.
create policy of_ties_in_sight on events as restrictive for select to rapport_app using (
  subject <> 'tie' or (select actor_is_system()) or exists (
    select from ties where ties.workspace_id = events.workspace_id and ties.id = events.subject_id));
create trigger events_follow after update of audience on ties
  for each row when (old.audience <> new.audience) execute function events_follow_audience();

create function events_go_with_their_tie() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  delete from events e using gone g
  where e.workspace_id = g.workspace_id and e.subject_id = g.id and e.subject = 'tie';
  return null;
end $$;
create trigger events_go after delete on ties referencing old table as gone
  for each statement execute function events_go_with_their_tie();

grant select, insert, update, delete on ties, tie_kinds to rapport_app;
