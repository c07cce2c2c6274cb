-- What Rapport is connected with, so that it fills itself: a mailbox, later a calendar, a feed. Each belongs to
-- somebody; its audience sees that it is there, how it fares, and what it brings.

create table connections (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  kind text not null check (kind ~ '^[a-z][a-z-]{0,30}$'),
  audience uuid not null,
  visibility text not null check (visibility in ('everyone', 'team', 'headers', 'private')),
  owner_id uuid not null,
  assigned_to uuid,
  name text not null check (name <> '' and length(name) <= 300),
  -- In the form of its connector; no secret stands here.
  settings jsonb not null,
  -- Sealed with the installation's own key and bound to this row; a restored house has to be told it anew.
  secret bytea,
  state text not null check (state in ('on', 'paused', 'needs attention')),
  -- Why it does not work at the moment, in a word for which the screens have a sentence.
  problem text,
  failures integer not null default 0,
  tried_at timestamptz,
  -- When it last had everything there was to have.
  succeeded_at timestamptz,
  next_try_at timestamptz not null default now(),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (workspace_id, id),
  unique (workspace_id, id, audience),
  check ((visibility in ('everyone', 'headers')) = (audience = workspace_id)),
  check ((visibility = 'private') <= (audience = owner_id))
);
create index connections_due on connections (next_try_at) where state = 'on';
call guard_record('connections');
create trigger events_follow after update of audience, visibility on connections
  for each row when (old.audience <> new.audience or old.visibility <> new.visibility) execute function events_follow_audience();

grant select, insert, update, delete on connections to rapport_app;
