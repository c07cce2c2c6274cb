-- What somebody said about what they were proposed to do: done, not now, or never for this person. It is their
-- own: it teaches what is proposed to them, and nobody else sees it or follows from it.
create table action_answers (
  workspace_id uuid not null,
  id uuid not null,
  audience uuid not null,
  user_id uuid not null,
  party_id uuid not null,
  kind text not null check (kind in
    ('promise', 'answer', 'follow up', 'verify', 'revive', 'ask', 'seed', 'thank')),
  -- What it was about, within its kind: the id of the promise, the key of the topic.
  about text not null check (about <> '' and length(about) <= 200),
  answer text not null check (answer in ('done', 'not now', 'never')),
  -- Until when it is not proposed again; null for ever, as far as the answer says so.
  until timestamptz,
  -- Whether it still teaches; what it keeps away stays away.
  teaches boolean not null default true,
  answered_at timestamptz not null default now(),
  -- Taken back, or allowed again.
  withdrawn_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, user_id) references users on delete cascade,
  check (audience = user_id)
);
create index action_answers_of_party on action_answers (workspace_id, user_id, party_id) where withdrawn_at is null;
create index action_answers_of_user on action_answers (workspace_id, user_id, answered_at desc)
  where withdrawn_at is null;
create index action_answers_to_merge on action_answers (workspace_id, party_id);
call guard_read_by_audience('action_answers');
create policy keep on action_answers for all to current_user using (true) with check (true);
create policy own on action_answers for all
  using (workspace_id = (select actor_workspace())
    and ((select actor_is_system()) or user_id = (select actor_user())))
  with check (workspace_id = (select actor_workspace())
    and ((select actor_is_system()) or user_id = (select actor_user())));

create function action_answers_go_with_their_party() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  delete from action_answers x using gone g where x.workspace_id = g.workspace_id and x.party_id = g.id;
  return null;
end $$;
create trigger action_answers_go after delete on parties referencing old table as gone
  for each statement execute function action_answers_go_with_their_party();

grant select, insert, update, delete on action_answers to rapport_app;

-- What might be done next is looked for where it lies: with those one looks after, by their silence …
create index parties_quiet_assigned on parties (workspace_id, assigned_to, quiet_from)
  where trashed_at is null and quiet_from is not null and assigned_to is not null;
create index parties_quiet_owned on parties (workspace_id, owner_id, quiet_from)
  where trashed_at is null and quiet_from is not null and assigned_to is null;
-- … among offers that nobody has answered yet, and those that were answered lately …
create index offers_open on offers (workspace_id, dated_on desc) where answer is null;
create index offers_answered on offers (workspace_id, answered_on desc) where answer is not null;
-- … and among promises that ended lately.
create index promises_settled on promises (workspace_id, keeper_id, settled_on desc)
  where settled_on is not null and removed_at is null;
