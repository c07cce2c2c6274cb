-- What is sensitive, and what concerns a third person: kept on a legal ground and for named confidants alone.
-- Everybody else sees at most the need that follows from it, which is an ordinary statement and knows
-- nothing of this table; the way leads from here to there only.
--
-- There is no audience: it is not a team or one user who may know, but those who are named, whatever their
-- level. Owners are not among them unless somebody names them.
create table confidences (
  workspace_id uuid not null,
  id uuid not null,
  party_id uuid not null,
  confidants uuid[] not null check (cardinality(confidants) between 1 and 20),
  subject text not null check (subject in ('health', 'belief', 'politics', 'family trouble', 'third person')),
  detail text not null check (detail <> '' and length(detail) <= 2000),
  ground text not null check (ground in
    ('consent', 'vital', 'public', 'claims', 'contract', 'interest')),
  -- In what the ground consists: the day of a consent, the paper where it was published.
  ground_note text not null default '' check (length(ground_note) <= 500),
  told_by text not null check (told_by in ('themselves', 'third person')),
  -- The statement of the need that follows from it. Without a foreign key: whoever takes that need away must
  -- not learn that something hangs on it.
  need_id uuid,
  stated_at timestamptz not null default now(),
  stated_by uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, party_id) references parties on delete cascade,
  check (subject not in ('health', 'belief', 'politics') or ground not in ('contract', 'interest'))
);
create index confidences_of_party on confidences (workspace_id, party_id);

alter table confidences enable row level security;
alter table confidences force row level security;
-- A backup is read by the owner.
create policy back_up on confidences for select to current_user using (true);
create policy read on confidences for select using (
  workspace_id = (select actor_workspace())
  and ((select actor_is_system())
    or ((select actor_user()) = any (confidants)
      -- Nobody learns in this way of a record that is kept from them.
      and exists (select from parties p
        where p.workspace_id = confidences.workspace_id and p.id = confidences.party_id))));
create policy add on confidences for insert with check (
  workspace_id = (select actor_workspace()) and (select actor_writes())
  and (select actor_user()) = any (confidants));
-- Whoever is in somebody's confidence may share it, and does not shut themselves out.
create policy edit on confidences for update
  using (workspace_id = (select actor_workspace())
    and ((select actor_is_system())
      or ((select actor_writes()) and (select actor_user()) = any (confidants))))
  with check (workspace_id = (select actor_workspace())
    and ((select actor_is_system()) or (select actor_user()) = any (confidants)));
create policy remove on confidences for delete using (
  workspace_id = (select actor_workspace())
  and ((select actor_is_system())
    or ((select actor_writes()) and (select actor_user()) = any (confidants))));

grant select, insert, update, delete on confidences to rapport_app;
