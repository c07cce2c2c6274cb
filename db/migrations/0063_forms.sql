-- Forms that strangers fill in, and what came through them.

create table forms (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  audience uuid not null,
  visibility text not null check (visibility in ('everyone', 'team')),
  -- The part of its address that nobody guesses.
  key text not null,
  title text not null check (title <> '' and length(title) <= 200),
  intro text not null check (length(intro) <= 5000),
  thanks text not null check (length(thanks) <= 5000),
  language text not null check (language in ('en', 'de')),
  -- What is asked, and for what people are asked to agree to be written to.
  fields jsonb not null,
  purposes jsonb not null,
  -- What somebody new is to us; empty: nothing yet.
  role text not null check (length(role) <= 100),
  -- Whose the entries and the new people are.
  keeper_id uuid not null,
  told uuid[] not null,
  -- Sites that may show the form.
  origins text[] not null,
  -- The mailbox that confirms to the sender that it arrived.
  confirm_from uuid,
  paused_at timestamptz,
  created_at timestamptz not null default now(),
  created_by uuid,
  removed_at timestamptz,
  version integer not null default 1,
  primary key (workspace_id, id)
);
create unique index forms_by_key on forms (workspace_id, key);

-- What was sent. Of what was taken only that it came; what is doubtful keeps its answers until somebody decides.
create table form_submissions (
  workspace_id uuid not null,
  id uuid not null,
  form_id uuid not null,
  audience uuid not null,
  -- Each page that is handed out is sent once.
  ticket text not null check (length(ticket) <= 100),
  content_hash text not null,
  state text not null check (state in ('taken', 'doubtful', 'dismissed')),
  reasons text[] not null default '{}',
  answers jsonb,
  activity_id uuid,
  arrived_at timestamptz not null default now(),
  -- Under a key of the installation: to whom it was confirmed, so that nobody is sent two within an hour.
  confirmed_to text,
  primary key (workspace_id, id),
  foreign key (workspace_id, form_id) references forms on delete cascade,
  check ((state = 'taken') = (answers is null))
);
create unique index form_submissions_count_once on form_submissions (workspace_id, form_id, ticket);
create index form_submissions_by_form on form_submissions (workspace_id, form_id, state, arrived_at desc);
create index form_submissions_alike on form_submissions (workspace_id, form_id, content_hash, arrived_at);
create index form_submissions_confirmed on form_submissions (workspace_id, confirmed_to, arrived_at)
  where confirmed_to is not null;
create index form_submissions_old on form_submissions (workspace_id, arrived_at);

-- Read by those who see what comes through; made and decided about by owners and managers.
create procedure guard_for_managers(guarded regclass) language plpgsql as $$
begin
  call guard_read_by_audience(guarded);
  execute format($policy$
    create policy change on %s for all
      using (workspace_id = (select actor_workspace()) and ((select actor_is_system())
        or (audience = any ((select actor_audiences())::uuid[]) and (select actor_level()) in ('owner', 'manager'))))
      with check (workspace_id = (select actor_workspace()) and ((select actor_is_system())
        or (audience = any ((select actor_audiences())::uuid[]) and (select actor_level()) in ('owner', 'manager'))))
  $policy$, guarded);
end $$;
call guard_for_managers('forms');
call guard_for_managers('form_submissions');

grant select, insert, update, delete on forms, form_submissions to rapport_app;

alter table notifications drop constraint notifications_kind_check;
alter table notifications add constraint notifications_kind_check check (kind in ('mention', 'question', 'answer',
  'comment', 'assigned', 'changed', 'handover', 'task', 'reminder', 'unanswered', 'undelivered', 'form'));
alter table notifications drop constraint notifications_because_check;
alter table notifications add constraint notifications_because_check check (because in ('mentioned', 'asked',
  'asking', 'following', 'responsible', 'taking over', 'handing over', 'given a task', 'task accepted',
  'task given back', 'task done', 'wished', 'sending', 'form'));
