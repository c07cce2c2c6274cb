-- What somebody has to do: an entry of the timeline (kind "task") with these terms. Whoever wrote it down owns
-- the entry; whoever sees to it is its keeper, and the entry is assigned to them, so that both may change it.
create table tasks (
  workspace_id uuid not null,
  activity_id uuid not null,
  audience uuid not null,
  -- Who of us sees to it.
  keeper_id uuid not null,
  -- Who gave it to the keeper, where that is somebody else; and whether the keeper has taken it on.
  given_by uuid,
  accepted_at timestamptz,
  -- The word with which it was last given back.
  returned_by uuid,
  returned_word text not null default '' check (length(returned_word) <= 500),
  -- What is still to come is held as the clock on the wall shows it, with the place of that clock; the moments
  -- below follow from these and are worked out anew when the rules of a zone change.
  due_on date,
  due_time text check (due_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  zone text not null,
  -- From then on it is late: its moment, or the end of its day.
  late_at timestamptz,
  repeats jsonb,
  -- The one before it in a series. Each brings one next, however often it is said to be done.
  follows uuid,
  reminder jsonb,
  remind_at timestamptz,
  reminded_at timestamptz,
  outcome text check (outcome in ('done', 'dropped')),
  settled_at timestamptz,
  settled_by uuid,
  primary key (workspace_id, activity_id),
  check ((outcome is null) = (settled_at is null)),
  check (due_time is null or due_on is not null),
  check ((due_on is null) = (late_at is null)),
  check (repeats is null or due_on is not null),
  check ((reminder is null) = (remind_at is null))
);
create index tasks_of_keeper on tasks (workspace_id, keeper_id, late_at) where outcome is null;
create index tasks_given on tasks (workspace_id, given_by) where outcome is null and given_by is not null;
create unique index tasks_next on tasks (workspace_id, follows) where follows is not null;
create index tasks_to_remind on tasks (workspace_id, remind_at) where outcome is null and reminded_at is null
  and remind_at is not null;
call guard_part('tasks', 'activities', 'tasks.activity_id');
create policy keep on tasks for all to current_user using (true) with check (true);
create trigger have_their_activity after insert on tasks referencing new table as arrived
  for each statement execute function parts_have_their_activity();

create function tasks_go_with_their_entry() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  delete from tasks x using gone g where x.workspace_id = g.workspace_id and x.activity_id = g.id;
  return null;
end $$;
create trigger tasks_go after delete on activities referencing old table as gone
  for each statement execute function tasks_go_with_their_entry();

create function tasks_follow_their_entry() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  update tasks set audience = case new.visibility when 'headers' then new.owner_id else new.audience end
  where workspace_id = new.workspace_id and activity_id = new.id;
  return null;
end $$;
create trigger tasks_follow after update of audience, visibility on activities
  for each row when ((old.audience <> new.audience or old.visibility <> new.visibility) and new.kind = 'task')
  execute function tasks_follow_their_entry();

-- With a relationship the open tasks go that the colleague who hands over sees to, as promises do.
alter table tasks add column handover_id uuid;
create index tasks_of_handover on tasks (workspace_id, handover_id) where handover_id is not null;

-- What somebody has put off until a moment: it stays where it is, and leaves the page of the day till then.
create table snoozes (
  workspace_id uuid not null,
  user_id uuid not null,
  audience uuid not null,
  item_id uuid not null,
  until timestamptz not null,
  primary key (workspace_id, user_id, item_id),
  foreign key (workspace_id, user_id) references users on delete cascade,
  check (audience = user_id)
);
create index snoozes_by_end on snoozes (workspace_id, until);
call guard_read_by_audience('snoozes');
create policy keep on snoozes for all to current_user using (true) with check (true);
create policy own on snoozes for all
  using (workspace_id = (select actor_workspace())
    and ((select actor_is_system()) or user_id = (select actor_user())))
  with check (workspace_id = (select actor_workspace())
    and ((select actor_is_system()) or user_id = (select actor_user())));

-- Whether a meeting took place, once somebody who was to be there has said so. One that nobody has spoken of is
-- taken to have been.
alter table activities add column took_place boolean check (took_place is null or kind = 'meeting');
create index meetings_of_owner on activities (workspace_id, owner_id, occurred_at) where kind = 'meeting';
create index promises_of_keeper on promises (workspace_id, keeper_id, due_on)
  where outcome is null and removed_at is null;
create index events_by_time on events (workspace_id, at desc) where import_id is null;

-- A colleague is told that a task was given to them, given back to them or done, and everybody of what they
-- asked to be reminded of.
alter table notifications drop constraint notifications_kind_check, drop constraint notifications_because_check;
alter table notifications
  add constraint notifications_kind_check check (kind in
    ('mention', 'question', 'answer', 'comment', 'assigned', 'changed', 'handover', 'task', 'reminder')),
  add constraint notifications_because_check check (because in
    ('mentioned', 'asked', 'asking', 'following', 'responsible', 'taking over', 'handing over',
     'given a task', 'task accepted', 'task given back', 'task done', 'wished'));

grant select, insert, update, delete on tasks, snoozes to rapport_app;
