-- What colleagues say to each other about a person, a company or an entry of the timeline; whom it is told.

-- A comment is seen by whoever sees what it is about; of an entry that shares its headers only, by those who
-- see its text.
create table comments (
  workspace_id uuid not null,
  id uuid not null,
  audience uuid not null,
  party_id uuid,
  activity_id uuid,
  author_id uuid not null,
  -- Colleagues are named in it by their ids: @[id] (shared/interact/mentions.ts).
  text text not null check (text <> '' and length(text) <= 10000),
  -- A question is put to these colleagues; an answer names its question.
  asked uuid[] check (cardinality(asked) > 0),
  answers_id uuid,
  version integer not null default 1,
  written_at timestamptz not null default now(),
  edited_at timestamptz,
  removed_at timestamptz,
  removed_by uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, answers_id) references comments on delete set null (answers_id),
  check (num_nonnulls(party_id, activity_id) = 1)
);
create index comments_of_party on comments (workspace_id, party_id, id desc) where party_id is not null;
create index comments_of_activity on comments (workspace_id, activity_id, id desc) where activity_id is not null;
create index comments_answering on comments (workspace_id, answers_id) where answers_id is not null;
create index comments_removed on comments (workspace_id, removed_at) where removed_at is not null;

call guard_read_by_audience('comments');
create policy keep on comments for all to current_user using (true) with check (true);
create policy add on comments for insert with check (
  workspace_id = (select actor_workspace()) and (select actor_writes())
  and author_id = (select actor_user()) and audience = any ((select actor_audiences())::uuid[]));
create policy edit on comments for update
  using (workspace_id = (select actor_workspace())
    and (audience = any ((select actor_audiences())::uuid[]) or (select actor_is_system()))
    and ((select actor_edits_everything()) or ((select actor_writes()) and author_id = (select actor_user()))))
  with check (workspace_id = (select actor_workspace())
    and (audience = any ((select actor_audiences())::uuid[]) or (select actor_is_system())));
create policy remove on comments for delete using (
  workspace_id = (select actor_workspace()) and (select actor_is_system()));

-- Locked, so that what it is about can neither go nor change who sees it before the comment is committed.
create function comments_have_their_subject() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  if new.party_id is not null then
    select audience into new.audience from parties
    where workspace_id = new.workspace_id and id = new.party_id for share;
  else
    select case visibility when 'headers' then owner_id else audience end into new.audience from activities
    where workspace_id = new.workspace_id and id = new.activity_id for share;
  end if;
  if new.audience is null then
    raise foreign_key_violation using message = 'A comment is about something that does not exist.';
  end if;
  return new;
end $$;
create trigger have_their_subject before insert or update of party_id, activity_id on comments
  for each row execute function comments_have_their_subject();

create function comments_follow_their_party() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  update comments set audience = new.audience where workspace_id = new.workspace_id and party_id = new.id;
  return null;
end $$;
create trigger comments_follow after update of audience on parties
  for each row when (old.audience <> new.audience) execute function comments_follow_their_party();

create function comments_follow_their_entry() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  update comments set audience = case new.visibility when 'headers' then new.owner_id else new.audience end
  where workspace_id = new.workspace_id and activity_id = new.id;
  return null;
end $$;
create trigger comments_follow after update of audience, visibility on activities
  for each row when (old.audience <> new.audience or old.visibility <> new.visibility)
  execute function comments_follow_their_entry();

-- What the stream tells of a comment holds its words.
create function events_follow_their_comment() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  update events set audience = new.audience
  where workspace_id = new.workspace_id and subject_id = new.id and subject = 'comment';
  return null;
end $$;
create trigger events_follow after update of audience on comments
  for each row when (old.audience <> new.audience) execute function events_follow_their_comment();

create function events_go_with_their_comment() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  delete from events e using gone g
  where e.workspace_id = g.workspace_id and e.subject_id = g.id and e.subject = 'comment';
  return null;
end $$;
create trigger events_go after delete on comments referencing old table as gone
  for each statement execute function events_go_with_their_comment();

