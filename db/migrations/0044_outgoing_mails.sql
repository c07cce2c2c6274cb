-- Mails that somebody writes here and what becomes of them. They are their writer's alone; what was sent stands on
-- the timelines besides, as an activity that its mailbox's readers see.

create table outgoing_mails (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  audience uuid not null,
  owner_id uuid not null,
  visibility text not null default 'private' check (visibility = 'private'),
  assigned_to uuid,
  -- draft: being written. waiting: until send_at. handed: bytes and Message-ID are fixed, a server may be taking
  -- them this moment. accepted, failed: as its server said. deferred: tried again at next_try_at. unknown: the
  -- line was lost after the server had begun to take it, so that nobody knows; never sent again by itself.
  state text not null default 'draft'
    check (state in ('draft', 'waiting', 'handed', 'accepted', 'deferred', 'failed', 'unknown')),
  -- The mailbox it goes out from.
  connection_id uuid,
  subject text not null default '' check (length(subject) <= 1000),
  html text not null default '' check (length(html) <= 500000),
  -- The entry of the timeline it answers.
  answers_id uuid,
  in_reply_to text[] not null default '{}',
  refs text[] not null default '{}',
  send_at timestamptz,
  -- In which the hour was said.
  send_zone text,
  message_id text,
  -- The mail as it goes out, under its content; kept until nobody needs it any more.
  sha256 text,
  handed_at timestamptz,
  first_tried_at timestamptz,
  tries integer not null default 0,
  next_try_at timestamptz,
  -- Why it did not even come to its server, in a word for which the screens have a sentence.
  problem text,
  -- What the server said last.
  words text,
  activity_id uuid,
  -- Somebody has it now, and it is still to stand on the timelines.
  activity_due boolean not null default false,
  -- Whether the mailbox's own folder of what was sent is still to get its copy.
  copy_due boolean not null default false,
  copy_tries integer not null default 0,
  copy_next_at timestamptz,
  -- The day on which its writer wants to hear that nobody answered.
  follow_up_on date,
  discarded_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, id, audience),
  check (audience = owner_id)
);
create index outgoing_mails_of_owner on outgoing_mails (workspace_id, audience, updated_at desc, id);
create index outgoing_mails_due on outgoing_mails (workspace_id, state, send_at) where state in ('waiting', 'handed', 'deferred');
create index outgoing_mails_to_file on outgoing_mails (workspace_id, id) where activity_due or copy_due;
create index outgoing_mails_by_message_id on outgoing_mails (workspace_id, message_id) where message_id is not null;
create index outgoing_mails_to_follow_up on outgoing_mails (workspace_id, follow_up_on) where follow_up_on is not null;
call guard_record('outgoing_mails');

-- To whom, and what became of it for each: one refused recipient never sends it again to the others.
create table outgoing_recipients (
  workspace_id uuid not null,
  mail_id uuid not null,
  position integer not null,
  audience uuid not null,
  role text not null check (role in ('to', 'cc', 'bcc')),
  address text not null check (address <> '' and length(address) <= 320),
  name text not null default '' check (length(name) <= 300),
  state text not null default 'open' check (state in ('open', 'handed', 'accepted', 'deferred', 'failed', 'unknown')),
  code integer,
  words text,
  -- What writing to this person rests on, as it was asked in the moment of sending.
  permission jsonb,
  primary key (workspace_id, mail_id, position),
  foreign key (workspace_id, mail_id, audience) references outgoing_mails (workspace_id, id, audience) on delete cascade
);
call guard_part('outgoing_recipients', 'outgoing_mails', 'outgoing_recipients.mail_id');
create index outgoing_recipients_by_address on outgoing_recipients (workspace_id, address);

create table outgoing_files (
  workspace_id uuid not null,
  id uuid not null,
  mail_id uuid not null,
  audience uuid not null,
  name text not null check (name <> '' and length(name) <= 255),
  media_type text not null,
  bytes bigint not null,
  sha256 text not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, mail_id, audience) references outgoing_mails (workspace_id, id, audience) on delete cascade
);
call guard_part('outgoing_files', 'outgoing_mails', 'outgoing_files.mail_id');
create index outgoing_files_of_mail on outgoing_files (workspace_id, mail_id);
create index outgoing_files_by_content on outgoing_files (workspace_id, sha256);

-- What stands under the mails that somebody writes from a mailbox.
create table mail_signatures (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  audience uuid not null,
  owner_id uuid not null,
  visibility text not null default 'private' check (visibility = 'private'),
  assigned_to uuid,
  connection_id uuid not null,
  html text not null check (length(html) <= 20000),
  primary key (workspace_id, id),
  unique (workspace_id, owner_id, connection_id),
  check (audience = owner_id)
);
call guard_record('mail_signatures');

-- Its writer hears of a mail that nobody answered by their day, and of one that did not get there.
alter table notifications drop constraint notifications_kind_check, drop constraint notifications_because_check;
alter table notifications
  add constraint notifications_kind_check check (kind in
    ('mention', 'question', 'answer', 'comment', 'assigned', 'changed', 'handover', 'task', 'reminder',
     'unanswered', 'undelivered')),
  add constraint notifications_because_check check (because in
    ('mentioned', 'asked', 'asking', 'following', 'responsible', 'taking over', 'handing over',
     'given a task', 'task accepted', 'task given back', 'task done', 'wished', 'sending'));

grant select, insert, update, delete on outgoing_mails, outgoing_recipients, outgoing_files, mail_signatures
  to rapport_app;
