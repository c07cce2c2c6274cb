-- A backup reads every row, as the owner of the tables, whom the policies bind as well.
do $$
declare
  guarded regclass;
begin
  for guarded in
    select oid::regclass from pg_class
    where relnamespace in ('public'::regnamespace, 'auth'::regnamespace) and relkind = 'r' and relrowsecurity
  loop
    execute format('create policy back_up on %s for select to current_user using (true)', guarded);
  end loop;
end $$;

-- Tables to come get it with their other policies.
create or replace procedure guard_read_by_audience(guarded regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', guarded);
  execute format('alter table %s force row level security', guarded);
  execute format('create policy back_up on %s for select to current_user using (true)', guarded);
  execute format($policy$
    create policy read on %s for select using (
      workspace_id = (select actor_workspace())
      and (audience = any ((select actor_audiences())::uuid[]) or (select actor_is_system())))
  $policy$, guarded);
end $$;
create or replace procedure guard_for_owners(guarded regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', guarded);
  execute format('alter table %s force row level security', guarded);
  execute format('create policy back_up on %s for select to current_user using (true)', guarded);
  execute format('create policy read on %s for select using (workspace_id = (select actor_workspace()))',
    guarded);
  execute format($policy$
    create policy change on %s for all
      using (workspace_id = (select actor_workspace()) and (select actor_edits_everything()))
      with check (workspace_id = (select actor_workspace()) and (select actor_edits_everything()))
  $policy$, guarded);
end $$;

-- Since when nothing leaves a restored house; the one that the backup was made of may still be working.
alter table workspaces add column held_since timestamptz;
