-- Where the company is named in public: an entry of the timeline (kind "mention") with what became of it, and what a
-- source said of its state when it was last asked.
create table mentions (
  workspace_id uuid not null,
  activity_id uuid not null,
  audience uuid not null,
  -- When it was said, as its entry has it.
  at timestamptz not null,
  -- Which source told of it; it may be gone.
  source text not null check (length(source) <= 300),
  -- A hash of what its source calls it: the same is one entry, however often it is told.
  ref text not null check (length(ref) = 64),
  url text not null default '' check (length(url) <= 2000),
  author text not null default '' check (length(author) <= 300),
  judgement text check (judgement in ('good', 'bad', 'not ours')),
  assigned_to uuid,
  outcome text check (outcome in ('answered', 'left')),
  settled_at timestamptz,
  settled_by uuid,
  version integer not null default 1,
  primary key (workspace_id, activity_id),
  check ((outcome is null) = (settled_at is null))
);
create unique index mentions_once on mentions (workspace_id, audience, ref);
create index mentions_by_time on mentions (workspace_id, at, activity_id);
create index mentions_open on mentions (workspace_id, at, activity_id) where outcome is null;

-- Whoever sees it judges it, gives it to somebody and says what became of it.
call guard_read_by_audience('mentions');
create policy add on mentions for insert with check (
  workspace_id = (select actor_workspace()) and (select actor_writes())
  and (audience = any ((select actor_audiences())::uuid[]) or (select actor_is_system())));
create policy edit on mentions for update
  using (workspace_id = (select actor_workspace()) and (select actor_writes())
    and (audience = any ((select actor_audiences())::uuid[]) or (select actor_is_system())))
  with check (workspace_id = (select actor_workspace())
    and (audience = any ((select actor_audiences())::uuid[]) or (select actor_is_system())));
create policy remove on mentions for delete using (
  workspace_id = (select actor_workspace()) and (select actor_is_system()));
create policy keep on mentions for all to current_user using (true) with check (true);
create trigger have_their_activity after insert on mentions referencing new table as arrived
  for each statement execute function parts_have_their_activity();

create function mentions_go_with_their_entry() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  delete from mentions x using gone g where x.workspace_id = g.workspace_id and x.activity_id = g.id;
  return null;
end $$;
create trigger mentions_go after delete on activities referencing old table as gone
  for each statement execute function mentions_go_with_their_entry();

create function mentions_follow_their_entry() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  update mentions set audience = case new.visibility when 'headers' then new.owner_id else new.audience end
  where workspace_id = new.workspace_id and activity_id = new.id;
  return null;
end $$;
create trigger mentions_follow after update of audience, visibility on activities
  for each row when ((old.audience <> new.audience or old.visibility <> new.visibility) and new.kind = 'mention')
  execute function mentions_follow_their_entry();

create table feeds (
  workspace_id uuid not null,
  connection_id uuid not null,
  audience uuid not null,
  -- By address: ETag and Last-Modified as the server told them.
  marks jsonb not null default '{}',
  primary key (workspace_id, connection_id),
  foreign key (workspace_id, connection_id, audience)
    references connections (workspace_id, id, audience) on update cascade on delete cascade
);
call guard_part('feeds', 'connections', 'feeds.connection_id');

grant select, insert, update, delete on mentions, feeds to rapport_app;