-- What somebody wants to hear of, or said they do not. Whoever is responsible for a record follows it without
-- a row here, unless they said otherwise.
create table follows (
  workspace_id uuid not null,
  id uuid not null,
  audience uuid not null,
  user_id uuid not null,
  party_id uuid,
  activity_id uuid,
  following boolean not null,
  because text not null check (because in ('wished', 'mentioned', 'asked', 'commented')),
  since timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, user_id) references users on delete cascade,
  check (audience = user_id),
  check (num_nonnulls(party_id, activity_id) = 1)
);
create unique index follows_of_party on follows (workspace_id, party_id, user_id) where party_id is not null;
create unique index follows_of_activity on follows (workspace_id, activity_id, user_id) where activity_id is not null;
create index follows_of_user on follows (workspace_id, user_id);

-- What somebody was told and has read or not. What comes of the same kind about the same thing while it is
-- unread joins it. It holds no words of what it is about: those are read with the reader's own eyes.
create table notifications (
  workspace_id uuid not null,
  id uuid not null,
  audience uuid not null,
  user_id uuid not null,
  kind text not null check (kind in
    ('mention', 'question', 'answer', 'comment', 'assigned', 'changed', 'handover')),
  because text not null check (because in
    ('mentioned', 'asked', 'asking', 'following', 'responsible', 'taking over', 'handing over')),
  party_id uuid,
  activity_id uuid,
  comment_id uuid,
  handover_id uuid,
  -- What is told together: the record, or the act on many records.
  bundle uuid not null,
  actor_id uuid,
  -- Others than the one who acted last had a part in it.
  others boolean not null default false,
  count integer not null default 1,
  at timestamptz not null default now(),
  read_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, user_id) references users on delete cascade,
  check (audience = user_id)
);
create unique index notifications_unread on notifications (workspace_id, user_id, kind, bundle)
  where read_at is null;
create index notifications_by_time on notifications (workspace_id, user_id, at desc, id desc);
create index notifications_of_party on notifications (workspace_id, party_id) where party_id is not null;
create index notifications_of_activity on notifications (workspace_id, activity_id) where activity_id is not null;
create index notifications_by_age on notifications (workspace_id, at);

-- Of which kinds somebody wants to hear nothing.
create table notification_choices (
  workspace_id uuid not null,
  user_id uuid not null,
  audience uuid not null,
  silent text[] not null,
  primary key (workspace_id, user_id),
  foreign key (workspace_id, user_id) references users on delete cascade,
  check (audience = user_id)
);

do $$
declare
  own text;
begin
  foreach own in array array['follows', 'notifications', 'notification_choices'] loop
    execute format('call guard_read_by_audience(%L)', own);
    execute format('create policy keep on %I for all to current_user using (true) with check (true)', own);
    execute format($policy$
      create policy own on %I for all
        using (workspace_id = (select actor_workspace())
          and ((select actor_is_system()) or user_id = (select actor_user())))
        with check (workspace_id = (select actor_workspace())
          and ((select actor_is_system()) or user_id = (select actor_user())))
    $policy$, own);
  end loop;
end $$;

create function talk_goes_with_its_party() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  delete from comments x using gone g where x.workspace_id = g.workspace_id and x.party_id = g.id;
  delete from follows x using gone g where x.workspace_id = g.workspace_id and x.party_id = g.id;
  delete from notifications x using gone g where x.workspace_id = g.workspace_id and x.party_id = g.id;
  return null;
end $$;
create trigger talk_goes after delete on parties referencing old table as gone
  for each statement execute function talk_goes_with_its_party();

create function talk_goes_with_its_entry() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  delete from comments x using gone g where x.workspace_id = g.workspace_id and x.activity_id = g.id;
  delete from follows x using gone g where x.workspace_id = g.workspace_id and x.activity_id = g.id;
  delete from notifications x using gone g where x.workspace_id = g.workspace_id and x.activity_id = g.id;
  return null;
end $$;
create trigger talk_goes after delete on activities referencing old table as gone
  for each statement execute function talk_goes_with_its_entry();

grant select, insert, update, delete on comments, follows, notifications, notification_choices to rapport_app;
