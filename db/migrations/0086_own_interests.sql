-- What colleagues are interested in themselves: for nobody else, or for all colleagues, as each of them says.
create table own_interests (
  workspace_id uuid not null,
  id uuid not null,
  audience uuid not null,
  user_id uuid not null,
  visibility text not null check (visibility in ('everyone', 'private')),
  text text not null check (text <> '' and length(text) <= 300),
  node text check (length(node) <= 200),
  involvement real not null check (involvement between 0 and 1),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, user_id) references users on delete cascade,
  check (audience = case visibility when 'everyone' then workspace_id else user_id end)
);
create index own_interests_of_user on own_interests (workspace_id, user_id);
call guard_read_by_audience('own_interests');
create policy keep on own_interests for all to current_user using (true) with check (true);
create policy own on own_interests for all
  using (workspace_id = (select actor_workspace())
    and ((select actor_is_system()) or user_id = (select actor_user())))
  with check (workspace_id = (select actor_workspace())
    and ((select actor_is_system()) or user_id = (select actor_user())));
grant select, insert, update, delete on own_interests to rapport_app;

-- How rare an interest is is counted over what everyone may see.
create index statements_of_interests on statements (workspace_id, audience, stated_at, party_id)
  where topic = 'interest' and superseded_at is null;
