-- What the house does by itself, in every workspace: go on with interrupted imports, clear away what has
-- had its time.

-- To visit every workspace somebody has to know which there are; their ids alone are read this way.
create policy enumerate on workspaces for select using ((select actor_kind()) = 'upkeep');

-- A row must be visible to whoever removes it by its age.
create policy find_expired on idempotency_keys for select using (
  workspace_id = (select actor_workspace()) and (select actor_is_system()));
