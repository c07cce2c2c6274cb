-- A company's own fields. What a value is stays a statement; here is what fields there are, and the values of
-- today in columns whose comparison an index serves under a policy: numbers in the smallest unit of their
-- field, texts as they are and folded, choices with their place among the others.

create function level_rank(level text) returns integer language sql immutable parallel safe
  return case level when 'owner' then 4 when 'manager' then 3 when 'member' then 2 when 'reader' then 1 else 0 end;

create table fields (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  -- The workspace, or the team that alone sees the field.
  audience uuid not null,
  kind text not null check (kind in ('person', 'company')),
  -- What filters, files and programs call the field; it stays when the label changes.
  name text not null check (name ~ '^[a-z][a-zA-Z0-9]{0,59}$'),
  label text not null check (label <> '' and length(label) <= 100),
  help text not null default '' check (length(help) <= 500),
  type text not null check (type in ('text', 'longText', 'web', 'number', 'money', 'date', 'boolean',
    'choice', 'choices', 'person', 'company', 'user')),
  -- Choices, decimals, currency, bounds and default, as far as the type has them.
  settings jsonb not null default '{}',
  -- The least access level that sees and that edits the field.
  seen_from text not null default 'reader' check (seen_from in ('reader', 'member', 'manager', 'owner')),
  edited_from text not null default 'member' check (edited_from in ('member', 'manager', 'owner')),
  -- Stands in the form for somebody new.
  asked boolean not null default false,
  position integer not null,
  retired_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (workspace_id, id),
  unique (workspace_id, kind, name)
);
call guard_read_by_audience('fields');
-- Who may not see a field does not learn that there is one.
create policy seen on fields as restrictive for select to rapport_app using (
  (select actor_is_system()) or level_rank((select actor_level())) >= level_rank(seen_from));
create policy add on fields for insert with check (
  workspace_id = (select actor_workspace()) and (select actor_edits_everything()));
create policy edit on fields for update
  using (workspace_id = (select actor_workspace()) and (select actor_edits_everything()))
  with check (workspace_id = (select actor_workspace()) and (select actor_edits_everything()));
grant select, insert, update on fields to rapport_app;

-- A value of a field is seen and edited by those who see and edit the field, besides what its record says.
-- The fields are few: they are read once a statement. The owner of the tables, who makes backups, sees all.
alter table statements add column field_id uuid;
alter table events add column field_id uuid;
create policy field_seen on statements as restrictive for select to rapport_app using (
  field_id is null or (select actor_is_system())
  or field_id in (select f.id from fields f where f.workspace_id = (select actor_workspace())));
create policy field_added on statements as restrictive for insert to rapport_app with check (
  field_id is null or (select actor_is_system())
  or field_id in (select f.id from fields f where f.workspace_id = (select actor_workspace())
    and level_rank((select actor_level())) >= level_rank(f.edited_from)));
create policy field_edited on statements as restrictive for update to rapport_app using (
  field_id is null or (select actor_is_system())
  or field_id in (select f.id from fields f where f.workspace_id = (select actor_workspace())
    and level_rank((select actor_level())) >= level_rank(f.edited_from)));
create policy field_seen on events as restrictive for select to rapport_app using (
  field_id is null or (select actor_is_system())
  or field_id in (select f.id from fields f where f.workspace_id = (select actor_workspace())));

-- The values of today, kept from the statements in the same transaction; several of one field stand in order.
create table party_values (
  workspace_id uuid not null,
  party_id uuid not null,
  field_id uuid not null,
  ordinal smallint not null,
  audience uuid not null,
  statement_id uuid not null,
  text_value text,
  sort_value text collate names,
  number_value bigint,
  date_value date,
  reference uuid,
  search_text text,
  primary key (workspace_id, party_id, field_id, ordinal)
);
create index party_values_by_text on party_values (workspace_id, field_id, text_value, party_id)
  include (audience) where text_value is not null;
create index party_values_by_sort on party_values (workspace_id, field_id, sort_value, party_id)
  include (audience) where sort_value is not null;
create index party_values_by_number on party_values (workspace_id, field_id, number_value, party_id)
  include (audience) where number_value is not null;
create index party_values_by_date on party_values (workspace_id, field_id, date_value, party_id)
  include (audience) where date_value is not null;
create index party_values_by_reference on party_values (workspace_id, field_id, reference, party_id)
  include (audience) where reference is not null;
create index party_values_by_search on party_values using gin (search_text gin_trgm_ops);
-- How many rows have a value depends on the field it is of.
create statistics party_values_texts (mcv) on field_id, text_value from party_values;
create statistics party_values_numbers (mcv) on field_id, number_value from party_values;
create statistics party_values_dates (mcv) on field_id, date_value from party_values;
create statistics party_values_references (mcv) on field_id, reference from party_values;

call guard_read_by_audience('party_values');
create policy field_seen on party_values as restrictive for select to rapport_app using (
  (select actor_is_system())
  or field_id in (select f.id from fields f where f.workspace_id = (select actor_workspace())));
-- What is worked out from the statements is written by the house alone.
create policy work_out on party_values for all
  using (workspace_id = (select actor_workspace()) and (select actor_is_system()))
  with check (workspace_id = (select actor_workspace()) and (select actor_is_system()));
call keep_with_party('party_values');
grant select, insert, update, delete on party_values to rapport_app;

create policy choose on party_values for select to rapport_chooser using (true);
grant select (workspace_id, party_id, field_id, audience, search_text) on party_values to rapport_chooser;

create function values_go_with_their_party() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  delete from party_values x using gone g where x.workspace_id = g.workspace_id and x.party_id = g.id;
  return null;
end $$;
create trigger values_go after delete on parties referencing old table as gone
  for each statement execute function values_go_with_their_party();

create function values_follow_their_party() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  update party_values set audience = new.audience where workspace_id = new.workspace_id and party_id = new.id;
  return null;
end $$;
create trigger values_follow after update of audience on parties
  for each row when (old.audience <> new.audience) execute function values_follow_their_party();
