-- Until now nobody saw what the columns of a table would become before they were people, nor could say otherwise.
alter table imports
  -- For each row of headings, what its columns become; the rooms that read tables know the form.
  add column mappings jsonb not null default '[]',
  -- What a run over these files and choices would do, counted by doing it and taking it back.
  add column checked jsonb;

-- What was confirmed once for a row of headings, for the next file that has the same.
create table import_mappings (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  audience uuid not null,
  -- A hash of the headings in their order.
  headings text not null,
  mapping jsonb not null,
  confirmed_by uuid,
  confirmed_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, audience, headings)
);
call guard_import_part('import_mappings');
grant select, insert, update, delete on import_mappings to rapport_app;
