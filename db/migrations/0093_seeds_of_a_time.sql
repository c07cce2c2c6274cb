-- What the company as a whole has to tell at a time, such as a tour or a project, has a name and may have days
-- from which and until which it is told.
alter table seeds
  add column name text not null default '' check (length(name) <= 100),
  add column from_on date,
  add column until_on date,
  add constraint seeds_in_order check (until_on >= from_on);
