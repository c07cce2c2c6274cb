-- One colleague hands relationships over to another: for good, or for as long as they are away.
--
-- Of a handover only those know who take part in it: whoever hands over, whoever takes over, whoever proposed
-- it, and owners. Which records it is about stands in rows that have the audience of their record.
create table handovers (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  audience uuid not null,
  from_id uuid not null,
  to_id uuid not null,
  proposed_by uuid not null,
  reason text not null check (reason in ('leaving', 'away', 'other')),
  begins_on date,
  ends_on date,
  note text not null check (length(note) <= 10000),
  answer text not null default '' check (length(answer) <= 10000),
  -- How many records it was proposed for.
  records integer not null check (records > 0),
  state text not null check (state in ('proposed', 'accepted', 'begun', 'declined', 'withdrawn', 'ended')),
  proposed_at timestamptz not null default now(),
  answered_at timestamptz,
  version integer not null default 1,
  primary key (workspace_id, id),
  foreign key (workspace_id, from_id) references users on delete cascade,
  foreign key (workspace_id, to_id) references users on delete cascade,
  check (audience = workspace_id),
  check (from_id <> to_id),
  check (begins_on <= ends_on)
);
create index handovers_from on handovers (workspace_id, from_id, id desc);
create index handovers_to on handovers (workspace_id, to_id, id desc);
create index handovers_by on handovers (workspace_id, proposed_by, id desc);
-- What begins or ends by the calendar.
create index handovers_to_come on handovers (workspace_id, state) where state in ('accepted', 'begun');

call guard_read_by_audience('handovers');
create policy keep on handovers for all to current_user using (true) with check (true);
create policy between on handovers as restrictive for all to rapport_app using (
  (select actor_is_system()) or (select actor_edits_everything())
  or (select actor_user()) in (from_id, to_id, proposed_by));
create policy add on handovers for insert with check (
  workspace_id = (select actor_workspace()) and (select actor_writes())
  and proposed_by = (select actor_user()));
create policy edit on handovers for update
  using (workspace_id = (select actor_workspace()) and (select actor_writes()))
  with check (workspace_id = (select actor_workspace()));
create policy remove on handovers for delete using (
  workspace_id = (select actor_workspace()) and (select actor_is_system()));

create table handover_items (
  workspace_id uuid not null,
  handover_id uuid not null,
  party_id uuid not null,
  audience uuid not null,
  -- Who looked after it before, to whom it goes back.
  was_assigned_to uuid,
  -- Whether it went to the successor.
  taken boolean not null default false,
  primary key (workspace_id, handover_id, party_id),
  foreign key (workspace_id, handover_id) references handovers on delete cascade
);
create index handover_items_of_party on handover_items (workspace_id, party_id);

call guard_read_by_audience('handover_items');
create policy keep on handover_items for all to current_user using (true) with check (true);
create policy between on handover_items as restrictive for all to rapport_app using (
  (select actor_is_system()) or exists (select from handovers h
    where h.workspace_id = handover_items.workspace_id and h.id = handover_items.handover_id));
create policy add on handover_items for insert with check (
  workspace_id = (select actor_workspace()) and (select actor_writes())
  and (audience = any ((select actor_audiences())::uuid[]) or (select actor_is_system())));
create policy edit on handover_items for update
  using (workspace_id = (select actor_workspace()) and (select actor_is_system()))
  with check (workspace_id = (select actor_workspace()) and (select actor_is_system()));
create policy remove on handover_items for delete using (
  workspace_id = (select actor_workspace()) and (select actor_is_system()));

create function handover_items_have_their_party() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  select audience into new.audience from parties
  where workspace_id = new.workspace_id and id = new.party_id for share;
  if new.audience is null then
    raise foreign_key_violation using message = 'A handover names a record that does not exist.';
  end if;
  return new;
end $$;
create trigger have_their_party before insert or update of party_id on handover_items
  for each row execute function handover_items_have_their_party();

create function handover_items_follow_their_party() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  update handover_items set audience = new.audience
  where workspace_id = new.workspace_id and party_id = new.id;
  return null;
end $$;
create trigger handover_items_follow after update of audience on parties
  for each row when (old.audience <> new.audience) execute function handover_items_follow_their_party();

create function handover_items_go_with_their_party() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  delete from handover_items x using gone g where x.workspace_id = g.workspace_id and x.party_id = g.id;
  return null;
end $$;
create trigger handover_items_go after delete on parties referencing old table as gone
  for each statement execute function handover_items_go_with_their_party();

-- What the stream tells of a handover is read by those who know of it.
create policy of_handovers_in_sight on events as restrictive for select to rapport_app using (
  subject <> 'handover' or (select actor_is_system()) or exists (
    select from handovers h where h.workspace_id = events.workspace_id and h.id = events.subject_id));

grant select, insert, update, delete on handovers, handover_items to rapport_app;
