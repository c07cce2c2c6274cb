-- An import looks up what it has just written, and until the statistics are taken the planner takes one
-- index for as good as another (measured: a tenth of the speed). Taking them belongs to the owner of the
-- tables; this function does that and nothing else, for the serving role.

create function take_statistics() returns void language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
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
revoke execute on function take_statistics() from public;
grant execute on function take_statistics() to rapport_app;
