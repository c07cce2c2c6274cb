-- Who of an import may be somebody who is here, found by its check, and what was decided about each.
alter table imports
  -- As the last check found them, with what the rows say: gone when the import starts or is given up.
  add column doubts jsonb not null default '[]',
  -- By the place of a row: which record it is, and which it is not.
  add column decisions jsonb not null default '[]';
