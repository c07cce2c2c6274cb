-- What is exactly the same twice is merged by itself, where the company lets it.
alter table workspaces add column merges_exact boolean not null default true;

-- The same in everything that both say, with a proof that nobody else shares: merged by itself as soon as
-- nobody works on either. Of what was found before only those become it that are found again.
alter table duplicate_pairs add column exact boolean not null default false;
create index duplicate_pairs_exact on duplicate_pairs (workspace_id, weight desc, id)
  where state = 'proposed' and exact;

-- Which merges nobody made, and which import led to them: taking it back takes them apart.
alter table merges add column by_itself boolean not null default false;
alter table merges add column import_id uuid;
create index merges_of_import on merges (workspace_id, import_id) where import_id is not null;
create index import_changes_of_record on import_changes (workspace_id, record_id);
