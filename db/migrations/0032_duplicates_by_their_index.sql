-- After an import the look for duplicates knows nothing of the tables it fills, and takes a workspace for
-- empty that is new beside others: it then read all keys of the workspace for each of a thousand keys, and the
-- statement was given up (measured). Whoever asks for a party's keys finds them by the party alone, which
-- leaves no second way to begin with the workspace; and the statistics are taken on the way, as for imports.
drop index duplicate_keys_of_party;
create index duplicate_keys_of_party on duplicate_keys (party_id);

create function take_statistics_of_duplicates(sample integer) returns void language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  perform set_config('default_statistics_target', sample::text, true);
  analyze duplicate_keys (workspace_id, party_id, kind, key);
  analyze duplicate_pairs (workspace_id, id, first_id, second_id, state);
end $$;
revoke execute on function take_statistics_of_duplicates(integer) from public;
grant execute on function take_statistics_of_duplicates(integer) to rapport_app;
