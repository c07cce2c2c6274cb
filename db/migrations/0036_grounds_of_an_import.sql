-- Whether the people of a file may be written to, for what and on what ground, as whoever imports it said.
alter table imports add column grounds jsonb not null default '[]';

-- With its import an entry goes: it says of a file what is not true of anybody any more.
alter table consents add column import_id uuid;
create index consents_of_import on consents (workspace_id, import_id) where import_id is not null;
