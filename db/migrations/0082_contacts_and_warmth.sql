-- What contact there was between us and a party, and how warm that makes it.

-- One row for each activity that counts, with whom it was with; a company has those of its people too. The rows
-- follow from activities and who took part in them (server/understand/warmth/counting.ts); what is added to
-- or taken from the strengths below follows from these rows, whatever makes them come or go.
create table contacts (
  workspace_id uuid not null,
  party_id uuid not null,
  activity_id uuid not null,
  -- The narrower of the party's and the activity's.
  audience uuid not null,
  happened_at timestamptz not null,
  direction text not null check (direction in ('in', 'out', 'both')),
  weight double precision not null check (weight > 0),
  -- What it adds to the strength (models/warmth/strength.ts).
  amount numeric not null,
  -- Whether everyone who sees the party sees it: only that counts in the figure they share.
  shared boolean not null,
  -- Who of us had it, as far as they see it.
  colleagues uuid[] not null default '{}',
  primary key (workspace_id, party_id, activity_id)
);
create index contacts_of_party on contacts (workspace_id, party_id, happened_at desc);
create index contacts_of_activity on contacts (workspace_id, activity_id);
create index contacts_by_time on contacts (workspace_id, happened_at);
call guard_read_by_audience('contacts');
create policy add on contacts for insert with check (
  workspace_id = (select actor_workspace()) and (select actor_is_system()));
create policy remove on contacts for delete using (
  workspace_id = (select actor_workspace()) and (select actor_is_system()));
create policy keep on contacts for all to current_user using (true) with check (true);
grant select, insert, delete on contacts to rapport_app;

-- How strong contact is: with all of us, where `whom` is the workspace, or with one colleague, who alone sees it.
create table warmth (
  workspace_id uuid not null,
  party_id uuid not null,
  whom uuid not null,
  audience uuid not null,
  -- The exact sum of the amounts.
  strength numeric not null,
  contacts bigint not null,
  primary key (workspace_id, party_id, whom)
);
call guard_read_by_audience('warmth');
create policy keep on warmth for all to current_user using (true) with check (true);
grant select on warmth to rapport_app;

-- By which constants the contacts above were counted and how long it usually is between two contacts with anybody.
-- Looked at anew once a day: what a new strategy says holds for all figures at once.
create table warmth_basis (
  workspace_id uuid primary key,
  half_life_days double precision not null,
  meeting double precision not null,
  call double precision not null,
  email double precision not null,
  campaign double precision not null,
  quiet_share double precision not null,
  -- Of the gaps between contacts (models/warmth/rhythm.ts), from so many relationships.
  shape double precision not null,
  a double precision not null,
  b double precision not null,
  -- How much each sign tells of further contact (models/warmth/next-contact.ts), where there is enough of a past.
  next_contact double precision[],
  relationships integer not null,
  fitted_at timestamptz not null default now()
);
alter table warmth_basis enable row level security;
alter table warmth_basis force row level security;
create policy read on warmth_basis for select using (workspace_id = (select actor_workspace()));
create policy change on warmth_basis for all
  using (workspace_id = (select actor_workspace()) and (select actor_is_system()))
  with check (workspace_id = (select actor_workspace()) and (select actor_is_system()));
create policy keep on warmth_basis for all to current_user using (true) with check (true);
create policy back_up on warmth_basis for select to current_user using (true);
grant select, insert, update on warmth_basis to rapport_app;

-- The moment at which the strength of contact will have come down to one (later is warmer, at every time), and
-- the moment from which silence is unusual. Shared fields, as the last contact is.
alter table parties add column warm_until timestamptz;
alter table parties add column quiet_from timestamptz;
create index parties_by_warmth on parties (workspace_id, kind, warm_until desc nulls last, id desc)
  include (audience, roles, country, city, company_id, owner_id, assigned_to, last_contact_at, created_at, updated_at, quiet_from)
  where trashed_at is null;
create index parties_by_quiet on parties (workspace_id, kind, quiet_from, id)
  include (audience, roles, country, city, company_id, owner_id, assigned_to, last_contact_at, created_at, updated_at, warm_until)
  where trashed_at is null;

create function warmth_follows_contacts() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public set enable_seqscan = off as $$
declare
  sign constant numeric := case tg_op when 'INSERT' then 1 else -1 end;
begin
  insert into warmth as w (workspace_id, party_id, whom, audience, strength, contacts)
  select c.workspace_id, c.party_id, t.whom,
    case when t.whom = c.workspace_id then p.audience else t.whom end, sign * sum(t.part), sign * count(*)
  from changed c
  join parties p on p.workspace_id = c.workspace_id and p.id = c.party_id
  cross join lateral (
    select c.workspace_id as whom, c.amount as part where c.shared
    union all
    -- What somebody wrote to several of us was written to each in part.
    select u, case c.direction when 'in' then div(c.amount, cardinality(c.colleagues)) else c.amount end
    from unnest(c.colleagues) u) t
  group by 1, 2, 3, 4 order by 2, 3
  on conflict (workspace_id, party_id, whom) do update
    set strength = w.strength + excluded.strength, contacts = w.contacts + excluded.contacts;
  update parties p set warm_until = case when w.strength > 0 then
      timestamptz '2000-01-01T00:00:00Z' + interval '24 hours' * (coalesce(
        (select half_life_days from warmth_basis r where r.workspace_id = w.workspace_id), 45)
      * (ln(w.strength) / ln(2.0) - 32)::double precision) end
  from (select distinct workspace_id, party_id from changed) c
  join warmth w on w.workspace_id = c.workspace_id and w.party_id = c.party_id and w.whom = c.workspace_id
  where p.workspace_id = c.workspace_id and p.id = c.party_id;
  if tg_op = 'DELETE' then
    -- Without any contact there is none to be told of, as before the first.
    delete from warmth w using changed c
    where w.workspace_id = c.workspace_id and w.party_id = c.party_id and w.contacts = 0;
  end if;
  return null;
end $$;
create trigger warmth_grows after insert on contacts referencing new table as changed
  for each statement execute function warmth_follows_contacts();
create trigger warmth_shrinks after delete on contacts referencing old table as changed
  for each statement execute function warmth_follows_contacts();

-- What goes for good, or is seen by others than before, counts no more; what still counts is counted anew in
-- the same transaction.
create function contacts_go_with_their_activity() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  delete from contacts x using gone g where x.workspace_id = g.workspace_id and x.activity_id = g.id;
  return null;
end $$;
create trigger contacts_go after delete on activities referencing old table as gone
  for each statement execute function contacts_go_with_their_activity();

create function contacts_end_with_their_audience() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  delete from contacts where workspace_id = new.workspace_id and activity_id = new.id;
  return null;
end $$;
create trigger contacts_end after update of audience on activities
  for each row when (old.audience <> new.audience) execute function contacts_end_with_their_audience();

create function warmth_goes_with_its_party() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  delete from contacts x using gone g where x.workspace_id = g.workspace_id and x.party_id = g.id;
  delete from warmth x using gone g where x.workspace_id = g.workspace_id and x.party_id = g.id;
  return null;
end $$;
create trigger warmth_goes after delete on parties referencing old table as gone
  for each statement execute function warmth_goes_with_its_party();

create function warmth_follows_its_party() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  delete from contacts where workspace_id = new.workspace_id and party_id = new.id;
  update warmth set audience = new.audience
  where workspace_id = new.workspace_id and party_id = new.id and whom = new.workspace_id;
  return null;
end $$;
create trigger warmth_follows after update of audience on parties
  for each row when (old.audience <> new.audience) execute function warmth_follows_its_party();
