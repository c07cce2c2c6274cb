-- A page of a colleague's own on which strangers choose one of their free hours.
create table booking_pages (
  workspace_id uuid not null,
  user_id uuid not null,
  audience uuid not null,
  -- The part of its address that nobody guesses.
  key text not null,
  is_on boolean not null,
  zone text not null,
  -- By the day of the week, from Monday on: from and until, by the clock of the zone.
  hours jsonb not null,
  minutes smallint not null check (minutes between 5 and 480),
  buffer_minutes smallint not null check (buffer_minutes between 0 and 240),
  notice_hours smallint not null check (notice_hours between 0 and 720),
  most_a_day smallint not null check (most_a_day between 1 and 50),
  weeks smallint not null check (weeks between 1 and 12),
  greeting text not null check (length(greeting) <= 5000),
  primary key (workspace_id, user_id),
  foreign key (workspace_id, user_id) references users on delete cascade,
  check (audience = user_id)
);
create unique index booking_pages_by_key on booking_pages (workspace_id, key);
call guard_read_by_audience('booking_pages');
create policy own on booking_pages for all
  using (workspace_id = (select actor_workspace())
    and ((select actor_is_system()) or user_id = (select actor_user())))
  with check (workspace_id = (select actor_workspace())
    and ((select actor_is_system()) or user_id = (select actor_user())));

-- Which meetings came so. Who booked stands in the meeting alone.
create table bookings (
  workspace_id uuid not null,
  activity_id uuid not null,
  user_id uuid not null,
  audience uuid not null,
  key text not null,
  -- Under a key of the installation: who booked, and that it was confirmed to them.
  mark text not null,
  confirmed_at timestamptz,
  language text not null check (language in ('en', 'de')),
  zone text not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, activity_id),
  foreign key (workspace_id, activity_id) references activities on delete cascade,
  foreign key (workspace_id, user_id) references users on delete cascade,
  check (audience = user_id)
);
create unique index bookings_by_key on bookings (workspace_id, key);
create index bookings_of_user on bookings (workspace_id, user_id);
create index bookings_confirmed on bookings (workspace_id, mark, confirmed_at) where confirmed_at is not null;
call guard_read_by_audience('bookings');
create policy own on bookings for all
  using (workspace_id = (select actor_workspace())
    and ((select actor_is_system()) or user_id = (select actor_user())))
  with check (workspace_id = (select actor_workspace())
    and ((select actor_is_system()) or user_id = (select actor_user())));

grant select, insert, update, delete on booking_pages, bookings to rapport_app;
