-- What machines say about mails that they could not deliver, and what follows of it for the mail and the address.

create table delivery_reports (
  workspace_id uuid not null,
  -- The mail that says so.
  activity_id uuid not null,
  audience uuid not null,
  -- The Message-IDs of what came back.
  about text[] not null,
  -- To whom, why, and in which words of the server.
  failed jsonb not null,
  -- When it was compared with what was sent from here.
  settled_at timestamptz,
  primary key (workspace_id, activity_id),
  foreign key (workspace_id, activity_id) references activities on delete cascade
);
create index delivery_reports_to_settle on delivery_reports (workspace_id, activity_id) where settled_at is null;
call guard_part('delivery_reports', 'activities', 'delivery_reports.activity_id');

-- Why it came back after its server had taken it.
alter table outgoing_recipients add column bounce text check (bounce in
  ('no such address', 'no such domain', 'closed', 'full', 'too large', 'refused', 'not reached', 'unsaid'));

-- Addresses from which mail came back, as far as those who see the mailbox may know of it.
create table doubtful_addresses (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  audience uuid not null,
  address text not null check (address <> '' and length(address) <= 320),
  reason text not null,
  words text check (length(words) <= 500),
  -- How often mail came back for a reason that may pass.
  times integer not null default 0,
  -- Since when nobody seems to be behind it; null as long as it may pass.
  doubted_at timestamptz,
  -- Somebody said that it works after all.
  cleared_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, audience, address)
);
create index doubtful_addresses_by_address on doubtful_addresses (workspace_id, address);
call guard_found_by_house('doubtful_addresses');

grant select, insert, update, delete on delivery_reports, doubtful_addresses to rapport_app;
