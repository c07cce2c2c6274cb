-- A mail brings a text, its headers, those who took part and its files. Foreign keys looked up the activity,
-- the address and the workspace once for every row of these, which cost an import more than the rows did
-- (measured). As with the parts of a party, triggers now look once for every statement and keep the same
-- promises: no part without its activity, gone when it goes, following when its audience changes. The
-- workspace is the actor's own; the policies let nothing else through.
alter table activities drop constraint activities_workspace_id_fkey;
alter table seen_addresses drop constraint seen_addresses_workspace_id_fkey;
alter table thread_links drop constraint thread_links_workspace_id_fkey;
alter table activity_texts drop constraint activity_texts_workspace_id_activity_id_fkey;
alter table mails drop constraint mails_workspace_id_activity_id_fkey;
alter table attachments drop constraint attachments_workspace_id_activity_id_fkey;
alter table participants drop constraint participants_workspace_id_activity_id_audience_fkey;
alter table participants drop constraint participants_workspace_id_address_id_fkey;
-- It served the foreign key alone.
alter table activities drop constraint activities_workspace_id_id_audience_key;

create policy keep on activities for all to current_user using (true) with check (true);
create policy keep on seen_addresses for all to current_user using (true) with check (true);

-- What came in this very transaction is seen by nobody else, so that nobody can delete it; whatever else is
-- named is locked, which keeps it from being deleted until the parts are committed.
create function parts_have_their_activity() returns trigger language plpgsql security definer
  -- Whatever the size of the tables was when the plan was made: by the index.
  set search_path = pg_catalog, public set enable_seqscan = off as $$
declare
  named bigint;
  own bigint;
begin
  select count(*), count(*) filter (where x.xmin = pg_current_xact_id()::xid) into named, own
  from (select distinct workspace_id, activity_id from arrived) a left join lateral (
    select xmin from activities where workspace_id = a.workspace_id and id = a.activity_id) x on true;
  if named <> own and named <> (select count(*)
      from (select distinct workspace_id, activity_id from arrived) a, lateral (
        select from activities where workspace_id = a.workspace_id and id = a.activity_id for key share) held) then
    raise foreign_key_violation using message =
      format('A row of %s names an activity that does not exist.', tg_table_name);
  end if;
  return null;
end $$;

-- Who took part stands there for the same readers as the activity, under an address that was seen.
create function participants_have_their_activity() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public set enable_seqscan = off as $$
declare
  named bigint;
  own bigint;
begin
  select count(*), count(*) filter (where x.xmin = pg_current_xact_id()::xid) into named, own
  from (select distinct workspace_id, activity_id, audience from arrived) a left join lateral (
    select xmin from activities
    where workspace_id = a.workspace_id and id = a.activity_id and audience = a.audience) x on true;
  if named <> own and named <> (select count(*)
      from (select distinct workspace_id, activity_id, audience from arrived) a, lateral (
        select from activities
        where workspace_id = a.workspace_id and id = a.activity_id and audience = a.audience
        for key share) held) then
    raise foreign_key_violation using message =
      'Somebody took part in an activity that does not exist, or has another audience.';
  end if;
  select count(*), count(*) filter (where s.xmin = pg_current_xact_id()::xid) into named, own
  from (select distinct workspace_id, address_id from arrived where address_id is not null) a left join lateral (
    select xmin from seen_addresses where workspace_id = a.workspace_id and id = a.address_id) s on true;
  if named <> own and named <> (select count(*)
      from (select distinct workspace_id, address_id from arrived where address_id is not null) a, lateral (
        select from seen_addresses where workspace_id = a.workspace_id and id = a.address_id for key share) held) then
    raise foreign_key_violation using message =
      'Somebody took part under an address that was never seen.';
  end if;
  return null;
end $$;

create function parts_go_with_their_activity() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  delete from participants x using gone g where x.workspace_id = g.workspace_id and x.activity_id = g.id;
  delete from attachments x using gone g where x.workspace_id = g.workspace_id and x.activity_id = g.id;
  delete from mails x using gone g where x.workspace_id = g.workspace_id and x.activity_id = g.id;
  delete from activity_texts x using gone g where x.workspace_id = g.workspace_id and x.activity_id = g.id;
  return null;
end $$;
create trigger parts_go after delete on activities referencing old table as gone
  for each statement execute function parts_go_with_their_activity();

create function participants_follow_their_activity() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  update participants set audience = new.audience where workspace_id = new.workspace_id and activity_id = new.id;
  return null;
end $$;
create trigger participants_follow after update of audience on activities
  for each row when (old.audience <> new.audience) execute function participants_follow_their_activity();

-- Somebody may have taken part under it since the question whether anybody did.
create function seen_addresses_stay_while_named() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public set enable_seqscan = off as $$
begin
  if exists (select from gone g, lateral (select from participants p
      where p.workspace_id = g.workspace_id and p.address_id = g.id limit 1) named) then
    raise foreign_key_violation using message = 'Somebody took part under an address that was to go.';
  end if;
  return null;
end $$;
create trigger stay_while_named after delete on seen_addresses referencing old table as gone
  for each statement execute function seen_addresses_stay_while_named();

do $$
declare
  part text;
begin
  foreach part in array array['activity_texts', 'mails', 'attachments', 'participants'] loop
    execute format('create policy keep on %I for all to current_user using (true) with check (true)', part);
    execute format('create trigger have_their_activity after insert on %I referencing new table as arrived
      for each statement execute function %s()', part,
      case part when 'participants' then 'participants_have_their_activity' else 'parts_have_their_activity' end);
  end loop;
end $$;
