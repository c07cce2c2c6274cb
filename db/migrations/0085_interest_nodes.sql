-- What a company says of the taxonomy of interests: nodes of its own, and built-in ones under another name,
-- in another place, retired or merged. What has no row here is as it was built in.
create table interest_nodes (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  -- As interests name it: the id of a built-in node, or of one of the company's own.
  node text not null check (node <> '' and length(node) <= 200),
  parent text check (length(parent) <= 200),
  english text not null check (english <> '' and length(english) <= 100),
  german text not null check (german <> '' and length(german) <= 100),
  retired_at timestamptz,
  -- The node it has become part of.
  merged_into text check (length(merged_into) <= 200),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  check (parent <> node),
  check (merged_into <> node)
);
create unique index interest_nodes_by_node on interest_nodes (workspace_id, node);
call guard_for_owners('interest_nodes');
grant select, insert, update, delete on interest_nodes to rapport_app;
