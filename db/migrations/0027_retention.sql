-- How long each kind of record is kept, and what was removed by that. Without a rule everything is kept.
create table retention_rules (
  workspace_id uuid not null references workspaces on delete cascade,
  kind text not null,
  id uuid not null,
  -- Null: for ever.
  months integer check (months between 1 and 1200),
  version integer not null default 1,
  primary key (workspace_id, kind)
);
call guard_for_owners('retention_rules');

create table retention_runs (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  kind text not null,
  ran_at timestamptz not null,
  -- What is older than this went.
  before timestamptz not null,
  count integer not null,
  primary key (workspace_id, id)
);
create index retention_runs_by_kind on retention_runs (workspace_id, kind, ran_at desc);
call guard_for_owners('retention_runs');
grant select, insert, update, delete on retention_rules to rapport_app;
grant select, insert, delete on retention_runs to rapport_app;
