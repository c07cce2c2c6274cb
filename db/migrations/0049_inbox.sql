-- Who waits for an answer: a conversation by mail stands here for each circle of those who read its mails. Whether
-- it waits follows from the mails and from what was said to be settled; triggers keep it, whichever way a mail came
-- or went: a mailbox, a file, the trash, an erasure.

create table conversations (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null default gen_random_uuid(),
  -- Those who read its mails; of mails that share their headers only, whose mailbox they came to.
  audience uuid not null,
  thread text not null,
  -- Into whose mailbox the newest mail came that somebody wrote to us in person.
  owner_id uuid not null,
  newest_id uuid not null,
  newest_at timestamptz not null,
  -- Who of several that share the mailbox answers it.
  assigned_to uuid,
  for_id uuid not null generated always as (coalesce(assigned_to, owner_id)) stored,
  -- All that was written up to then is settled: it was done, or answered from another mailbox.
  settled_to timestamptz,
  settled_as text check (settled_as in ('done', 'answered')),
  settled_by uuid,
  snoozed_until timestamptz,
  snoozed_by uuid,
  -- The first mail that nobody answered or settled; null: nobody waits.
  waits_since timestamptz,
  version integer not null default 1,
  primary key (workspace_id, id),
  unique (workspace_id, thread, audience),
  check ((settled_to is null) = (settled_as is null))
);
create index conversations_waiting_for on conversations (workspace_id, for_id, waits_since, id) where waits_since is not null;
create index conversations_waiting on conversations (workspace_id, waits_since, id) where waits_since is not null;
create index conversations_by_time on conversations (workspace_id, newest_at desc, id desc);
create index conversations_of_newest on conversations (workspace_id, newest_id);

call guard_read_by_audience('conversations');
create policy keep on conversations for all to current_user using (true) with check (true);
-- Whoever shares a mailbox sees to its mail.
create policy triage on conversations for update
  using (workspace_id = (select actor_workspace()) and (select actor_writes())
    and (audience = any ((select actor_audiences())::uuid[]) or (select actor_is_system())))
  with check (workspace_id = (select actor_workspace())
    and (audience = any ((select actor_audiences())::uuid[]) or (select actor_is_system())));
grant select, update on conversations to rapport_app;

-- One that somebody wrote to us in person, which is what waits.
create function asks_us(kind text, touch text, direction text, trashed_at timestamptz) returns boolean
  language sql immutable parallel safe
  return kind = 'email' and touch = 'personal' and direction = 'in' and trashed_at is null;
create function reads_mail(visibility text, owner_id uuid, audience uuid) returns uuid
  language sql immutable parallel safe
  return case visibility when 'headers' then owner_id else audience end;

create function conversation_waits() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public set enable_seqscan = off as $$
declare
  settled timestamptz;
begin
  -- An answer that everybody may know of is one for all of them.
  select greatest(max(occurred_at), new.settled_to) into settled from activities
  where workspace_id = new.workspace_id and thread = new.thread and kind = 'email' and direction = 'out'
    and touch <> 'automatic' and trashed_at is null and audience in (new.audience, new.workspace_id);
  select min(occurred_at) into new.waits_since from activities
  where workspace_id = new.workspace_id and thread = new.thread and asks_us(kind, touch, direction, trashed_at)
    and reads_mail(visibility, owner_id, audience) = new.audience
    and occurred_at > coalesce(settled, '-infinity') and occurred_at > new.newest_at - interval '30 days';
  if new.audience = new.owner_id then
    new.assigned_to := null;
  end if;
  return new;
end $$;
create trigger waits before insert or update on conversations
  for each row execute function conversation_waits();

-- `fresh` is when a mail was written that has just come. What is older than a month when it comes is history:
-- nobody waits for an answer to what a first sync finds.
create function follow_conversation(w uuid, readers uuid, named text, fresh timestamptz) returns void
  language plpgsql set search_path = pg_catalog, public set enable_seqscan = off as $$
declare
  newest record;
begin
  if fresh is null and not exists (select from conversations
      where workspace_id = w and thread = named and audience = readers) then
    return;
  end if;
  select id, occurred_at, owner_id into newest from activities
  where workspace_id = w and thread = named and asks_us(kind, touch, direction, trashed_at)
    and reads_mail(visibility, owner_id, audience) = readers
  order by occurred_at desc, id desc limit 1;
  if newest.id is null then
    delete from conversations where workspace_id = w and thread = named and audience = readers;
    return;
  end if;
  insert into conversations as known (workspace_id, audience, thread, owner_id, newest_id, newest_at)
  values (w, readers, named, newest.owner_id, newest.id, newest.occurred_at)
  on conflict (workspace_id, thread, audience) do update set
    owner_id = excluded.owner_id, newest_id = excluded.newest_id, newest_at = excluded.newest_at,
    -- Clocks of writers differ: what comes after the act is not settled by it, though it be dated before it.
    settled_to = case when fresh > known.settled_to - interval '1 day'
      then least(known.settled_to, fresh - interval '1 microsecond') else known.settled_to end,
    snoozed_until = case when fresh is null then known.snoozed_until end,
    snoozed_by = case when fresh is null then known.snoozed_by end,
    version = known.version + 1;
