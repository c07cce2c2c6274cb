-- What was agreed with a party for a time: until when it runs, by when notice has to be given, and whether it goes
-- on by itself. Which of its days comes next follows from the calendar and stands nowhere.
create table contracts (
  workspace_id uuid not null,
  id uuid not null,
  audience uuid not null,
  party_id uuid not null,
  what text not null check (what <> '' and length(what) <= 300),
  number text not null default '' check (length(number) <= 100),
  from_date date,
  to_date date,
  notice_count integer check (notice_count between 0 and 999),
  notice_unit text check (notice_unit in ('days', 'weeks', 'months')),
  -- By how many months it goes on where nobody gives notice.
  renews_months integer check (renews_months between 1 and 1200),
  notice_given_on date,
  -- Who gives notice in time is reminded by this task.
  task_id uuid,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  removed_at timestamptz,
  removed_by uuid,
  primary key (workspace_id, id),
  check ((notice_count is null) = (notice_unit is null)),
  check (from_date <= to_date)
);
create index contracts_of_party on contracts (workspace_id, party_id);
create index contracts_removed on contracts (workspace_id, removed_at) where removed_at is not null;
call guard_part('contracts', 'parties', 'contracts.party_id');
call keep_with_party('contracts');

create function contracts_go_with_their_party() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  delete from contracts x using gone g where x.workspace_id = g.workspace_id and x.party_id = g.id;
  return null;
end $$;
create trigger contracts_go after delete on parties referencing old table as gone
  for each statement execute function contracts_go_with_their_party();

create function contracts_follow_their_party() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  update contracts set audience = new.audience where workspace_id = new.workspace_id and party_id = new.id;
  return null;
end $$;
create trigger contracts_follow after update of audience on parties
  for each row when (old.audience <> new.audience) execute function contracts_follow_their_party();

create function contracts_outlive_their_task() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  update contracts x set task_id = null from gone g
  where x.workspace_id = g.workspace_id and x.task_id = g.id;
  return null;
end $$;
create index contracts_of_task on contracts (workspace_id, task_id) where task_id is not null;
create trigger contracts_outlive after delete on activities referencing old table as gone
  for each statement execute function contracts_outlive_their_task();

grant select, insert, update, delete on contracts to rapport_app;
