-- From whose page a mention comes, as hashes: told later whose page it is, it is known again, and nobody is looked for.
alter table mentions add column profiles text[] not null default '{}' check (cardinality(profiles) <= 5);
