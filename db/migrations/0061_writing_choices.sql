-- What somebody wants to be told while they write; without a row, all of it.
create table writing_choices (
  workspace_id uuid not null,
  user_id uuid not null,
  audience uuid not null,
  tone_hints boolean not null,
  primary key (workspace_id, user_id),
  foreign key (workspace_id, user_id) references users on delete cascade,
  check (audience = user_id)
);
call guard_read_by_audience('writing_choices');
create policy own on writing_choices for all
  using (workspace_id = (select actor_workspace())
    and ((select actor_is_system()) or user_id = (select actor_user())))
  with check (workspace_id = (select actor_workspace())
    and ((select actor_is_system()) or user_id = (select actor_user())));

grant select, insert, update, delete on writing_choices to rapport_app;