end $$;
revoke execute on function follow_conversation from public;

create function conversations_hear_of_mail() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public set enable_seqscan = off as $$
begin
  perform follow_conversation(workspace_id, readers, thread, fresh) from (
    select workspace_id, reads_mail(visibility, owner_id, audience) as readers, thread, max(occurred_at) as fresh
    from arrived where asks_us(kind, touch, direction, trashed_at) and thread is not null
      and occurred_at > now() - interval '30 days'
    group by 1, 2, 3
    union all
    select c.workspace_id, c.audience, c.thread, null
    from (select distinct workspace_id, thread from arrived where kind = 'email' and direction = 'out') a
    join conversations c on c.workspace_id = a.workspace_id and c.thread = a.thread
    order by 3, 2) told;
  return null;
end $$;
create trigger conversations_hear after insert on activities referencing new table as arrived
  for each statement execute function conversations_hear_of_mail();

create function conversations_lose_mail() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public set enable_seqscan = off as $$
begin
  perform follow_conversation(c.workspace_id, c.audience, c.thread, null)
  from (select distinct workspace_id, thread from gone where kind = 'email') g
  join conversations c on c.workspace_id = g.workspace_id and c.thread = g.thread;
  return null;
end $$;
create trigger conversations_lose after delete on activities referencing old table as gone
  for each statement execute function conversations_lose_mail();

-- A mail that joins another conversation, or finds other readers, takes what was said of its own along.
create function conversations_follow_mail() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public set enable_seqscan = off as $$
declare
  was constant uuid := reads_mail(old.visibility, old.owner_id, old.audience);
  readers constant uuid := reads_mail(new.visibility, new.owner_id, new.audience);
begin
  if (old.thread, was) is distinct from (new.thread, readers) then
    update conversations c set thread = new.thread, audience = readers
    where workspace_id = new.workspace_id and thread = old.thread and audience = was
      -- All mails of a conversation that is joined to another have its name by now.
      and (newest_id = new.id or old.thread is distinct from new.thread)
      and new.thread is not null and not exists (select from conversations
        where workspace_id = new.workspace_id and thread = new.thread and audience = readers);
    perform follow_conversation(new.workspace_id, was, old.thread, null);
  end if;
  perform follow_conversation(c.workspace_id, c.audience, c.thread, null) from conversations c
  where c.workspace_id = new.workspace_id and c.thread = new.thread;
  if old.trashed_at is not null and asks_us(new.kind, new.touch, new.direction, new.trashed_at)
    and new.occurred_at > now() - interval '30 days' then
    perform follow_conversation(new.workspace_id, readers, new.thread, new.occurred_at);
  end if;
  return null;
end $$;
create trigger conversations_follow after update on activities for each row when (new.kind = 'email' and (
    old.thread is distinct from new.thread or old.audience <> new.audience or old.visibility <> new.visibility
    or old.trashed_at is distinct from new.trashed_at or old.direction is distinct from new.direction
    or old.occurred_at <> new.occurred_at))
  execute function conversations_follow_mail();

-- What the stream tells of a conversation is for its readers.
create function events_follow_their_conversation() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  update events set audience = new.audience
  where workspace_id = new.workspace_id and subject_id = new.id and subject = 'conversation';
  return null;
end $$;
create trigger events_follow after update of audience on conversations
  for each row when (old.audience <> new.audience) execute function events_follow_their_conversation();

-- What one has answered and what is still on its way need not be answered again.
create index outgoing_mails_answering on outgoing_mails (workspace_id, audience)
  where answers_id is not null and state in ('waiting', 'handed', 'deferred');

-- What came within the last month and waits already.
select follow_conversation(workspace_id, readers, thread, fresh) from (
  select workspace_id, reads_mail(visibility, owner_id, audience) as readers, thread, max(occurred_at) as fresh
  from activities where asks_us(kind, touch, direction, trashed_at) and thread is not null
    and occurred_at > now() - interval '30 days'
  group by 1, 2, 3) waiting;
