-- What lies at a calendar server or stands behind a link, told apart entry by entry: which calendars and address
-- books there are, and of each entry what became of it. An entry is named by its address in the collection;
-- its ETag says whether it is still the one that was read (RFC 4918, 8.6; RFC 6578).

create table collections (
  workspace_id uuid not null,
  id uuid not null,
  connection_id uuid not null,
  audience uuid not null,
  kind text not null check (kind in ('calendar', 'address book')),
  href text not null check (length(href) <= 2000),
  name text not null check (length(name) <= 300),
  -- Whether its entries are wanted; null as long as nobody said so: then they are.
  wanted boolean,
  -- Whether the server lets us write there, and whether what is made here is to go there.
  writable boolean not null default false,
  takes_ours boolean not null default false,
  takes_since timestamptz,
  -- As the server names its state: where it tells changes by a token, and where only that there was one.
  sync_token text,
  ctag text,
  on_server integer,
  seen_at timestamptz,
  compared_at timestamptz,
  unfinished_run uuid,
  primary key (workspace_id, id),
  unique (workspace_id, connection_id, href),
  foreign key (workspace_id, connection_id, audience)
    references connections (workspace_id, id, audience) on update cascade on delete cascade,
  check (takes_ours = (takes_since is not null))
);
create unique index collections_one_takes_ours on collections (workspace_id, connection_id, kind) where takes_ours;
call guard_part('collections', 'connections', 'collections.connection_id');

create table collection_entries (
  workspace_id uuid not null,
  collection_id uuid not null,
  href text not null check (length(href) <= 2000),
  connection_id uuid not null,
  audience uuid not null,
  etag text,
  state text not null check (state in ('captured', 'left out', 'waiting', 'parked')),
  reason text,
  tries integer not null default 0,
  next_try_at timestamptz,
  -- Of what waits or is parked: enough to find it in the other program.
  title text,
  -- A series is followed two years ahead, and therefore read again from time to time.
  recurs boolean not null default false,
  read_at timestamptz not null default now(),
  primary key (workspace_id, collection_id, href),
  foreign key (workspace_id, collection_id) references collections on delete cascade,
  foreign key (workspace_id, connection_id, audience)
    references connections (workspace_id, id, audience) on update cascade on delete cascade
);
create index collection_entries_waiting on collection_entries (workspace_id, collection_id, next_try_at)
  where state = 'waiting';
call guard_part('collection_entries', 'connections', 'collection_entries.connection_id');

-- Which meetings an entry is: one, or each time a series takes place.
create table entry_meetings (
  workspace_id uuid not null,
  collection_id uuid not null,
  href text not null,
  identity text not null,
  connection_id uuid not null,
  audience uuid not null,
  activity_id uuid not null,
  -- At which version of the meeting both sides said the same, and what that was.
  version integer not null,
  agreed jsonb,
  primary key (workspace_id, collection_id, href, identity),
  foreign key (workspace_id, collection_id, href) references collection_entries on delete cascade,
  foreign key (workspace_id, connection_id, audience)
    references connections (workspace_id, id, audience) on update cascade on delete cascade
);
create index entry_meetings_of_activity on entry_meetings (workspace_id, activity_id);
call guard_part('entry_meetings', 'connections', 'entry_meetings.connection_id');

grant select, insert, update, delete on collections, collection_entries, entry_meetings to rapport_app;
