-- What is personal comes from the person: told, done together or published about their work, never guessed
-- and never from a third person. The rule stands in the room that states values; this keeps it for every
-- other way into the table.
alter table statements add constraint personal_is_told
  check (topic not in ('interest', 'family', 'life event') or basis in ('told', 'seen'));
