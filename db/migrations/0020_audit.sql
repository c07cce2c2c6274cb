-- The audit log: who did what, when, to what, from where. It is written by the stream itself, in the same
-- transaction, and goes on saying what it says when its objects, its people and its events are gone.

-- Whoever acts for a request names where it came from.
alter table events add column source text default nullif(current_setting('rapport.source', true), '');

create table audit_entries (
  workspace_id uuid not null,
  -- Of the event; of the first one, where one entry stands for many rows of an import.
  id uuid not null,
  audience uuid not null,
  at timestamptz not null,
  actor text not null,
  actor_id uuid,
  source text,
  subject text not null,
  subject_id uuid not null,
  verb text not null,
  import_id uuid,
  count integer not null default 1,
  -- Names as they were then, and which fields changed, as JSON: what erasure may take out again. The seal
  -- is over its hash, salted so that the hash alone gives no name away.
  said text,
  salt bytea,
  -- Set when the entry is sealed: its place in the chain, and the hash over it and the one before.
  said_sha256 bytea,
  position bigint,
  hash bytea,
  primary key (workspace_id, id),
  unique (workspace_id, position),
  check ((position is null) = (hash is null) and (position is null) = (said_sha256 is null))
);
create index audit_entries_by_actor on audit_entries (workspace_id, actor_id, id desc);
create index audit_entries_by_subject on audit_entries (workspace_id, subject_id, id desc);
-- What concerns accounts is a needle in a haystack of records.
create index audit_entries_of_accounts on audit_entries (workspace_id, id desc)
  where subject in ('account', 'user', 'team', 'workspace');
create index audit_entries_unsealed on audit_entries (workspace_id, id) where position is null;
create unique index audit_entries_of_import on audit_entries (workspace_id, import_id, subject, verb, audience)
  where position is null and import_id is not null;

alter table audit_entries enable row level security;
alter table audit_entries force row level security;
create policy back_up on audit_entries for select to current_user using (true);
create policy follow on audit_entries for all to current_user using (true) with check (true);
-- Owners read it, but for what is private to others; what happened to accounts is no one's secret from them.
create policy read on audit_entries for select using (
  workspace_id = (select actor_workspace())
  and ((select actor_is_system()) or ((select actor_level()) = 'owner'
    and (audience = any ((select actor_audiences())::uuid[]) or subject = 'account'))));
create policy seal on audit_entries for update
  using (workspace_id = (select actor_workspace()) and (select actor_is_system()))
  with check (workspace_id = (select actor_workspace()) and (select actor_is_system()));
grant select, update (said, salt, said_sha256, position, hash) on audit_entries to rapport_app;

-- What is sealed stays as it is; only names may be taken out of it.
create function audit_entries_stay() returns trigger language plpgsql as $$
begin
  if old.position is not null and (
    (new.said_sha256, new.position, new.hash) is distinct from (old.said_sha256, old.position, old.hash)
    or (new.said is not null and new.said is distinct from old.said)
    or (new.salt is not null and new.salt is distinct from old.salt)) then
    raise insufficient_privilege using message = 'An entry of the audit log that is sealed does not change.';
  end if;
  return new;
end $$;
create trigger stay before update on audit_entries for each row execute function audit_entries_stay();

create function audit_events() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  insert into audit_entries (workspace_id, id, audience, at, actor, actor_id, source, subject, subject_id,
    verb, salt, said)
  select e.workspace_id, e.id, e.audience, e.at, e.actor, e.actor_id, e.source, e.subject, e.subject_id,
    e.verb, uuid_send(gen_random_uuid()),
    jsonb_strip_nulls(jsonb_build_object(
      'actor', a.name,
      'label', coalesce(p.name, u.name, t.name, e.after ->> 'name', e.before ->> 'name'),
      'fields', case when jsonb_typeof(e.after) = 'object' then
        (select jsonb_agg(key order by key) from jsonb_object_keys(e.after) key) end,
      'particulars', case when e.subject in ('account', 'user', 'workspace', 'strategy')
        then nullif(e.particulars, '{}') end))::text
  from added e
    left join users a on a.workspace_id = e.workspace_id and a.id = e.actor_id
    left join users u on u.workspace_id = e.workspace_id and u.id = e.subject_id
      and e.subject in ('account', 'user')
    left join teams t on t.workspace_id = e.workspace_id and t.id = e.subject_id and e.subject = 'team'
    left join parties p on p.workspace_id = e.workspace_id and p.id = e.subject_id
      and e.subject in ('person', 'company')
  where e.import_id is null;
  -- Thousands of rows of an import are one line of the log, which counts them until it is sealed.
  insert into audit_entries as entry (workspace_id, id, audience, at, actor, actor_id, source, subject,
    subject_id, verb, import_id, count, salt, said)
  select e.workspace_id, (array_agg(e.id order by e.id))[1], e.audience, min(e.at), e.actor, e.actor_id,
    min(e.source), e.subject, e.import_id, e.verb, e.import_id, count(*), uuid_send(gen_random_uuid()),
    jsonb_strip_nulls(jsonb_build_object('actor', min(a.name)))::text
  from added e left join users a on a.workspace_id = e.workspace_id and a.id = e.actor_id
  where e.import_id is not null
  group by e.workspace_id, e.audience, e.actor, e.actor_id, e.subject, e.verb, e.import_id
  on conflict (workspace_id, import_id, subject, verb, audience)
    where position is null and import_id is not null
    do update set count = entry.count + excluded.count;
  return null;
end $$;
create trigger audit after insert on events referencing new table as added
  for each statement execute function audit_events();

-- What happened before this log was kept is in it as far as the stream knows it.
insert into audit_entries (workspace_id, id, audience, at, actor, actor_id, subject, subject_id, verb, salt, said)
select e.workspace_id, e.id, e.audience, e.at, e.actor, e.actor_id, e.subject, e.subject_id, e.verb,
  uuid_send(gen_random_uuid()),
  jsonb_strip_nulls(jsonb_build_object('actor', a.name,
    'label', coalesce(e.after ->> 'name', e.before ->> 'name')))::text
from events e left join users a on a.workspace_id = e.workspace_id and a.id = e.actor_id
where e.import_id is null;

-- A record that becomes private takes its entries along as it takes its events.
create or replace function events_follow_audience() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
declare
  reach constant uuid := case new.visibility when 'headers' then new.owner_id else new.audience end;
begin
  update events set audience = reach
  where workspace_id = new.workspace_id and subject_id = new.id and audience <> reach;
  update audit_entries set audience = reach
  where workspace_id = new.workspace_id and subject_id = new.id and audience <> reach;
  return null;
end $$;
