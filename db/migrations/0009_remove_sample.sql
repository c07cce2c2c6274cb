-- A sample company goes as a whole, the stream included, which the serving role only appends to. This
-- function does that for an owner who is in it, and nothing else.
create function remove_sample() returns void language plpgsql security definer
  set search_path = pg_catalog, public as $$
declare
  gone constant uuid := actor_workspace();
  held text;
begin
  if actor_kind() is distinct from 'user' or actor_level() is distinct from 'owner' or not exists (
    select from workspaces where workspace_id = gone and kind = 'sample') then
    raise insufficient_privilege using message = 'Only an owner removes a sample company.';
  end if;
  perform set_config('rapport.actor', 'system', true);
  -- What refers to something was made after it; the other way round nothing is left behind by it.
  for held in
    select format('%I.%I', n.nspname, c.relname)
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped
    where n.nspname = 'public' and c.relkind = 'r'
    order by c.oid desc
  loop
    execute format('delete from %s where workspace_id = $1', held) using gone;
  end loop;
  perform set_config('rapport.actor', 'user', true);
end $$;
revoke execute on function remove_sample() from public;
grant execute on function remove_sample() to rapport_app;
