-- A version says why it was adopted, which one it takes back, and by which event it can be taken back itself.
alter table strategies
  add column note text not null default '' check (length(note) <= 2000),
  add column undoes integer,
  add column event_id uuid;

-- What was decided stays as it was decided: versions are added and never rewritten.
revoke update, delete on strategies from rapport_app;

-- Versions from before the record was whole. What they said is kept; what they did not say yet follows the
-- default, which the room fills in when it reads them.
create policy rewrite on strategies for update to current_user using (true) with check (true);
update strategies set choices = jsonb_build_object(
  'purpose', jsonb_build_object(
    'serves', jsonb_build_object('en', coalesce(choices ->> 'serves', ''), 'de', ''),
    'doesNotServe', jsonb_build_object('en', coalesce(choices ->> 'doesNotServe', ''), 'de', ''),
    'goodForThem', jsonb_build_object('en', '', 'de', ''),
    'goodForUs', jsonb_build_object('en', '', 'de', '')),
  'relationships', coalesce((select jsonb_agg(jsonb_build_object(
      'role', kind ->> 'role', 'meaning', jsonb_build_object('en', '', 'de', ''),
      'rhythmDays', kind -> 'rhythmDays', 'channel', 'any',
      'contactsPerMonth', kind -> 'mostContactsPerMonth', 'minutesPerMonth', null,
      'whoSees', 'everyone', 'sidebar', 'none', 'retired', false) order by place)
    from jsonb_array_elements(choices -> 'relationships') with ordinality as kinds (kind, place)), '[]'),
  'words', coalesce((select jsonb_object_agg(word.key, jsonb_build_object('en', jsonb_build_object(
      'one', word.value -> 'singular', 'many', word.value -> 'plural')))
    from jsonb_each(choices -> 'words') as word), '{}'),
  'promises', coalesce((select jsonb_agg(jsonb_build_object(
      'key', 'promise ' || place, 'text', jsonb_build_object('en', promise #>> '{}', 'de', ''),
      'dueDays', null) order by place)
    from jsonb_array_elements(choices -> 'promises') with ordinality as promises (promise, place)), '[]'),
  'topics', coalesce((select jsonb_agg(jsonb_build_object(
      'key', topic ->> 'topic', 'name', jsonb_build_object('en', topic ->> 'topic', 'de', ''),
      'weight', topic -> 'weight', 'halfLifeDays', null, 'relationships', '[]'::jsonb,
      'retired', false) order by place)
    from jsonb_array_elements(choices -> 'topics') with ordinality as topics (topic, place)), '[]'),
  'stages', coalesce((select jsonb_agg(jsonb_build_object(
      'key', 'stage ' || place, 'name', jsonb_build_object('en', stage ->> 'name', 'de', ''),
      'meaning', jsonb_build_object('en', stage ->> 'meaning', 'de', ''), 'outcome', 'open',
      'probability', 50, 'questions', '[]'::jsonb, 'retired', false) order by place)
    from jsonb_array_elements(choices -> 'stages') with ordinality as stages (stage, place)), '[]'));
drop policy rewrite on strategies;

-- What is about to be proposed: one draft per company, which everyone reads and whoever leads writes.
create table strategy_drafts (
  workspace_id uuid primary key references workspaces on delete cascade,
  version integer not null,
  based_on integer not null,
  name text not null check (name <> '' and length(name) <= 200),
  choices jsonb not null,
  changed_at timestamptz not null default now(),
  changed_by uuid
);
alter table strategy_drafts enable row level security;
alter table strategy_drafts force row level security;
create policy back_up on strategy_drafts for select to current_user using (true);
create policy read on strategy_drafts for select using (workspace_id = (select actor_workspace()));
create policy change on strategy_drafts for all
  using (workspace_id = (select actor_workspace())
    and ((select actor_edits_everything()) or (select actor_level()) = 'manager'))
  with check (workspace_id = (select actor_workspace())
    and ((select actor_edits_everything()) or (select actor_level()) = 'manager'));
grant select, insert, update, delete on strategy_drafts to rapport_app;
