-- In which of their workspaces somebody works: remembered with the session, so that links and new windows
-- lead there as well. Empty, or when the workspace is gone, it is the first one.
alter table auth.sessions add column workspace_id uuid references workspaces on delete set null;
