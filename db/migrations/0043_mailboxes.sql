-- A mailbox on a server, told apart message by message: what of it is here, what was left out and by which
-- rule, what waits. (folder, UIDVALIDITY, UID) names a message for ever (RFC 9051, 2.3.1.1).

create table mail_folders (
  workspace_id uuid not null,
  id uuid not null,
  connection_id uuid not null,
  audience uuid not null,
  path text not null,
  -- What the server or the folder's name says it is for: \Sent, \Drafts …
  role text,
  -- Whether its messages are wanted; null as long as nobody said so, and then it follows from the role.
  wanted boolean,
  uid_validity bigint,
  -- Below this every message was looked at.
  next_uid bigint not null default 1,
  -- Where the server tells changes by number (CONDSTORE, RFC 7162), the last one that was heard of.
  modseq text,
  on_server integer,
  seen_at timestamptz,
  -- Under which mails were captured whose writers and recipients still have to become people.
  unfinished_run uuid,
  primary key (workspace_id, id),
  unique (workspace_id, connection_id, path),
  foreign key (workspace_id, connection_id, audience)
    references connections (workspace_id, id, audience) on update cascade on delete cascade
);
call guard_part('mail_folders', 'connections', 'mail_folders.connection_id');

create table mail_messages (
  workspace_id uuid not null,
  folder_id uuid not null,
  uid_validity bigint not null,
  uid bigint not null,
  connection_id uuid not null,
  audience uuid not null,
  -- What its envelope says of it, as a hash: the same message is known again in another folder or after its
  -- folder was numbered anew, without being fetched.
  fingerprint text not null,
  state text not null check (state in ('captured', 'left out', 'waiting', 'parked')),
  -- By which rule it was left out, or why it waits.
  reason text,
  tries integer not null default 0,
  next_try_at timestamptz,
  -- What it became; that may be gone since, and then it does not come again.
  activity_id uuid,
  -- Of what waits or is parked: enough to find it in the mail program.
  subject text,
  sent_at timestamptz,
  primary key (workspace_id, folder_id, uid_validity, uid),
  foreign key (workspace_id, folder_id) references mail_folders on delete cascade,
  foreign key (workspace_id, connection_id, audience)
    references connections (workspace_id, id, audience) on update cascade on delete cascade,
  check ((state in ('waiting', 'parked')) or (subject is null and sent_at is null)),
  check ((state = 'captured') or activity_id is null)
);
create index mail_messages_by_fingerprint on mail_messages (workspace_id, connection_id, fingerprint);
create index mail_messages_waiting on mail_messages (workspace_id, connection_id, next_try_at) where state = 'waiting';
create index mail_messages_of_activity on mail_messages (workspace_id, activity_id) where activity_id is not null;
call guard_part('mail_messages', 'connections', 'mail_messages.connection_id');

-- What is never captured: somebody's own rules, and those of the company that everybody keeps to.
create table capture_rules (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  audience uuid not null,
  owner_id uuid not null,
  visibility text not null check (visibility in ('everyone', 'private')),
  assigned_to uuid,
  kind text not null check (kind in ('address', 'domain', 'word', 'label')),
  value text not null check (value <> '' and length(value) <= 320),
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, audience, kind, value),
  check ((visibility = 'everyone') = (audience = workspace_id)),
  check ((visibility = 'private') <= (audience = owner_id))
);
call guard_record('capture_rules');

grant select, insert, update, delete on mail_folders, mail_messages, capture_rules to rapport_app;
