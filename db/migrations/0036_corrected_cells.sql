-- A cell that could not be read is put right where its problem stands, for this import alone.
alter table imports add column corrections jsonb not null default '[]';

-- Which cell a problem is about, and what stands in it.
alter table import_problems add column cell jsonb;
