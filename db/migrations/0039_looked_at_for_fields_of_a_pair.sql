-- Two records of which a field of the company's own says different things are not merged by themselves. Once it
-- says the same they may be, so whoever is half of a pair is looked at again for such a field too.
create or replace function retold_parties_are_checked() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  insert into duplicate_checks (workspace_id, party_id)
  select distinct c.workspace_id, c.party_id from changed c
  where (c.topic in ('name', 'email', 'phone', 'address', 'birthday', 'affiliation', 'domain')
      or (c.topic = 'field' and (
        exists (select from duplicate_pairs d
          where d.workspace_id = c.workspace_id and d.first_id = c.party_id and d.state = 'proposed')
        or exists (select from duplicate_pairs d
          where d.workspace_id = c.workspace_id and d.second_id = c.party_id and d.state = 'proposed'))))
    -- Statements go with their party, and nobody looks at who is gone.
    and (tg_op <> 'DELETE' or exists (
      select from parties p where p.workspace_id = c.workspace_id and p.id = c.party_id))
  on conflict do nothing;
  return null;
end $$;
