-- Who sees what a connection brought can be changed later. What was captured before follows in portions; here stands
-- under which readers some of it may still lie, and how far that is.
alter table connections
  add column reach_was jsonb,
  add column reach_total integer,
  add column reach_done integer not null default 0;

-- What is marked private at its server is nobody's but its owner's, whoever sees the rest. Of what was read before
-- nobody knows: it counts as private until it is read again, which the next look does.
alter table collection_entries add column is_private boolean not null default true;
alter table collections no force row level security;
alter table collection_entries no force row level security;
update collections set sync_token = null, ctag = null;
update collection_entries set etag = '' where etag is not null;
alter table collections force row level security;
alter table collection_entries force row level security;
