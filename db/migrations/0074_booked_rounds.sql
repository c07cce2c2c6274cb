-- What the guest of a meeting was last told of it, so that they hear of what changed since, once.
alter table bookings
  add column told_at timestamptz,
  add column told_until timestamptz,
  add column told_off boolean not null default false;
-- The owner of the tables is bound by the policies too; for this one statement there is nobody to name.
alter table bookings no force row level security;
alter table activities no force row level security;
update bookings b set told_at = a.occurred_at, told_until = a.ends_at, told_off = a.cancelled_at is not null
from activities a where a.workspace_id = b.workspace_id and a.id = b.activity_id;
alter table activities force row level security;
alter table bookings force row level security;
alter table bookings alter column told_at set not null;
create index bookings_ahead on bookings (workspace_id, told_at);

-- Meetings of several lengths, of which the guest chooses one.
alter table booking_pages add column lengths smallint[];
alter table booking_pages no force row level security;
update booking_pages set lengths = array[minutes];
alter table booking_pages force row level security;
alter table booking_pages
  alter column lengths set not null,
  add check (cardinality(lengths) between 1 and 5 and 5 <= all (lengths) and 480 >= all (lengths)),
  drop column minutes,
  -- The name by which its address is read, and since when the one that nobody guesses leads nowhere.
  add column name text,
  add column key_withdrawn_at timestamptz;

-- Names that somebody chose for the address of their page. One that was withdrawn stays theirs: nobody's guests are
-- to arrive at somebody else.
create table booking_names (
  workspace_id uuid not null,
  name text not null check (name ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(name) between 3 and 40),
  user_id uuid not null,
  audience uuid not null,
  chosen_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  -- Of the whole installation: an address names no company.
  primary key (name),
  foreign key (workspace_id, user_id) references users on delete cascade,
  check (audience = user_id)
);
create index booking_names_of_user on booking_names (workspace_id, user_id);
call guard_read_by_audience('booking_names');
create policy own on booking_names for all
  using (workspace_id = (select actor_workspace())
    and ((select actor_is_system()) or user_id = (select actor_user())))
  with check (workspace_id = (select actor_workspace())
    and ((select actor_is_system()) or user_id = (select actor_user())));
-- A stranger names the one row they have the address of, before anybody knows which company it is.
create policy by_its_name on booking_names for select
  using (name = (select current_setting('rapport.booking_name', true)));
grant select, insert, update, delete on booking_names to rapport_app;
alter table booking_pages add foreign key (name) references booking_names (name);
create index booking_pages_by_name on booking_pages (name) where name is not null;

alter table notifications drop constraint notifications_because_check;
alter table notifications
  add constraint notifications_because_check check (because in ('mentioned', 'asked', 'asking', 'following',
    'responsible', 'taking over', 'handing over', 'given a task', 'task accepted', 'task given back', 'task done',
    'wished', 'sending', 'form', 'booked', 'moved', 'cancelled', 'untold', 'keeping', 'given a mention'));
