-- Mails that the house writes for a colleague, and first among them the digest of their day.

alter table outgoing_mails
  -- It says of itself that no person wrote it (RFC 3834), so that no machine answers it.
  add column automatic boolean not null default false,
  -- It stands on the timelines and in the mailbox's own folder of what was sent; a digest does not.
  add column kept boolean not null default true;

-- Who wants the day by e-mail, at which hour of their clock, and from which mailbox of theirs.
create table digests (
  workspace_id uuid not null,
  user_id uuid not null,
  audience uuid not null,
  connection_id uuid not null,
  hour smallint not null check (hour between 0 and 23),
  weekdays_only boolean not null,
  zone text not null,
  language text not null check (language in ('en', 'de')),
  -- The last day that was told, or of which there was nothing to tell.
  told_on date not null,
  primary key (workspace_id, user_id),
  foreign key (workspace_id, user_id) references users on delete cascade,
  foreign key (workspace_id, connection_id) references connections on delete cascade,
  check (audience = user_id)
);
call guard_read_by_audience('digests');
create policy keep on digests for all to current_user using (true) with check (true);
create policy own on digests for all
  using (workspace_id = (select actor_workspace())
    and ((select actor_is_system()) or user_id = (select actor_user())))
  with check (workspace_id = (select actor_workspace())
    and ((select actor_is_system()) or user_id = (select actor_user())));
grant select, insert, update, delete on digests to rapport_app;
