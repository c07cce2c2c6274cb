-- One index that finds an address in every audience and keeps it unique in each: the key held the audience
-- first, which made a second index necessary, and every import paid for both.
alter table party_emails drop constraint party_emails_pkey;
alter table party_emails add constraint party_emails_pkey primary key (workspace_id, address, audience);
drop index party_emails_by_address;

-- Asked twice, the rows that arrived were sorted out twice. Parties of this very transaction are seen by
-- nobody else, so that nobody can delete them and no lock is needed.
create or replace function parts_have_their_party() returns trigger language plpgsql security definer
  -- Whatever the size of the tables was when the plan was made: by the index.
  set search_path = pg_catalog, public set enable_seqscan = off as $$
declare
  named bigint;
  own bigint;
  others bigint;
begin
  select count(*), count(*) filter (where p.xmin = pg_current_xact_id()::xid) into named, own
  from (select distinct workspace_id, party_id, audience from arrived) a
    left join lateral (
      select xmin from parties p
      where p.workspace_id = a.workspace_id and p.id = a.party_id and p.audience = a.audience
    ) p on true;
  if named = own then
    return null;
  end if;
  -- The lock keeps a party from being deleted until the parts are committed. Asked party by party: the
  -- planner does not know how many rows have arrived, and must not begin with all parties there are.
  others := (select count(*)
    from (select distinct workspace_id, party_id, audience from arrived) a, lateral (
      select from parties p
      where p.workspace_id = a.workspace_id and p.id = a.party_id and p.audience = a.audience
      for key share) held);
  if named <> others then
    raise foreign_key_violation using message =
      format('A row of %s names a party that does not exist, or has another audience than it.', tg_table_name);
  end if;
  return null;
end $$;
