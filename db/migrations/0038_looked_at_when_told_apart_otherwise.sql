-- A tag on everybody had everybody looked at again for duplicates: a hundred thousand records kept the background
-- busy for minutes, although nothing had changed by which one is told from another. What is compared stands in
-- statements of a few topics (identify/duplicates/profiles.ts), so a change of those brings the look, and of the
-- record itself only who sees it and whether it is there.

drop trigger is_checked on parties;
create trigger is_checked after update on parties
  for each row when (old.audience <> new.audience or old.trashed_at is distinct from new.trashed_at
    or old.merged_into is distinct from new.merged_into)
  execute function changed_parties_are_checked();

create function retold_parties_are_checked() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  insert into duplicate_checks (workspace_id, party_id)
  select distinct c.workspace_id, c.party_id from changed c
  where c.topic in ('name', 'email', 'phone', 'address', 'birthday', 'affiliation', 'domain')
    -- Statements go with their party, and nobody looks at who is gone.
    and (tg_op <> 'DELETE' or exists (
      select from parties p where p.workspace_id = c.workspace_id and p.id = c.party_id))
  on conflict do nothing;
  return null;
end $$;

create trigger are_compared_when_told after insert on statements referencing new table as changed
  for each statement execute function retold_parties_are_checked();
create trigger are_compared_when_retold after update on statements referencing new table as changed
  for each statement execute function retold_parties_are_checked();
create trigger are_compared_when_untold after delete on statements referencing old table as changed
  for each statement execute function retold_parties_are_checked();
