-- What happened between us and them. Who and when stand in `activities` and `participants`; subject and
-- body stand in `activity_texts`, so that "headers" can show the first and hide the second.

create table activities (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  kind text not null check (kind in
    ('email', 'call', 'meeting', 'note', 'task', 'offer', 'purchase', 'case message',
     'campaign message', 'form', 'mention')),
  audience uuid not null,
  visibility text not null check (visibility in ('everyone', 'team', 'headers', 'private')),
  owner_id uuid not null,
  assigned_to uuid,
  occurred_at timestamptz not null,
  ends_at timestamptz,
  -- Meetings keep the wall time and zone in which they were planned beside the instant.
  wall_start text,
  zone text,
  all_day boolean not null default false,
  direction text check (direction in ('in', 'out', 'internal', 'between others')),
  -- personal: written by a person to people; list, bulk and automatic mail is no personal touch.
  touch text not null check (touch in ('personal', 'list', 'bulk', 'automatic')),
  -- A conversation is named by the smallest Message-ID in it (shared/interact/mail/threads.ts).
  thread text,
  -- The same mail or meeting met again, in another file or mailbox, is this activity.
  identity text,
  attachments integer not null default 0,
  cancelled_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid,
  updated_at timestamptz not null default now(),
  trashed_at timestamptz,
  trashed_by uuid,
  import_id uuid,
  primary key (workspace_id, id),
  unique (workspace_id, id, audience),
  check ((visibility in ('everyone', 'headers')) = (audience = workspace_id)),
  check ((visibility = 'private') <= (audience = owner_id))
);
create unique index activities_by_identity on activities (workspace_id, audience, identity)
  where identity is not null;
create index activities_by_time on activities (workspace_id, occurred_at desc, id desc);
create index activities_of_import on activities (workspace_id, import_id) where import_id is not null;
create index activities_of_thread on activities (workspace_id, thread) where thread is not null;
call guard_record('activities');
create trigger events_follow after update of audience, visibility on activities
  for each row when (old.audience <> new.audience or old.visibility <> new.visibility) execute function events_follow_audience();

create table activity_texts (
  workspace_id uuid not null,
  activity_id uuid not null,
  audience uuid not null,
  occurred_at timestamptz not null,
  subject text,
  -- First own words of the text, for the timeline.
  preview text not null default '',
  body text not null default '',
  html text,
  place text,
  subject_folded text not null default '',
  search tsvector not null default '',
  primary key (workspace_id, activity_id),
  foreign key (workspace_id, activity_id) references activities on delete cascade
);
create index activity_texts_by_words on activity_texts using gin (search);
create index activity_texts_by_subject on activity_texts using gin (subject_folded gin_trgm_ops);
call guard_part('activity_texts', 'activities', 'activity_texts.activity_id');

-- Every address met in mail and meetings. Whose it is stands in party_emails and is looked up when a
-- timeline is read: promoting an address, trashing or merging a person touches no activity.
create table seen_addresses (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  audience uuid not null,
  address text not null,
  name text,
  mailable boolean not null,
  import_id uuid,
  primary key (workspace_id, id),
  unique (workspace_id, audience, address)
);
create index seen_addresses_by_address on seen_addresses (workspace_id, address);
call guard_read_by_audience('seen_addresses');
create policy add on seen_addresses for insert with check (
  workspace_id = (select actor_workspace()) and (select actor_writes())
  and (audience = any ((select actor_audiences())::uuid[]) or (select actor_is_system())));
create policy remove on seen_addresses for delete using (
  workspace_id = (select actor_workspace()) and (select actor_is_system()));

-- Who took part: by the address met, or by the party itself in what people write down by hand.
create table participants (
  workspace_id uuid not null,
  activity_id uuid not null,
  position integer not null,
  audience uuid not null,
  kind text not null,
  occurred_at timestamptz not null,
  role text not null check (role in
    ('from', 'to', 'cc', 'bcc', 'organizer', 'attendee', 'caller', 'called', 'about')),
  ours boolean not null,
  name text,
  address_id uuid,
  party_id uuid,
  -- A mail without recipients went to the author of the mail it answers; which import told us.
  derived_by uuid,
  primary key (workspace_id, activity_id, position),
  foreign key (workspace_id, activity_id, audience)
    references activities (workspace_id, id, audience) on update cascade on delete cascade,
  foreign key (workspace_id, address_id) references seen_addresses,
  foreign key (workspace_id, party_id) references parties on delete set null (party_id)
);
create index participants_of_party on participants (workspace_id, party_id, occurred_at desc, activity_id desc)
  where party_id is not null;
create index participants_by_address on participants (workspace_id, address_id, occurred_at desc, activity_id desc)
  where address_id is not null;
call guard_part('participants', 'activities', 'participants.activity_id');

-- What only a mail has; seen by whoever sees its text, for the subject is in it. The references name mails that may arrive later or never.
create table mails (
  workspace_id uuid not null,
  activity_id uuid not null,
  audience uuid not null,
  message_id text,
  in_reply_to text[] not null default '{}',
  refs text[] not null default '{}',
  full_subject text not null default '',
  -- The subject without its reply prefixes, where it is long enough to say what the mail is about.
  subject_key text,
  content_hash text not null,
  primary key (workspace_id, activity_id),
  foreign key (workspace_id, activity_id) references activities on delete cascade
);
create index mails_by_message_id on mails (workspace_id, message_id) where message_id is not null;
create index mails_by_subject on mails (workspace_id, subject_key) where subject_key is not null;
call guard_part('mails', 'activities', 'mails.activity_id');

-- Which thread a Message-ID belongs to, also for mails that were only referred to so far.
create table thread_links (
  workspace_id uuid not null references workspaces on delete cascade,
  audience uuid not null,
  message_id text not null,
  thread text not null,
  primary key (workspace_id, audience, message_id)
);
create index thread_links_of_thread on thread_links (workspace_id, audience, thread);
call guard_import_part('thread_links');

create table attachments (
  workspace_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  audience uuid not null,
  name text not null,
  media_type text not null,
  bytes bigint not null,
  sha256 text not null,
  content_id text,
  inline boolean not null default false,
  primary key (workspace_id, id),
  foreign key (workspace_id, activity_id) references activities on delete cascade
);
create index attachments_of_activity on attachments (workspace_id, activity_id);
create index attachments_by_content on attachments (workspace_id, sha256);
call guard_part('attachments', 'activities', 'attachments.activity_id');

grant select, insert, update, delete on activities, activity_texts, seen_addresses, participants,
  mails, thread_links, attachments to rapport_app;

create policy choose on activity_texts for select to rapport_chooser using (true);
grant select (workspace_id, activity_id, audience, occurred_at, subject_folded, search)
  on activity_texts to rapport_chooser;
