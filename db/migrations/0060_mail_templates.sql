-- Mails that are written again and again, with facts as placeholders; shared like a record.
create table mail_templates (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  audience uuid not null,
  visibility text not null check (visibility in ('everyone', 'team', 'private')),
  owner_id uuid not null,
  name text not null check (name <> '' and length(name) <= 100),
  language text not null check (language in ('en', 'de')),
  subject text not null default '' check (length(subject) <= 1000),
  html text not null default '' check (length(html) <= 100000),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  removed_at timestamptz,
  primary key (workspace_id, id),
  check ((visibility = 'everyone') = (audience = workspace_id)),
  check ((visibility = 'private') <= (audience = owner_id))
);
create index mail_templates_by_name on mail_templates (workspace_id, name, id) where removed_at is null;
create index mail_templates_removed on mail_templates (workspace_id, removed_at) where removed_at is not null;
create trigger events_follow after update of audience on mail_templates
  for each row when (old.audience <> new.audience) execute function events_follow_audience();
call guard_read_by_audience('mail_templates');
create policy add on mail_templates for insert with check (
  workspace_id = (select actor_workspace()) and (select actor_writes())
  and owner_id = (select actor_user()) and audience = any ((select actor_audiences())::uuid[]));
-- Stating the new row's reach as well keeps a template from being moved out of its editor's sight.
create policy edit on mail_templates for update
  using (workspace_id = (select actor_workspace()) and ((select actor_is_system()) or ((select actor_writes())
    and ((select actor_edits_everything()) or owner_id = (select actor_user())))))
  with check (workspace_id = (select actor_workspace())
    and (audience = any ((select actor_audiences())::uuid[]) or (select actor_is_system())));
create policy remove on mail_templates for delete using (
  workspace_id = (select actor_workspace()) and (select actor_is_system()));

grant select, insert, update, delete on mail_templates to rapport_app;
