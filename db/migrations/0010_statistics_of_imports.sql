-- Statistics taken while an import runs only have to tell one index from another, for which a tenth of the
-- usual sample does; the full sample took half of the database's time for a mailbox (measured). They are
-- taken in full once the import is done and nobody waits.
drop function take_statistics();
create function take_statistics(sample integer) returns void language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  perform set_config('default_statistics_target', sample::text, true);
  analyze parties (workspace_id, id, kind, audience, name_key, domain, origin_key, import_id);
  analyze statements (workspace_id, id, party_id, topic);
  analyze party_emails;
  analyze affiliations;
  analyze party_roles;
  analyze activities (workspace_id, id, audience, identity, thread, import_id, occurred_at);
  analyze activity_texts (workspace_id, activity_id, audience);
  analyze participants (workspace_id, activity_id, address_id, party_id, role);
  analyze mails (workspace_id, activity_id, audience, message_id, subject_key);
  analyze seen_addresses;
  analyze thread_links;
end $$;
revoke execute on function take_statistics(integer) from public;
grant execute on function take_statistics(integer) to rapport_app;
