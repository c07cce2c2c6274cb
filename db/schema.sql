-- Generated from the migrated schema; `npm run check` compares it. Do not edit.

-- auth.accounts
--   columns
  id uuid not null
  user_id uuid not null
  account_id text not null
  provider_id text not null
  password text
  access_token text
  refresh_token text
  id_token text
  access_token_expires_at timestamp with time zone
  refresh_token_expires_at timestamp with time zone
  scope text
  created_at timestamp with time zone not null default now()
  updated_at timestamp with time zone not null default now()
--   constraints
  constraint accounts_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users(id) ON DELETE CASCADE
  constraint accounts_pkey PRIMARY KEY (id)
  constraint accounts_provider_id_account_id_key UNIQUE (provider_id, account_id)
--   indexes
CREATE INDEX accounts_by_user ON auth.accounts USING btree (user_id)
--   policies
policy auth for all to everyone using ((current_setting('rapport.actor'::text, true) = 'auth'::text)) with check ((current_setting('rapport.actor'::text, true) = 'auth'::text))
policy back_up for select to rapport_owner using (true) with check (-)
--   triggers
CREATE TRIGGER end_tokens AFTER UPDATE OF password ON auth.accounts FOR EACH ROW WHEN ((old.password IS DISTINCT FROM new.password)) EXECUTE FUNCTION auth.end_tokens()

-- auth.api_tokens
--   columns
  id uuid not null
  user_id uuid not null
  workspace_id uuid not null
  name text not null
  token_sha256 bytea not null
  scope text not null
  created_at timestamp with time zone not null default now()
  last_used_at timestamp with time zone
  expires_at timestamp with time zone
  revoked_at timestamp with time zone
--   constraints
  constraint api_tokens_name_check CHECK (((name <> ''::text) AND (length(name) <= 200)))
  constraint api_tokens_scope_check CHECK ((scope = ANY (ARRAY['read'::text, 'full'::text])))
  constraint api_tokens_token_sha256_check CHECK ((length(token_sha256) = 32))
  constraint api_tokens_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users(id) ON DELETE CASCADE
  constraint api_tokens_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE
  constraint api_tokens_pkey PRIMARY KEY (id)
  constraint api_tokens_token_sha256_key UNIQUE (token_sha256)
--   indexes
CREATE INDEX api_tokens_by_user ON auth.api_tokens USING btree (user_id, workspace_id)
--   policies
policy auth for all to everyone using ((current_setting('rapport.actor'::text, true) = 'auth'::text)) with check ((current_setting('rapport.actor'::text, true) = 'auth'::text))
policy back_up for select to rapport_owner using (true) with check (-)
policy one_company for all to everyone using (((COALESCE(current_setting('rapport.workspace'::text, true), ''::text) = ''::text) OR (COALESCE(current_setting('rapport.workspace'::text, true), ''::text) = (workspace_id)::text))) with check (((COALESCE(current_setting('rapport.workspace'::text, true), ''::text) = ''::text) OR (COALESCE(current_setting('rapport.workspace'::text, true), ''::text) = (workspace_id)::text)))

-- auth.authenticators
--   columns
  user_id uuid not null
  secret bytea not null
  created_at timestamp with time zone not null default now()
  confirmed_at timestamp with time zone
  last_step bigint not null default 0
--   constraints
  constraint authenticators_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users(id) ON DELETE CASCADE
  constraint authenticators_pkey PRIMARY KEY (user_id)
--   policies
policy auth for all to everyone using ((current_setting('rapport.actor'::text, true) = 'auth'::text)) with check ((current_setting('rapport.actor'::text, true) = 'auth'::text))
policy back_up for select to rapport_owner using (true) with check (-)

-- auth.challenges
--   columns
  token_sha256 bytea not null
  purpose text not null
  user_id uuid
  particulars jsonb not null default '{}'::jsonb
  expires_at timestamp with time zone not null
--   constraints
  constraint challenges_purpose_check CHECK ((purpose = ANY (ARRAY['second factor'::text, 'passkey sign-in'::text, 'new passkey'::text, 'single sign-on'::text, 'mailbox sign-in'::text])))
  constraint challenges_token_sha256_check CHECK ((length(token_sha256) = 32))
  constraint challenges_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users(id) ON DELETE CASCADE
  constraint challenges_pkey PRIMARY KEY (token_sha256)
--   indexes
CREATE INDEX challenges_by_end ON auth.challenges USING btree (expires_at)
--   policies
policy auth for all to everyone using ((current_setting('rapport.actor'::text, true) = 'auth'::text)) with check ((current_setting('rapport.actor'::text, true) = 'auth'::text))
policy back_up for select to rapport_owner using (true) with check (-)

-- auth.devices
--   columns
  id uuid not null
  user_id uuid not null
  token_sha256 bytea not null
  user_agent text not null
  source text not null
  first_seen_at timestamp with time zone not null default now()
  last_seen_at timestamp with time zone not null default now()
  known_at timestamp with time zone
--   constraints
  constraint devices_token_sha256_check CHECK ((length(token_sha256) = 32))
  constraint devices_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users(id) ON DELETE CASCADE
  constraint devices_pkey PRIMARY KEY (id)
  constraint devices_user_id_token_sha256_key UNIQUE (user_id, token_sha256)
--   policies
policy auth for all to everyone using ((current_setting('rapport.actor'::text, true) = 'auth'::text)) with check ((current_setting('rapport.actor'::text, true) = 'auth'::text))
policy back_up for select to rapport_owner using (true) with check (-)

-- auth.erasure_key
--   columns
  one boolean not null default true
  inner_pad bytea not null
  outer_pad bytea not null
--   constraints
  constraint erasure_key_inner_pad_check CHECK ((length(inner_pad) = 64))
  constraint erasure_key_one_check CHECK (one)
  constraint erasure_key_outer_pad_check CHECK ((length(outer_pad) = 64))
  constraint erasure_key_pkey PRIMARY KEY (one)
--   policies
policy back_up for select to rapport_owner using (true) with check (-)
policy keep for insert to rapport_owner using (-) with check (true)

-- auth.identities
--   columns
  workspace_id uuid not null
  issuer text not null
  subject text not null
  user_id uuid not null
  email text not null
  created_at timestamp with time zone not null default now()
  last_used_at timestamp with time zone not null default now()
--   constraints
  constraint identities_subject_check CHECK (((subject <> ''::text) AND (length(subject) <= 255)))
  constraint identities_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users(id) ON DELETE CASCADE
  constraint identities_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES auth.providers(workspace_id) ON DELETE CASCADE
  constraint identities_pkey PRIMARY KEY (workspace_id, issuer, subject)
  constraint identities_workspace_id_issuer_user_id_key UNIQUE (workspace_id, issuer, user_id)
--   indexes
CREATE INDEX identities_by_user ON auth.identities USING btree (user_id)
--   policies
policy auth for all to everyone using ((current_setting('rapport.actor'::text, true) = 'auth'::text)) with check ((current_setting('rapport.actor'::text, true) = 'auth'::text))
policy back_up for select to rapport_owner using (true) with check (-)
policy one_company for all to everyone using (((COALESCE(current_setting('rapport.workspace'::text, true), ''::text) = ''::text) OR (COALESCE(current_setting('rapport.workspace'::text, true), ''::text) = (workspace_id)::text))) with check (((COALESCE(current_setting('rapport.workspace'::text, true), ''::text) = ''::text) OR (COALESCE(current_setting('rapport.workspace'::text, true), ''::text) = (workspace_id)::text)))

-- auth.invitations
--   columns
  id uuid not null
  token_sha256 bytea not null
  workspace_id uuid not null
  email text not null
  level text not null
  invited_by uuid
  created_at timestamp with time zone not null default now()
  expires_at timestamp with time zone not null
  accepted_at timestamp with time zone
  accepted_by uuid
--   constraints
  constraint invitations_email_check CHECK ((email = lower(email)))
  constraint invitations_level_check CHECK ((level = ANY (ARRAY['owner'::text, 'manager'::text, 'member'::text, 'reader'::text])))
  constraint invitations_token_sha256_check CHECK ((length(token_sha256) = 32))
  constraint invitations_accepted_by_fkey FOREIGN KEY (accepted_by) REFERENCES auth.users(id) ON DELETE SET NULL
  constraint invitations_invited_by_fkey FOREIGN KEY (invited_by) REFERENCES auth.users(id) ON DELETE SET NULL
  constraint invitations_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE
  constraint invitations_pkey PRIMARY KEY (id)
  constraint invitations_token_sha256_key UNIQUE (token_sha256)
--   indexes
CREATE UNIQUE INDEX invitations_open ON auth.invitations USING btree (workspace_id, email) WHERE (accepted_at IS NULL)
--   policies
policy auth for all to everyone using ((current_setting('rapport.actor'::text, true) = 'auth'::text)) with check ((current_setting('rapport.actor'::text, true) = 'auth'::text))
policy back_up for select to rapport_owner using (true) with check (-)
policy one_company for all to everyone using (((COALESCE(current_setting('rapport.workspace'::text, true), ''::text) = ''::text) OR (COALESCE(current_setting('rapport.workspace'::text, true), ''::text) = (workspace_id)::text))) with check (((COALESCE(current_setting('rapport.workspace'::text, true), ''::text) = ''::text) OR (COALESCE(current_setting('rapport.workspace'::text, true), ''::text) = (workspace_id)::text)))

-- auth.passkeys
--   columns
  id uuid not null
  user_id uuid not null
  credential_id text not null
  public_key bytea not null
  counter bigint not null default 0
  transports text[] not null default '{}'::text[]
  name text not null
  is_synced boolean not null
  created_at timestamp with time zone not null default now()
  last_used_at timestamp with time zone
--   constraints
  constraint passkeys_name_check CHECK (((name <> ''::text) AND (length(name) <= 200)))
  constraint passkeys_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users(id) ON DELETE CASCADE
  constraint passkeys_pkey PRIMARY KEY (id)
  constraint passkeys_credential_id_key UNIQUE (credential_id)
--   indexes
CREATE INDEX passkeys_by_user ON auth.passkeys USING btree (user_id)
--   policies
policy auth for all to everyone using ((current_setting('rapport.actor'::text, true) = 'auth'::text)) with check ((current_setting('rapport.actor'::text, true) = 'auth'::text))
policy back_up for select to rapport_owner using (true) with check (-)

-- auth.providers
--   columns
  workspace_id uuid not null
  issuer text not null
  client_id text not null
  secret bytea not null
  domains text[] not null
  newcomers text not null
  level text not null
  created_at timestamp with time zone not null default now()
  updated_at timestamp with time zone not null default now()
--   constraints
  constraint providers_client_id_check CHECK (((client_id <> ''::text) AND (length(client_id) <= 300)))
  constraint providers_domains_check CHECK (((cardinality(domains) >= 1) AND (cardinality(domains) <= 50)))
  constraint providers_issuer_check CHECK ((length(issuer) <= 500))
  constraint providers_level_check CHECK ((level = ANY (ARRAY['manager'::text, 'member'::text, 'reader'::text])))
  constraint providers_newcomers_check CHECK ((newcomers = ANY (ARRAY['refused'::text, 'invited'::text, 'admitted'::text])))
  constraint providers_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE
  constraint providers_pkey PRIMARY KEY (workspace_id)
--   policies
policy auth for all to everyone using ((current_setting('rapport.actor'::text, true) = 'auth'::text)) with check ((current_setting('rapport.actor'::text, true) = 'auth'::text))
policy back_up for select to rapport_owner using (true) with check (-)
policy one_company for all to everyone using (((COALESCE(current_setting('rapport.workspace'::text, true), ''::text) = ''::text) OR (COALESCE(current_setting('rapport.workspace'::text, true), ''::text) = (workspace_id)::text))) with check (((COALESCE(current_setting('rapport.workspace'::text, true), ''::text) = ''::text) OR (COALESCE(current_setting('rapport.workspace'::text, true), ''::text) = (workspace_id)::text)))

-- auth.rate_limits
--   columns
  key text not null
  count integer not null
  in_a_row integer not null
  window_ends_at timestamp with time zone not null
--   constraints
  constraint rate_limits_pkey PRIMARY KEY (key)
--   indexes
CREATE INDEX rate_limits_by_end ON auth.rate_limits USING btree (window_ends_at)
--   policies
policy auth for all to everyone using ((current_setting('rapport.actor'::text, true) = 'auth'::text)) with check ((current_setting('rapport.actor'::text, true) = 'auth'::text))
policy back_up for select to rapport_owner using (true) with check (-)

-- auth.recovery_codes
--   columns
  user_id uuid not null
  code_sha256 bytea not null
  used_at timestamp with time zone
--   constraints
  constraint recovery_codes_code_sha256_check CHECK ((length(code_sha256) = 32))
  constraint recovery_codes_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users(id) ON DELETE CASCADE
  constraint recovery_codes_pkey PRIMARY KEY (user_id, code_sha256)
--   policies
policy auth for all to everyone using ((current_setting('rapport.actor'::text, true) = 'auth'::text)) with check ((current_setting('rapport.actor'::text, true) = 'auth'::text))
policy back_up for select to rapport_owner using (true) with check (-)

-- auth.sessions
--   columns
  id uuid not null
  user_id uuid not null
  token text not null
  expires_at timestamp with time zone not null
  created_at timestamp with time zone not null default now()
  updated_at timestamp with time zone not null default now()
  ip_address text
  user_agent text
  workspace_id uuid
  method text not null default 'password'::text
  device_id uuid
  confined_to uuid
--   constraints
  constraint sessions_method_check CHECK ((method = ANY (ARRAY['password'::text, 'code'::text, 'recovery code'::text, 'passkey'::text, 'single sign-on'::text])))
  constraint sessions_confined_to_fkey FOREIGN KEY (confined_to) REFERENCES workspaces(workspace_id) ON DELETE CASCADE
  constraint sessions_device_id_fkey FOREIGN KEY (device_id) REFERENCES auth.devices(id) ON DELETE SET NULL
  constraint sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users(id) ON DELETE CASCADE
  constraint sessions_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE SET NULL
  constraint sessions_pkey PRIMARY KEY (id)
  constraint sessions_token_key UNIQUE (token)
--   indexes
CREATE INDEX sessions_by_user ON auth.sessions USING btree (user_id)
--   policies
policy auth for all to everyone using ((current_setting('rapport.actor'::text, true) = 'auth'::text)) with check ((current_setting('rapport.actor'::text, true) = 'auth'::text))
policy back_up for select to rapport_owner using (true) with check (-)

-- auth.users
--   columns
  id uuid not null
  name text not null
  email text not null
  email_verified boolean not null default false
  image text
  created_at timestamp with time zone not null default now()
  updated_at timestamp with time zone not null default now()
  disabled_at timestamp with time zone
--   constraints
  constraint users_email_check CHECK ((email = lower(email)))
  constraint users_pkey PRIMARY KEY (id)
  constraint users_email_key UNIQUE (email)
--   policies
policy auth for all to everyone using ((current_setting('rapport.actor'::text, true) = 'auth'::text)) with check ((current_setting('rapport.actor'::text, true) = 'auth'::text))
policy back_up for select to rapport_owner using (true) with check (-)

-- auth.verifications
--   columns
  id uuid not null
  identifier text not null
  value text not null
  expires_at timestamp with time zone not null
  created_at timestamp with time zone not null default now()
  updated_at timestamp with time zone not null default now()
--   constraints
  constraint verifications_pkey PRIMARY KEY (id)
--   indexes
CREATE INDEX verifications_by_identifier ON auth.verifications USING btree (identifier)
--   policies
policy auth for all to everyone using ((current_setting('rapport.actor'::text, true) = 'auth'::text)) with check ((current_setting('rapport.actor'::text, true) = 'auth'::text))
policy back_up for select to rapport_owner using (true) with check (-)

-- public.action_answers
--   columns
  workspace_id uuid not null
  id uuid not null
  audience uuid not null
  user_id uuid not null
  party_id uuid not null
  kind text not null
  about text not null
  answer text not null
  until timestamp with time zone
  teaches boolean not null default true
  answered_at timestamp with time zone not null default now()
  withdrawn_at timestamp with time zone
--   constraints
  constraint action_answers_about_check CHECK (((about <> ''::text) AND (length(about) <= 200)))
  constraint action_answers_answer_check CHECK ((answer = ANY (ARRAY['done'::text, 'not now'::text, 'never'::text])))
  constraint action_answers_check CHECK ((audience = user_id))
  constraint action_answers_kind_check CHECK ((kind = ANY (ARRAY['promise'::text, 'answer'::text, 'follow up'::text, 'verify'::text, 'revive'::text, 'ask'::text, 'seed'::text, 'thank'::text])))
  constraint action_answers_workspace_id_user_id_fkey FOREIGN KEY (workspace_id, user_id) REFERENCES users(workspace_id, id) ON DELETE CASCADE
  constraint action_answers_pkey PRIMARY KEY (workspace_id, id)
--   indexes
CREATE INDEX action_answers_of_party ON public.action_answers USING btree (workspace_id, user_id, party_id) WHERE (withdrawn_at IS NULL)
CREATE INDEX action_answers_of_user ON public.action_answers USING btree (workspace_id, user_id, answered_at DESC) WHERE (withdrawn_at IS NULL)
CREATE INDEX action_answers_to_merge ON public.action_answers USING btree (workspace_id, party_id)
--   policies
policy back_up for select to rapport_owner using (true) with check (-)
policy keep for all to rapport_owner using (true) with check (true)
policy own for all to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (user_id = ( SELECT actor_user() AS actor_user))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (user_id = ( SELECT actor_user() AS actor_user)))))
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)

-- public.activities
--   columns
  workspace_id uuid not null
  id uuid not null
  kind text not null
  audience uuid not null
  visibility text not null
  owner_id uuid not null
  assigned_to uuid
  occurred_at timestamp with time zone not null
  ends_at timestamp with time zone
  wall_start text
  zone text
  all_day boolean not null default false
  direction text
  touch text not null
  thread text
  identity text
  attachments integer not null default 0
  cancelled_at timestamp with time zone
  version integer not null default 1
  created_at timestamp with time zone not null default now()
  created_by uuid
  updated_at timestamp with time zone not null default now()
  trashed_at timestamp with time zone
  trashed_by uuid
  import_id uuid
  revision integer
  revised_at timestamp with time zone
  took_place boolean
--   constraints
  constraint activities_check CHECK (((visibility = ANY (ARRAY['everyone'::text, 'headers'::text])) = (audience = workspace_id)))
  constraint activities_check1 CHECK (((visibility = 'private'::text) <= (audience = owner_id)))
  constraint activities_check2 CHECK (((took_place IS NULL) OR (kind = 'meeting'::text)))
  constraint activities_direction_check CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text, 'internal'::text, 'between others'::text])))
  constraint activities_kind_check CHECK ((kind = ANY (ARRAY['email'::text, 'call'::text, 'meeting'::text, 'note'::text, 'task'::text, 'offer'::text, 'purchase'::text, 'case message'::text, 'campaign message'::text, 'form'::text, 'mention'::text, 'message'::text])))
  constraint activities_touch_check CHECK ((touch = ANY (ARRAY['personal'::text, 'list'::text, 'bulk'::text, 'automatic'::text])))
  constraint activities_visibility_check CHECK ((visibility = ANY (ARRAY['everyone'::text, 'team'::text, 'headers'::text, 'private'::text])))
  constraint activities_pkey PRIMARY KEY (workspace_id, id)
--   indexes
CREATE UNIQUE INDEX activities_by_identity ON public.activities USING btree (workspace_id, audience, identity) WHERE (identity IS NOT NULL)
CREATE INDEX activities_by_time ON public.activities USING btree (workspace_id, occurred_at DESC, id DESC)
CREATE INDEX activities_of_import ON public.activities USING btree (workspace_id, import_id) WHERE (import_id IS NOT NULL)
CREATE INDEX activities_of_thread ON public.activities USING btree (workspace_id, thread) WHERE (thread IS NOT NULL)
CREATE INDEX meetings_of_owner ON public.activities USING btree (workspace_id, owner_id, occurred_at) WHERE (kind = 'meeting'::text)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)) AND ( SELECT actor_writes() AS actor_writes)))
policy back_up for select to rapport_owner using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (visibility = 'team'::text))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system))))
policy keep for all to rapport_owner using (true) with check (true)
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (visibility = 'team'::text))))) with check (-)
--   triggers
CREATE TRIGGER calls_follow AFTER UPDATE OF audience ON public.activities FOR EACH ROW WHEN (((old.audience <> new.audience) AND (new.kind = 'call'::text))) EXECUTE FUNCTION calls_follow_their_entry()
CREATE TRIGGER calls_go AFTER DELETE ON public.activities REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION calls_go_with_their_entry()
CREATE TRIGGER comments_follow AFTER UPDATE OF audience, visibility ON public.activities FOR EACH ROW WHEN (((old.audience <> new.audience) OR (old.visibility <> new.visibility))) EXECUTE FUNCTION comments_follow_their_entry()
CREATE TRIGGER contacts_end AFTER UPDATE OF audience ON public.activities FOR EACH ROW WHEN ((old.audience <> new.audience)) EXECUTE FUNCTION contacts_end_with_their_audience()
CREATE TRIGGER contacts_go AFTER DELETE ON public.activities REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION contacts_go_with_their_activity()
CREATE TRIGGER contracts_outlive AFTER DELETE ON public.activities REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION contracts_outlive_their_task()
CREATE TRIGGER conversations_follow AFTER UPDATE ON public.activities FOR EACH ROW WHEN (((new.kind = 'email'::text) AND ((old.thread IS DISTINCT FROM new.thread) OR (old.audience <> new.audience) OR (old.visibility <> new.visibility) OR (old.trashed_at IS DISTINCT FROM new.trashed_at) OR (old.direction IS DISTINCT FROM new.direction) OR (old.occurred_at <> new.occurred_at)))) EXECUTE FUNCTION conversations_follow_mail()
CREATE TRIGGER conversations_hear AFTER INSERT ON public.activities REFERENCING NEW TABLE AS arrived FOR EACH STATEMENT EXECUTE FUNCTION conversations_hear_of_mail()
CREATE TRIGGER conversations_lose AFTER DELETE ON public.activities REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION conversations_lose_mail()
CREATE TRIGGER events_follow AFTER UPDATE OF audience, visibility ON public.activities FOR EACH ROW WHEN (((old.audience <> new.audience) OR (old.visibility <> new.visibility))) EXECUTE FUNCTION events_follow_audience()
CREATE TRIGGER mentions_follow AFTER UPDATE OF audience, visibility ON public.activities FOR EACH ROW WHEN ((((old.audience <> new.audience) OR (old.visibility <> new.visibility)) AND (new.kind = 'mention'::text))) EXECUTE FUNCTION mentions_follow_their_entry()
CREATE TRIGGER mentions_go AFTER DELETE ON public.activities REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION mentions_go_with_their_entry()
CREATE TRIGGER messages_follow AFTER UPDATE OF audience ON public.activities FOR EACH ROW WHEN (((old.audience <> new.audience) AND (new.kind = 'message'::text))) EXECUTE FUNCTION messages_follow_their_entry()
CREATE TRIGGER messages_go AFTER DELETE ON public.activities REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION messages_go_with_their_entry()
CREATE TRIGGER participants_follow AFTER UPDATE OF audience ON public.activities FOR EACH ROW WHEN ((old.audience <> new.audience)) EXECUTE FUNCTION participants_follow_their_activity()
CREATE TRIGGER parts_go AFTER DELETE ON public.activities REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION parts_go_with_their_activity()
CREATE TRIGGER promises_outlive AFTER DELETE ON public.activities REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION promises_outlive_their_entry()
CREATE TRIGGER talk_goes AFTER DELETE ON public.activities REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION talk_goes_with_its_entry()
CREATE TRIGGER tasks_follow AFTER UPDATE OF audience, visibility ON public.activities FOR EACH ROW WHEN ((((old.audience <> new.audience) OR (old.visibility <> new.visibility)) AND (new.kind = 'task'::text))) EXECUTE FUNCTION tasks_follow_their_entry()
CREATE TRIGGER tasks_go AFTER DELETE ON public.activities REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION tasks_go_with_their_entry()
CREATE TRIGGER terms_follow AFTER UPDATE OF audience, visibility ON public.activities FOR EACH ROW WHEN ((((old.audience <> new.audience) OR (old.visibility <> new.visibility)) AND (new.kind = ANY (ARRAY['offer'::text, 'purchase'::text])))) EXECUTE FUNCTION terms_follow_their_entry()
CREATE TRIGGER terms_go AFTER DELETE ON public.activities REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION terms_go_with_their_entry()

-- public.activity_texts
--   columns
  workspace_id uuid not null
  activity_id uuid not null
  audience uuid not null
  occurred_at timestamp with time zone not null
  subject text
  preview text not null default ''::text
  body text not null default ''::text
  html text
  place text
  subject_folded text not null default ''::text
  search tsvector not null default ''::tsvector
--   constraints
  constraint activity_texts_pkey PRIMARY KEY (workspace_id, activity_id)
--   indexes
CREATE INDEX activity_texts_by_subject ON public.activity_texts USING gin (subject_folded gin_trgm_ops)
CREATE INDEX activity_texts_by_words ON public.activity_texts USING gin (search)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM activities record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = activity_texts.activity_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy back_up for select to rapport_owner using (true) with check (-)
policy choose for select to rapport_chooser using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM activities record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = activity_texts.activity_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM activities record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = activity_texts.activity_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy keep for all to rapport_owner using (true) with check (true)
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM activities record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = activity_texts.activity_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (-)
--   triggers
CREATE TRIGGER have_their_activity AFTER INSERT ON public.activity_texts REFERENCING NEW TABLE AS arrived FOR EACH STATEMENT EXECUTE FUNCTION parts_have_their_activity()

-- public.affiliations
--   columns
  workspace_id uuid not null
  statement_id uuid not null
  party_id uuid not null
  company_id uuid not null
  audience uuid not null
  title text
  department text
  from_date date
  to_date date
  is_primary boolean not null
--   constraints
  constraint affiliations_pkey PRIMARY KEY (workspace_id, statement_id)
--   indexes
CREATE INDEX affiliations_of_company ON public.affiliations USING btree (workspace_id, company_id, party_id)
CREATE INDEX affiliations_of_party ON public.affiliations USING btree (workspace_id, party_id)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM parties record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = affiliations.party_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy back_up for select to rapport_owner using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM parties record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = affiliations.party_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM parties record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = affiliations.party_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy keep for all to rapport_owner using (true) with check (true)
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM parties record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = affiliations.party_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (-)
--   triggers
CREATE TRIGGER have_their_party AFTER INSERT ON public.affiliations REFERENCING NEW TABLE AS arrived FOR EACH STATEMENT EXECUTE FUNCTION parts_have_their_party()

-- public.ambitions
--   columns
  workspace_id uuid not null
  id uuid not null
  audience uuid not null
  user_id uuid not null
  party_id uuid not null
  ambition text not null
  updated_at timestamp with time zone not null default now()
--   constraints
  constraint ambitions_ambition_check CHECK ((ambition = ANY (ARRAY['weather'::text, 'common ground'::text, 'trusted'::text, 'close'::text])))
  constraint ambitions_check CHECK ((audience = user_id))
  constraint ambitions_workspace_id_user_id_fkey FOREIGN KEY (workspace_id, user_id) REFERENCES users(workspace_id, id) ON DELETE CASCADE
  constraint ambitions_pkey PRIMARY KEY (workspace_id, id)
--   indexes
CREATE UNIQUE INDEX ambitions_of_party ON public.ambitions USING btree (workspace_id, party_id, user_id)
--   policies
policy back_up for select to rapport_owner using (true) with check (-)
policy keep for all to rapport_owner using (true) with check (true)
policy own for all to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (user_id = ( SELECT actor_user() AS actor_user))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (user_id = ( SELECT actor_user() AS actor_user)))))
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)

-- public.assumptions
--   columns
  workspace_id uuid not null
  statement_id uuid not null
  party_id uuid not null
  audience uuid not null
  because text not null default ''::text
  believer_id uuid not null
  check_on date
  said_at timestamp with time zone not null default now()
--   constraints
  constraint assumptions_because_check CHECK ((length(because) <= 500))
  constraint assumptions_pkey PRIMARY KEY (workspace_id, statement_id)
--   indexes
CREATE INDEX assumptions_of_party ON public.assumptions USING btree (workspace_id, party_id)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM parties record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = assumptions.party_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy back_up for select to rapport_owner using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM parties record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = assumptions.party_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM parties record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = assumptions.party_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy keep for all to rapport_owner using (true) with check (true)
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM parties record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = assumptions.party_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (-)
--   triggers
CREATE TRIGGER have_their_party AFTER INSERT ON public.assumptions REFERENCING NEW TABLE AS arrived FOR EACH STATEMENT EXECUTE FUNCTION parts_have_their_party()

-- public.attachments
--   columns
  workspace_id uuid not null
  id uuid not null
  activity_id uuid not null
  audience uuid not null
  name text not null
  media_type text not null
  bytes bigint not null
  sha256 text not null
  content_id text
  inline boolean not null default false
--   constraints
  constraint attachments_pkey PRIMARY KEY (workspace_id, id)
--   indexes
CREATE INDEX attachments_by_content ON public.attachments USING btree (workspace_id, sha256)
CREATE INDEX attachments_of_activity ON public.attachments USING btree (workspace_id, activity_id)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM activities record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = attachments.activity_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy back_up for select to rapport_owner using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM activities record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = attachments.activity_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM activities record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = attachments.activity_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy keep for all to rapport_owner using (true) with check (true)
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM activities record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = attachments.activity_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (-)
--   triggers
CREATE TRIGGER have_their_activity AFTER INSERT ON public.attachments REFERENCING NEW TABLE AS arrived FOR EACH STATEMENT EXECUTE FUNCTION parts_have_their_activity()

-- public.audit_entries
--   columns
  workspace_id uuid not null
  id uuid not null
  audience uuid not null
  at timestamp with time zone not null
  actor text not null
  actor_id uuid
  source text
  subject text not null
  subject_id uuid not null
  verb text not null
  import_id uuid
  count integer not null default 1
  said text
  salt bytea
  said_sha256 bytea
  "position" bigint
  hash bytea
--   constraints
  constraint audit_entries_check CHECK (((("position" IS NULL) = (hash IS NULL)) AND (("position" IS NULL) = (said_sha256 IS NULL))))
  constraint audit_entries_pkey PRIMARY KEY (workspace_id, id)
  constraint audit_entries_workspace_id_position_key UNIQUE (workspace_id, "position")
--   indexes
CREATE INDEX audit_entries_by_actor ON public.audit_entries USING btree (workspace_id, actor_id, id DESC)
CREATE INDEX audit_entries_by_subject ON public.audit_entries USING btree (workspace_id, subject_id, id DESC)
CREATE INDEX audit_entries_of_accounts ON public.audit_entries USING btree (workspace_id, id DESC) WHERE (subject = ANY (ARRAY['account'::text, 'user'::text, 'team'::text, 'workspace'::text]))
CREATE UNIQUE INDEX audit_entries_of_import ON public.audit_entries USING btree (workspace_id, import_id, subject, verb, audience) WHERE (("position" IS NULL) AND (import_id IS NOT NULL))
CREATE INDEX audit_entries_unsealed ON public.audit_entries USING btree (workspace_id, id) WHERE ("position" IS NULL)
--   policies
policy back_up for select to rapport_owner using (true) with check (-)
policy follow for all to rapport_owner using (true) with check (true)
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR ((( SELECT actor_level() AS actor_level) = 'owner'::text) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR (subject = 'account'::text)))))) with check (-)
policy seal for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_is_system() AS actor_is_system))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_is_system() AS actor_is_system)))
--   triggers
CREATE TRIGGER stay BEFORE UPDATE ON public.audit_entries FOR EACH ROW EXECUTE FUNCTION audit_entries_stay()

-- public.booking_names
--   columns
  workspace_id uuid not null
  name text not null
  user_id uuid not null
  audience uuid not null
  chosen_at timestamp with time zone not null default now()
  withdrawn_at timestamp with time zone
--   constraints
  constraint booking_names_check CHECK ((audience = user_id))
  constraint booking_names_name_check CHECK (((name ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND ((length(name) >= 3) AND (length(name) <= 40))))
  constraint booking_names_workspace_id_user_id_fkey FOREIGN KEY (workspace_id, user_id) REFERENCES users(workspace_id, id) ON DELETE CASCADE
  constraint booking_names_pkey PRIMARY KEY (name)
--   indexes
CREATE INDEX booking_names_of_user ON public.booking_names USING btree (workspace_id, user_id)
--   policies
policy back_up for select to rapport_owner using (true) with check (-)
policy by_its_name for select to everyone using ((name = ( SELECT current_setting('rapport.booking_name'::text, true) AS current_setting))) with check (-)
policy own for all to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (user_id = ( SELECT actor_user() AS actor_user))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (user_id = ( SELECT actor_user() AS actor_user)))))
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)

-- public.booking_pages
--   columns
  workspace_id uuid not null
  user_id uuid not null
  audience uuid not null
  key text not null
  is_on boolean not null
  zone text not null
  hours jsonb not null
  buffer_minutes smallint not null
  notice_hours smallint not null
  most_a_day smallint not null
  weeks smallint not null
  greeting text not null
  lengths smallint[] not null
  name text
  key_withdrawn_at timestamp with time zone
--   constraints
  constraint booking_pages_buffer_minutes_check CHECK (((buffer_minutes >= 0) AND (buffer_minutes <= 240)))
  constraint booking_pages_check CHECK ((audience = user_id))
  constraint booking_pages_greeting_check CHECK ((length(greeting) <= 5000))
  constraint booking_pages_lengths_check CHECK ((((cardinality(lengths) >= 1) AND (cardinality(lengths) <= 5)) AND (5 <= ALL (lengths)) AND (480 >= ALL (lengths))))
  constraint booking_pages_most_a_day_check CHECK (((most_a_day >= 1) AND (most_a_day <= 50)))
  constraint booking_pages_notice_hours_check CHECK (((notice_hours >= 0) AND (notice_hours <= 720)))
  constraint booking_pages_weeks_check CHECK (((weeks >= 1) AND (weeks <= 12)))
  constraint booking_pages_name_fkey FOREIGN KEY (name) REFERENCES booking_names(name)
  constraint booking_pages_workspace_id_user_id_fkey FOREIGN KEY (workspace_id, user_id) REFERENCES users(workspace_id, id) ON DELETE CASCADE
  constraint booking_pages_pkey PRIMARY KEY (workspace_id, user_id)
--   indexes
CREATE UNIQUE INDEX booking_pages_by_key ON public.booking_pages USING btree (workspace_id, key)
CREATE INDEX booking_pages_by_name ON public.booking_pages USING btree (name) WHERE (name IS NOT NULL)
--   policies
policy back_up for select to rapport_owner using (true) with check (-)
policy own for all to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (user_id = ( SELECT actor_user() AS actor_user))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (user_id = ( SELECT actor_user() AS actor_user)))))
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)

-- public.bookings
--   columns
  workspace_id uuid not null
  activity_id uuid not null
  user_id uuid not null
  audience uuid not null
  key text not null
  mark text not null
  confirmed_at timestamp with time zone
  language text not null
  zone text not null
  created_at timestamp with time zone not null default now()
  told_at timestamp with time zone not null
  told_until timestamp with time zone
  told_off boolean not null default false
--   constraints
  constraint bookings_check CHECK ((audience = user_id))
  constraint bookings_language_check CHECK ((language = ANY (ARRAY['en'::text, 'de'::text])))
  constraint bookings_workspace_id_activity_id_fkey FOREIGN KEY (workspace_id, activity_id) REFERENCES activities(workspace_id, id) ON DELETE CASCADE
  constraint bookings_workspace_id_user_id_fkey FOREIGN KEY (workspace_id, user_id) REFERENCES users(workspace_id, id) ON DELETE CASCADE
  constraint bookings_pkey PRIMARY KEY (workspace_id, activity_id)
--   indexes
CREATE INDEX bookings_ahead ON public.bookings USING btree (workspace_id, told_at)
CREATE UNIQUE INDEX bookings_by_key ON public.bookings USING btree (workspace_id, key)
CREATE INDEX bookings_confirmed ON public.bookings USING btree (workspace_id, mark, confirmed_at) WHERE (confirmed_at IS NOT NULL)
CREATE INDEX bookings_of_user ON public.bookings USING btree (workspace_id, user_id)
--   policies
policy back_up for select to rapport_owner using (true) with check (-)
policy own for all to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (user_id = ( SELECT actor_user() AS actor_user))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (user_id = ( SELECT actor_user() AS actor_user)))))
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)

-- public.bulk_acts
--   columns
  workspace_id uuid not null
  id uuid not null
  audience uuid not null
  owner_id uuid not null
  kind text not null
  selection jsonb not null
  change jsonb not null
  status text not null
  acted_at timestamp with time zone
  total integer not null default 0
  done integer not null default 0
  counts jsonb not null default '{}'::jsonb
  refused jsonb not null default '[]'::jsonb
  kept jsonb not null default '[]'::jsonb
  error text
  created_at timestamp with time zone not null default now()
  finished_at timestamp with time zone
  undone_at timestamp with time zone
--   constraints
  constraint bulk_acts_check CHECK ((audience = owner_id))
  constraint bulk_acts_kind_check CHECK ((kind = ANY (ARRAY['person'::text, 'company'::text, 'party'::text])))
  constraint bulk_acts_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text, 'undoing'::text, 'undone'::text])))
  constraint bulk_acts_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE
  constraint bulk_acts_pkey PRIMARY KEY (workspace_id, id)
--   indexes
CREATE INDEX bulk_acts_by_time ON public.bulk_acts USING btree (workspace_id, owner_id, created_at DESC, id)
CREATE INDEX bulk_acts_to_do ON public.bulk_acts USING btree (workspace_id, id) WHERE (status = ANY (ARRAY['waiting'::text, 'running'::text, 'undoing'::text]))
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_writes() AS actor_writes) AND (owner_id = ( SELECT actor_user() AS actor_user))))
policy back_up for select to rapport_owner using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (owner_id = ( SELECT actor_user() AS actor_user))))) with check (-)
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_is_system() AS actor_is_system))) with check (-)

-- public.calls
--   columns
  workspace_id uuid not null
  activity_id uuid not null
  audience uuid not null
  outcome text
  number text not null default ''::text
  extension text not null default ''::text
  hook_id uuid
  ref text
  rang_at timestamp with time zone
  answered_at timestamp with time zone
  ended_at timestamp with time zone
  missed_at timestamp with time zone
  waits_for uuid
--   constraints
  constraint calls_check CHECK (((hook_id IS NULL) = (ref IS NULL)))
  constraint calls_extension_check CHECK ((length(extension) <= 50))
  constraint calls_number_check CHECK ((length(number) <= 100))
  constraint calls_outcome_check CHECK ((outcome = ANY (ARRAY['reached'::text, 'not reached'::text, 'message'::text])))
  constraint calls_ref_check CHECK (((length(ref) >= 1) AND (length(ref) <= 200)))
  constraint calls_pkey PRIMARY KEY (workspace_id, activity_id)
--   indexes
CREATE INDEX calls_by_number ON public.calls USING btree (workspace_id, number) WHERE (number <> ''::text)
CREATE UNIQUE INDEX calls_by_ref ON public.calls USING btree (workspace_id, hook_id, ref) WHERE (hook_id IS NOT NULL)
CREATE INDEX calls_waiting ON public.calls USING btree (workspace_id, waits_for, activity_id) WHERE (waits_for IS NOT NULL)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM activities record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = calls.activity_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy back_up for select to rapport_owner using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM activities record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = calls.activity_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM activities record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = calls.activity_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy keep for all to rapport_owner using (true) with check (true)
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM activities record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = calls.activity_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (-)
--   triggers
CREATE TRIGGER have_their_activity AFTER INSERT ON public.calls REFERENCING NEW TABLE AS arrived FOR EACH STATEMENT EXECUTE FUNCTION parts_have_their_activity()

-- public.capture_rules
--   columns
  workspace_id uuid not null
  id uuid not null
  audience uuid not null
  owner_id uuid not null
  visibility text not null
  assigned_to uuid
  kind text not null
  value text not null
  created_at timestamp with time zone not null default now()
--   constraints
  constraint capture_rules_check CHECK (((visibility = 'everyone'::text) = (audience = workspace_id)))
  constraint capture_rules_check1 CHECK (((visibility = 'private'::text) <= (audience = owner_id)))
  constraint capture_rules_kind_check CHECK ((kind = ANY (ARRAY['address'::text, 'domain'::text, 'word'::text, 'label'::text])))
  constraint capture_rules_value_check CHECK (((value <> ''::text) AND (length(value) <= 320)))
  constraint capture_rules_visibility_check CHECK ((visibility = ANY (ARRAY['everyone'::text, 'private'::text])))
  constraint capture_rules_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE
  constraint capture_rules_pkey PRIMARY KEY (workspace_id, id)
  constraint capture_rules_workspace_id_audience_kind_value_key UNIQUE (workspace_id, audience, kind, value)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)) AND ( SELECT actor_writes() AS actor_writes)))
policy back_up for select to rapport_owner using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (visibility = 'team'::text))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system))))
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (visibility = 'team'::text))))) with check (-)

-- public.card_wishes
--   columns
  workspace_id uuid not null
  collection_id uuid not null
  party_id uuid not null
  connection_id uuid not null
  audience uuid not null
  wish text not null
  asked_at timestamp with time zone not null default now()
--   constraints
  constraint card_wishes_wish_check CHECK ((wish = ANY (ARRAY['put'::text, 'take out'::text])))
  constraint card_wishes_workspace_id_collection_id_fkey FOREIGN KEY (workspace_id, collection_id) REFERENCES collections(workspace_id, id) ON DELETE CASCADE
  constraint card_wishes_workspace_id_connection_id_audience_fkey FOREIGN KEY (workspace_id, connection_id, audience) REFERENCES connections(workspace_id, id, audience) ON UPDATE CASCADE ON DELETE CASCADE
  constraint card_wishes_workspace_id_party_id_fkey FOREIGN KEY (workspace_id, party_id) REFERENCES parties(workspace_id, id) ON DELETE CASCADE
  constraint card_wishes_pkey PRIMARY KEY (workspace_id, collection_id, party_id)
--   indexes
CREATE INDEX card_wishes_of_party ON public.card_wishes USING btree (workspace_id, party_id)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM connections record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = card_wishes.connection_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy back_up for select to rapport_owner using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM connections record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = card_wishes.connection_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM connections record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = card_wishes.connection_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM connections record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = card_wishes.connection_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (-)

-- public.collection_entries
--   columns
  workspace_id uuid not null
  collection_id uuid not null
  href text not null
  connection_id uuid not null
  audience uuid not null
  etag text
  state text not null
  reason text
  tries integer not null default 0
  next_try_at timestamp with time zone
  title text
  recurs boolean not null default false
  read_at timestamp with time zone not null default now()
  is_private boolean not null default true
--   constraints
  constraint collection_entries_href_check CHECK ((length(href) <= 2000))
  constraint collection_entries_state_check CHECK ((state = ANY (ARRAY['captured'::text, 'left out'::text, 'waiting'::text, 'parked'::text])))
  constraint collection_entries_workspace_id_collection_id_fkey FOREIGN KEY (workspace_id, collection_id) REFERENCES collections(workspace_id, id) ON DELETE CASCADE
  constraint collection_entries_workspace_id_connection_id_audience_fkey FOREIGN KEY (workspace_id, connection_id, audience) REFERENCES connections(workspace_id, id, audience) ON UPDATE CASCADE ON DELETE CASCADE
  constraint collection_entries_pkey PRIMARY KEY (workspace_id, collection_id, href)
--   indexes
CREATE INDEX collection_entries_waiting ON public.collection_entries USING btree (workspace_id, collection_id, next_try_at) WHERE (state = 'waiting'::text)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM connections record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = collection_entries.connection_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy back_up for select to rapport_owner using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM connections record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = collection_entries.connection_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM connections record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = collection_entries.connection_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM connections record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = collection_entries.connection_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (-)

-- public.collections
--   columns
  workspace_id uuid not null
  id uuid not null
  connection_id uuid not null
  audience uuid not null
  kind text not null
  href text not null
  name text not null
  wanted boolean
  writable boolean not null default false
  takes_ours boolean not null default false
  takes_since timestamp with time zone
  sync_token text
  ctag text
  on_server integer
  seen_at timestamp with time zone
  compared_at timestamp with time zone
  unfinished_run uuid
--   constraints
  constraint collections_check CHECK ((takes_ours = (takes_since IS NOT NULL)))
  constraint collections_href_check CHECK ((length(href) <= 2000))
  constraint collections_kind_check CHECK ((kind = ANY (ARRAY['calendar'::text, 'address book'::text])))
  constraint collections_name_check CHECK ((length(name) <= 300))
  constraint collections_workspace_id_connection_id_audience_fkey FOREIGN KEY (workspace_id, connection_id, audience) REFERENCES connections(workspace_id, id, audience) ON UPDATE CASCADE ON DELETE CASCADE
  constraint collections_pkey PRIMARY KEY (workspace_id, id)
  constraint collections_workspace_id_connection_id_href_key UNIQUE (workspace_id, connection_id, href)
--   indexes
CREATE UNIQUE INDEX collections_one_takes_ours ON public.collections USING btree (workspace_id, connection_id, kind) WHERE takes_ours
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM connections record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = collections.connection_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy back_up for select to rapport_owner using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM connections record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = collections.connection_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM connections record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = collections.connection_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM connections record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = collections.connection_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (-)

-- public.comments
--   columns
  workspace_id uuid not null
  id uuid not null
  audience uuid not null
  party_id uuid
  activity_id uuid
  author_id uuid not null
  text text not null
  asked uuid[]
  answers_id uuid
  version integer not null default 1
  written_at timestamp with time zone not null default now()
  edited_at timestamp with time zone
  removed_at timestamp with time zone
  removed_by uuid
--   constraints
  constraint comments_asked_check CHECK ((cardinality(asked) > 0))
  constraint comments_check CHECK ((num_nonnulls(party_id, activity_id) = 1))
  constraint comments_text_check CHECK (((text <> ''::text) AND (length(text) <= 10000)))
  constraint comments_workspace_id_answers_id_fkey FOREIGN KEY (workspace_id, answers_id) REFERENCES comments(workspace_id, id) ON DELETE SET NULL (answers_id)
  constraint comments_pkey PRIMARY KEY (workspace_id, id)
--   indexes
CREATE INDEX comments_answering ON public.comments USING btree (workspace_id, answers_id) WHERE (answers_id IS NOT NULL)
CREATE INDEX comments_of_activity ON public.comments USING btree (workspace_id, activity_id, id DESC) WHERE (activity_id IS NOT NULL)
CREATE INDEX comments_of_party ON public.comments USING btree (workspace_id, party_id, id DESC) WHERE (party_id IS NOT NULL)
CREATE INDEX comments_removed ON public.comments USING btree (workspace_id, removed_at) WHERE (removed_at IS NOT NULL)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_writes() AS actor_writes) AND (author_id = ( SELECT actor_user() AS actor_user)) AND (audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[]))))
policy back_up for select to rapport_owner using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (( SELECT actor_writes() AS actor_writes) AND (author_id = ( SELECT actor_user() AS actor_user)))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system))))
policy keep for all to rapport_owner using (true) with check (true)
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_is_system() AS actor_is_system))) with check (-)
--   triggers
CREATE TRIGGER events_follow AFTER UPDATE OF audience ON public.comments FOR EACH ROW WHEN ((old.audience <> new.audience)) EXECUTE FUNCTION events_follow_their_comment()
CREATE TRIGGER events_go AFTER DELETE ON public.comments REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION events_go_with_their_comment()
CREATE TRIGGER have_their_subject BEFORE INSERT OR UPDATE OF party_id, activity_id ON public.comments FOR EACH ROW EXECUTE FUNCTION comments_have_their_subject()

-- public.confidences
--   columns
  workspace_id uuid not null
  id uuid not null
  party_id uuid not null
  confidants uuid[] not null
  subject text not null
  detail text not null
  ground text not null
  ground_note text not null default ''::text
  told_by text not null
  need_id uuid
  stated_at timestamp with time zone not null default now()
  stated_by uuid
--   constraints
  constraint confidences_check CHECK (((subject <> ALL (ARRAY['health'::text, 'belief'::text, 'politics'::text])) OR (ground <> ALL (ARRAY['contract'::text, 'interest'::text]))))
  constraint confidences_confidants_check CHECK (((cardinality(confidants) >= 1) AND (cardinality(confidants) <= 20)))
  constraint confidences_detail_check CHECK (((detail <> ''::text) AND (length(detail) <= 2000)))
  constraint confidences_ground_check CHECK ((ground = ANY (ARRAY['consent'::text, 'vital'::text, 'public'::text, 'claims'::text, 'contract'::text, 'interest'::text])))
  constraint confidences_ground_note_check CHECK ((length(ground_note) <= 500))
  constraint confidences_subject_check CHECK ((subject = ANY (ARRAY['health'::text, 'belief'::text, 'politics'::text, 'family trouble'::text, 'third person'::text])))
  constraint confidences_told_by_check CHECK ((told_by = ANY (ARRAY['themselves'::text, 'third person'::text])))
  constraint confidences_workspace_id_party_id_fkey FOREIGN KEY (workspace_id, party_id) REFERENCES parties(workspace_id, id) ON DELETE CASCADE
  constraint confidences_pkey PRIMARY KEY (workspace_id, id)
--   indexes
CREATE INDEX confidences_of_party ON public.confidences USING btree (workspace_id, party_id)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_writes() AS actor_writes) AND (( SELECT actor_user() AS actor_user) = ANY (confidants))))
policy back_up for select to rapport_owner using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (( SELECT actor_writes() AS actor_writes) AND (( SELECT actor_user() AS actor_user) = ANY (confidants)))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (( SELECT actor_user() AS actor_user) = ANY (confidants)))))
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR ((( SELECT actor_user() AS actor_user) = ANY (confidants)) AND (EXISTS ( SELECT FROM parties p WHERE ((p.workspace_id = confidences.workspace_id) AND (p.id = confidences.party_id)))))))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (( SELECT actor_writes() AS actor_writes) AND (( SELECT actor_user() AS actor_user) = ANY (confidants)))))) with check (-)

-- public.connections
--   columns
  workspace_id uuid not null
  id uuid not null
  kind text not null
  audience uuid not null
  visibility text not null
  owner_id uuid not null
  assigned_to uuid
  name text not null
  settings jsonb not null
  secret bytea
  state text not null
  problem text
  failures integer not null default 0
  tried_at timestamp with time zone
  succeeded_at timestamp with time zone
  next_try_at timestamp with time zone not null default now()
  version integer not null default 1
  created_at timestamp with time zone not null default now()
  created_by uuid
  reach_was jsonb
  reach_total integer
  reach_done integer not null default 0
--   constraints
  constraint connections_check CHECK (((visibility = ANY (ARRAY['everyone'::text, 'headers'::text])) = (audience = workspace_id)))
  constraint connections_check1 CHECK (((visibility = 'private'::text) <= (audience = owner_id)))
  constraint connections_kind_check CHECK ((kind ~ '^[a-z][a-z-]{0,30}$'::text))
  constraint connections_name_check CHECK (((name <> ''::text) AND (length(name) <= 300)))
  constraint connections_state_check CHECK ((state = ANY (ARRAY['on'::text, 'paused'::text, 'needs attention'::text])))
  constraint connections_visibility_check CHECK ((visibility = ANY (ARRAY['everyone'::text, 'team'::text, 'headers'::text, 'private'::text])))
  constraint connections_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE
  constraint connections_pkey PRIMARY KEY (workspace_id, id)
  constraint connections_workspace_id_id_audience_key UNIQUE (workspace_id, id, audience)
--   indexes
CREATE INDEX connections_due ON public.connections USING btree (next_try_at) WHERE (state = 'on'::text)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)) AND ( SELECT actor_writes() AS actor_writes)))
policy back_up for select to rapport_owner using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (visibility = 'team'::text))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system))))
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (visibility = 'team'::text))))) with check (-)
--   triggers
CREATE TRIGGER events_follow AFTER UPDATE OF audience, visibility ON public.connections FOR EACH ROW WHEN (((old.audience <> new.audience) OR (old.visibility <> new.visibility))) EXECUTE FUNCTION events_follow_audience()

-- public.consent_purposes
--   columns
  workspace_id uuid not null
  key text not null
  id uuid not null
  name text
  about text not null default ''::text
  ground text not null
  channels text[] not null
  created_at timestamp with time zone not null default now()
  retired_at timestamp with time zone
  version integer not null default 1
--   constraints
  constraint consent_purposes_about_check CHECK ((length(about) <= 500))
  constraint consent_purposes_channels_check CHECK ((cardinality(channels) > 0))
  constraint consent_purposes_ground_check CHECK ((ground = ANY (ARRAY['consent'::text, 'contract'::text, 'legitimate interest'::text, 'legal duty'::text])))
  constraint consent_purposes_name_check CHECK (((name <> ''::text) AND (length(name) <= 100)))
  constraint consent_purposes_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE
  constraint consent_purposes_pkey PRIMARY KEY (workspace_id, key)
  constraint consent_purposes_workspace_id_id_key UNIQUE (workspace_id, id)
--   indexes
CREATE UNIQUE INDEX consent_purposes_by_name ON public.consent_purposes USING btree (workspace_id, lower(name)) WHERE ((retired_at IS NULL) AND (name IS NOT NULL))
--   policies
policy back_up for select to rapport_owner using (true) with check (-)
policy change for all to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_edits_everything() AS actor_edits_everything))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_edits_everything() AS actor_edits_everything)))
policy read for select to everyone using ((workspace_id = ( SELECT actor_workspace() AS actor_workspace))) with check (-)

-- public.consent_wordings
--   columns
  workspace_id uuid not null
  id uuid not null
  purpose text not null
  version integer not null
  text text not null
  sha256 text not null
  created_at timestamp with time zone not null default now()
  created_by uuid
--   constraints
  constraint consent_wordings_text_check CHECK (((text <> ''::text) AND (length(text) <= 5000)))
  constraint consent_wordings_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE
  constraint consent_wordings_pkey PRIMARY KEY (workspace_id, id)
  constraint consent_wordings_workspace_id_purpose_version_key UNIQUE (workspace_id, purpose, version)
--   policies
policy back_up for select to rapport_owner using (true) with check (-)
policy change for all to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_edits_everything() AS actor_edits_everything))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_edits_everything() AS actor_edits_everything)))
policy read for select to everyone using ((workspace_id = ( SELECT actor_workspace() AS actor_workspace))) with check (-)

-- public.consents
--   columns
  workspace_id uuid not null
  id uuid not null
  audience uuid not null
  party_id uuid not null
  purpose text not null
  channel text not null
  decision text not null
  ground text
  wording_id uuid
  source text not null
  note text not null default ''::text
  stated_at timestamp with time zone not null
  recorded_at timestamp with time zone not null default now()
  recorded_by uuid
  recorded_from text default NULLIF(current_setting('rapport.source'::text, true), ''::text)
  retracts uuid
  import_id uuid
--   constraints
  constraint consents_channel_check CHECK ((channel = ANY (ARRAY['email'::text, 'phone'::text, 'letter'::text, 'message'::text])))
  constraint consents_check CHECK (((decision = 'given'::text) = (ground IS NOT NULL)))
  constraint consents_check1 CHECK (((decision = 'retracted'::text) = (retracts IS NOT NULL)))
  constraint consents_decision_check CHECK ((decision = ANY (ARRAY['given'::text, 'refused'::text, 'withdrawn'::text, 'retracted'::text])))
  constraint consents_ground_check CHECK ((ground = ANY (ARRAY['consent'::text, 'contract'::text, 'legitimate interest'::text, 'legal duty'::text])))
  constraint consents_note_check CHECK ((length(note) <= 2000))
  constraint consents_source_check CHECK ((source = ANY (ARRAY['spoken'::text, 'phone'::text, 'email'::text, 'paper'::text, 'form'::text, 'event'::text, 'import'::text, 'other'::text])))
  constraint consents_workspace_id_wording_id_fkey FOREIGN KEY (workspace_id, wording_id) REFERENCES consent_wordings(workspace_id, id)
  constraint consents_pkey PRIMARY KEY (workspace_id, id)
--   indexes
CREATE UNIQUE INDEX consents_are_retracted_once ON public.consents USING btree (workspace_id, retracts) WHERE (retracts IS NOT NULL)
CREATE INDEX consents_of_import ON public.consents USING btree (workspace_id, import_id) WHERE (import_id IS NOT NULL)
CREATE INDEX consents_of_party ON public.consents USING btree (workspace_id, party_id, purpose, channel)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_writes() AS actor_writes) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system))))
policy back_up for select to rapport_owner using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_writes() AS actor_writes) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy keep for all to rapport_owner using (true) with check (true)
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_is_system() AS actor_is_system))) with check (-)
--   triggers
CREATE TRIGGER have_their_party AFTER INSERT ON public.consents REFERENCING NEW TABLE AS arrived FOR EACH STATEMENT EXECUTE FUNCTION parts_have_their_party()
CREATE TRIGGER stay BEFORE UPDATE ON public.consents FOR EACH ROW EXECUTE FUNCTION consents_stay()

-- public.contacts
--   columns
  workspace_id uuid not null
  party_id uuid not null
  activity_id uuid not null
  audience uuid not null
  happened_at timestamp with time zone not null
  direction text not null
  weight double precision not null
  amount numeric not null
  shared boolean not null
  colleagues uuid[] not null default '{}'::uuid[]
--   constraints
  constraint contacts_direction_check CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text, 'both'::text])))
  constraint contacts_weight_check CHECK ((weight > (0)::double precision))
  constraint contacts_pkey PRIMARY KEY (workspace_id, party_id, activity_id)
--   indexes
CREATE INDEX contacts_by_time ON public.contacts USING btree (workspace_id, happened_at)
CREATE INDEX contacts_of_activity ON public.contacts USING btree (workspace_id, activity_id)
CREATE INDEX contacts_of_party ON public.contacts USING btree (workspace_id, party_id, happened_at DESC)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_is_system() AS actor_is_system)))
policy back_up for select to rapport_owner using (true) with check (-)
policy keep for all to rapport_owner using (true) with check (true)
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_is_system() AS actor_is_system))) with check (-)
--   triggers
CREATE TRIGGER warmth_grows AFTER INSERT ON public.contacts REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION warmth_follows_contacts()
CREATE TRIGGER warmth_shrinks AFTER DELETE ON public.contacts REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION warmth_follows_contacts()

-- public.contracts
--   columns
  workspace_id uuid not null
  id uuid not null
  audience uuid not null
  party_id uuid not null
  what text not null
  number text not null default ''::text
  from_date date
  to_date date
  notice_count integer
  notice_unit text
  renews_months integer
  notice_given_on date
  task_id uuid
  version integer not null default 1
  created_at timestamp with time zone not null default now()
  removed_at timestamp with time zone
  removed_by uuid
--   constraints
  constraint contracts_check CHECK (((notice_count IS NULL) = (notice_unit IS NULL)))
  constraint contracts_check1 CHECK ((from_date <= to_date))
  constraint contracts_notice_count_check CHECK (((notice_count >= 0) AND (notice_count <= 999)))
  constraint contracts_notice_unit_check CHECK ((notice_unit = ANY (ARRAY['days'::text, 'weeks'::text, 'months'::text])))
  constraint contracts_number_check CHECK ((length(number) <= 100))
  constraint contracts_renews_months_check CHECK (((renews_months >= 1) AND (renews_months <= 1200)))
  constraint contracts_what_check CHECK (((what <> ''::text) AND (length(what) <= 300)))
  constraint contracts_pkey PRIMARY KEY (workspace_id, id)
--   indexes
CREATE INDEX contracts_of_party ON public.contracts USING btree (workspace_id, party_id)
CREATE INDEX contracts_of_task ON public.contracts USING btree (workspace_id, task_id) WHERE (task_id IS NOT NULL)
CREATE INDEX contracts_removed ON public.contracts USING btree (workspace_id, removed_at) WHERE (removed_at IS NOT NULL)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM parties record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = contracts.party_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy back_up for select to rapport_owner using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM parties record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = contracts.party_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM parties record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = contracts.party_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy keep for all to rapport_owner using (true) with check (true)
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM parties record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = contracts.party_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (-)
--   triggers
CREATE TRIGGER have_their_party AFTER INSERT ON public.contracts REFERENCING NEW TABLE AS arrived FOR EACH STATEMENT EXECUTE FUNCTION parts_have_their_party()

-- public.conversations
--   columns
  workspace_id uuid not null
  id uuid not null default gen_random_uuid()
  audience uuid not null
  thread text not null
  owner_id uuid not null
  newest_id uuid not null
  newest_at timestamp with time zone not null
  assigned_to uuid
  for_id uuid not null default COALESCE(assigned_to, owner_id)
  settled_to timestamp with time zone
  settled_as text
  settled_by uuid
  snoozed_until timestamp with time zone
  snoozed_by uuid
  waits_since timestamp with time zone
  version integer not null default 1
--   constraints
  constraint conversations_check CHECK (((settled_to IS NULL) = (settled_as IS NULL)))
  constraint conversations_settled_as_check CHECK ((settled_as = ANY (ARRAY['done'::text, 'answered'::text])))
  constraint conversations_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE
  constraint conversations_pkey PRIMARY KEY (workspace_id, id)
  constraint conversations_workspace_id_thread_audience_key UNIQUE (workspace_id, thread, audience)
--   indexes
CREATE INDEX conversations_by_time ON public.conversations USING btree (workspace_id, newest_at DESC, id DESC)
CREATE INDEX conversations_of_newest ON public.conversations USING btree (workspace_id, newest_id)
CREATE INDEX conversations_shared ON public.conversations USING btree (workspace_id, newest_at DESC, id DESC) WHERE (audience <> owner_id)
CREATE INDEX conversations_waiting ON public.conversations USING btree (workspace_id, waits_since, id) WHERE (waits_since IS NOT NULL)
CREATE INDEX conversations_waiting_for ON public.conversations USING btree (workspace_id, for_id, waits_since, id) WHERE (waits_since IS NOT NULL)
--   policies
policy back_up for select to rapport_owner using (true) with check (-)
policy keep for all to rapport_owner using (true) with check (true)
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy triage for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_writes() AS actor_writes) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system))))
--   triggers
CREATE TRIGGER events_follow AFTER UPDATE OF audience ON public.conversations FOR EACH ROW WHEN ((old.audience <> new.audience)) EXECUTE FUNCTION events_follow_their_conversation()
CREATE TRIGGER waits BEFORE INSERT OR UPDATE ON public.conversations FOR EACH ROW EXECUTE FUNCTION conversation_waits()

-- public.delivery_reports
--   columns
  workspace_id uuid not null
  activity_id uuid not null
  audience uuid not null
  about text[] not null
  failed jsonb not null
  settled_at timestamp with time zone
--   constraints
  constraint delivery_reports_workspace_id_activity_id_fkey FOREIGN KEY (workspace_id, activity_id) REFERENCES activities(workspace_id, id) ON DELETE CASCADE
  constraint delivery_reports_pkey PRIMARY KEY (workspace_id, activity_id)
--   indexes
CREATE INDEX delivery_reports_to_settle ON public.delivery_reports USING btree (workspace_id, activity_id) WHERE (settled_at IS NULL)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM activities record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = delivery_reports.activity_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy back_up for select to rapport_owner using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM activities record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = delivery_reports.activity_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM activities record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = delivery_reports.activity_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM activities record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = delivery_reports.activity_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (-)

-- public.digests
--   columns
  workspace_id uuid not null
  user_id uuid not null
  audience uuid not null
  connection_id uuid not null
  hour smallint not null
  weekdays_only boolean not null
  zone text not null
  language text not null
  told_on date not null
--   constraints
  constraint digests_check CHECK ((audience = user_id))
  constraint digests_hour_check CHECK (((hour >= 0) AND (hour <= 23)))
  constraint digests_language_check CHECK ((language = ANY (ARRAY['en'::text, 'de'::text])))
  constraint digests_workspace_id_connection_id_fkey FOREIGN KEY (workspace_id, connection_id) REFERENCES connections(workspace_id, id) ON DELETE CASCADE
  constraint digests_workspace_id_user_id_fkey FOREIGN KEY (workspace_id, user_id) REFERENCES users(workspace_id, id) ON DELETE CASCADE
  constraint digests_pkey PRIMARY KEY (workspace_id, user_id)
--   policies
policy back_up for select to rapport_owner using (true) with check (-)
policy keep for all to rapport_owner using (true) with check (true)
policy own for all to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (user_id = ( SELECT actor_user() AS actor_user))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (user_id = ( SELECT actor_user() AS actor_user)))))
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)

-- public.doubtful_addresses
--   columns
  workspace_id uuid not null
  id uuid not null
  audience uuid not null
  address text not null
  reason text not null
  words text
  times integer not null default 0
  doubted_at timestamp with time zone
  cleared_at timestamp with time zone
--   constraints
  constraint doubtful_addresses_address_check CHECK (((address <> ''::text) AND (length(address) <= 320)))
  constraint doubtful_addresses_words_check CHECK ((length(words) <= 500))
  constraint doubtful_addresses_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE
  constraint doubtful_addresses_pkey PRIMARY KEY (workspace_id, id)
  constraint doubtful_addresses_workspace_id_audience_address_key UNIQUE (workspace_id, audience, address)
--   indexes
CREATE INDEX doubtful_addresses_by_address ON public.doubtful_addresses USING btree (workspace_id, address)
--   policies
policy back_up for select to rapport_owner using (true) with check (-)
policy keep for all to rapport_owner using (true) with check (true)
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy work for all to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_is_system() AS actor_is_system))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_is_system() AS actor_is_system)))

-- public.duplicate_checks
--   columns
  workspace_id uuid not null
  party_id uuid not null
--   constraints
  constraint duplicate_checks_pkey PRIMARY KEY (workspace_id, party_id)
--   policies
policy back_up for select to rapport_owner using (true) with check (-)
policy keep for all to rapport_owner using (true) with check (true)
policy work for all to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_is_system() AS actor_is_system))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_is_system() AS actor_is_system)))

-- public.duplicate_keys
--   columns
  workspace_id uuid not null
  party_id uuid not null
  audience uuid not null
  kind text not null
  key text not null
--   constraints
  constraint duplicate_keys_pkey PRIMARY KEY (workspace_id, kind, key, party_id) INCLUDE (audience)
--   indexes
CREATE INDEX duplicate_keys_of_party ON public.duplicate_keys USING btree (party_id)
--   policies
policy back_up for select to rapport_owner using (true) with check (-)
policy keep for all to rapport_owner using (true) with check (true)
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy work for all to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_is_system() AS actor_is_system))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_is_system() AS actor_is_system)))

-- public.duplicate_models
--   columns
  workspace_id uuid not null
  kind text not null
  model jsonb not null
  learned_from integer not null
  learned_at timestamp with time zone not null default now()
--   constraints
  constraint duplicate_models_kind_check CHECK ((kind = ANY (ARRAY['person'::text, 'company'::text])))
  constraint duplicate_models_pkey PRIMARY KEY (workspace_id, kind)
--   policies
policy back_up for select to rapport_owner using (true) with check (-)
policy work for all to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_is_system() AS actor_is_system))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_is_system() AS actor_is_system)))

-- public.duplicate_pairs
--   columns
  workspace_id uuid not null
  id uuid not null
  audience uuid not null
  kind text not null
  first_id uuid not null
  second_id uuid not null
  state text not null
  certain boolean not null
  weight real not null
  judgement jsonb not null
  found_at timestamp with time zone not null default now()
  decided_at timestamp with time zone
  decided_by uuid
  exact boolean not null default false
--   constraints
  constraint duplicate_pairs_check CHECK ((first_id < second_id))
  constraint duplicate_pairs_kind_check CHECK ((kind = ANY (ARRAY['person'::text, 'company'::text])))
  constraint duplicate_pairs_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'not same'::text, 'merged'::text])))
  constraint duplicate_pairs_pkey PRIMARY KEY (workspace_id, id)
  constraint duplicate_pairs_workspace_id_first_id_second_id_key UNIQUE (workspace_id, first_id, second_id)
--   indexes
CREATE INDEX duplicate_pairs_exact ON public.duplicate_pairs USING btree (workspace_id, weight DESC, id) WHERE ((state = 'proposed'::text) AND exact)
CREATE INDEX duplicate_pairs_of_second ON public.duplicate_pairs USING btree (workspace_id, second_id)
CREATE INDEX duplicate_pairs_to_decide ON public.duplicate_pairs USING btree (workspace_id, weight DESC, id DESC) INCLUDE (audience, kind, certain) WHERE (state = 'proposed'::text)
--   policies
policy back_up for select to rapport_owner using (true) with check (-)
policy keep for all to rapport_owner using (true) with check (true)
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy work for all to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_is_system() AS actor_is_system))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_is_system() AS actor_is_system)))

-- public.entry_cards
--   columns
  workspace_id uuid not null
  collection_id uuid not null
  href text not null
  connection_id uuid not null
  audience uuid not null
  party_id uuid not null
  version integer not null
  agreed jsonb not null
  removed_at timestamp with time zone
--   constraints
  constraint entry_cards_href_check CHECK ((length(href) <= 2000))
  constraint entry_cards_workspace_id_collection_id_fkey FOREIGN KEY (workspace_id, collection_id) REFERENCES collections(workspace_id, id) ON DELETE CASCADE
  constraint entry_cards_workspace_id_connection_id_audience_fkey FOREIGN KEY (workspace_id, connection_id, audience) REFERENCES connections(workspace_id, id, audience) ON UPDATE CASCADE ON DELETE CASCADE
  constraint entry_cards_workspace_id_party_id_fkey FOREIGN KEY (workspace_id, party_id) REFERENCES parties(workspace_id, id) ON DELETE CASCADE
  constraint entry_cards_pkey PRIMARY KEY (workspace_id, collection_id, href)
--   indexes
CREATE INDEX entry_cards_of_party ON public.entry_cards USING btree (workspace_id, party_id)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM connections record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = entry_cards.connection_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy back_up for select to rapport_owner using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM connections record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = entry_cards.connection_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM connections record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = entry_cards.connection_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM connections record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = entry_cards.connection_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (-)

-- public.entry_meetings
--   columns
  workspace_id uuid not null
  collection_id uuid not null
  href text not null
  identity text not null
  connection_id uuid not null
  audience uuid not null
  activity_id uuid not null
  version integer not null
  agreed jsonb
--   constraints
  constraint entry_meetings_workspace_id_collection_id_href_fkey FOREIGN KEY (workspace_id, collection_id, href) REFERENCES collection_entries(workspace_id, collection_id, href) ON DELETE CASCADE
  constraint entry_meetings_workspace_id_connection_id_audience_fkey FOREIGN KEY (workspace_id, connection_id, audience) REFERENCES connections(workspace_id, id, audience) ON UPDATE CASCADE ON DELETE CASCADE
  constraint entry_meetings_pkey PRIMARY KEY (workspace_id, collection_id, href, identity)
--   indexes
CREATE INDEX entry_meetings_of_activity ON public.entry_meetings USING btree (workspace_id, activity_id)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM connections record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = entry_meetings.connection_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy back_up for select to rapport_owner using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM connections record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = entry_meetings.connection_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM connections record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = entry_meetings.connection_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM connections record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = entry_meetings.connection_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (-)

-- public.erasures
--   columns
  workspace_id uuid not null
  id uuid not null
  erased_at timestamp with time zone not null
  erased_by uuid
  parties uuid[] not null
  counts jsonb not null default '{}'::jsonb
--   constraints
  constraint erasures_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE
  constraint erasures_pkey PRIMARY KEY (workspace_id, id)
--   indexes
CREATE INDEX erasures_by_time ON public.erasures USING btree (workspace_id, erased_at DESC, id)
--   policies
policy back_up for select to rapport_owner using (true) with check (-)
policy change for all to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_edits_everything() AS actor_edits_everything))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_edits_everything() AS actor_edits_everything)))
policy read for select to everyone using ((workspace_id = ( SELECT actor_workspace() AS actor_workspace))) with check (-)

-- public.events
--   columns
  workspace_id uuid not null
  id uuid not null
  audience uuid not null
  at timestamp with time zone not null default now()
  actor text not null
  actor_id uuid
  subject text not null
  subject_id uuid not null
  verb text not null
  particulars jsonb not null default '{}'::jsonb
  before jsonb
  after jsonb
  import_id uuid
  field_id uuid
  source text default NULLIF(current_setting('rapport.source'::text, true), ''::text)
  act_id uuid
--   constraints
  constraint events_pkey PRIMARY KEY (workspace_id, id)
--   indexes
CREATE INDEX events_by_act_of_user ON public.events USING btree (workspace_id, actor_id, id DESC) WHERE ((import_id IS NULL) AND (act_id IS NULL))
CREATE INDEX events_by_actor ON public.events USING btree (workspace_id, actor_id, id DESC) WHERE (import_id IS NULL)
CREATE INDEX events_by_subject ON public.events USING btree (workspace_id, subject_id, id DESC)
CREATE INDEX events_by_time ON public.events USING btree (workspace_id, at DESC) WHERE (import_id IS NULL)
CREATE INDEX events_of_act ON public.events USING btree (workspace_id, act_id, id) WHERE (act_id IS NOT NULL)
--   policies
policy append for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system))))
policy back_up for select to rapport_owner using (true) with check (-)
policy field_seen for select to rapport_app using (((field_id IS NULL) OR ( SELECT actor_is_system() AS actor_is_system) OR (field_id IN ( SELECT f.id FROM fields f WHERE (f.workspace_id = ( SELECT actor_workspace() AS actor_workspace)))))) with check (-)
policy follow for all to rapport_owner using (true) with check (true)
policy of_handovers_in_sight for select to rapport_app using (((subject <> 'handover'::text) OR ( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM handovers h WHERE ((h.workspace_id = events.workspace_id) AND (h.id = events.subject_id)))))) with check (-)
policy of_ties_in_sight for select to rapport_app using (((subject <> 'tie'::text) OR ( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM ties WHERE ((ties.workspace_id = events.workspace_id) AND (ties.id = events.subject_id)))))) with check (-)
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
--   triggers
CREATE TRIGGER audit AFTER INSERT ON public.events REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION audit_events()

-- public.exports
--   columns
  workspace_id uuid not null
  id uuid not null
  audience uuid not null
  owner_id uuid not null
  language text not null
  status text not null default 'waiting'::text
  parts_done integer not null default 0
  parts integer not null default 0
  part text
  rows bigint not null default 0
  bytes bigint
  error text
  created_at timestamp with time zone not null default now()
  finished_at timestamp with time zone
  expires_at timestamp with time zone
--   constraints
  constraint exports_check CHECK ((audience = owner_id))
  constraint exports_language_check CHECK ((language = ANY (ARRAY['en'::text, 'de'::text])))
  constraint exports_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text, 'expired'::text])))
  constraint exports_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE
  constraint exports_pkey PRIMARY KEY (workspace_id, id)
--   indexes
CREATE INDEX exports_by_time ON public.exports USING btree (workspace_id, created_at DESC, id)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_writes() AS actor_writes) AND (owner_id = ( SELECT actor_user() AS actor_user))))
policy back_up for select to rapport_owner using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_is_system() AS actor_is_system))) with check (-)
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_is_system() AS actor_is_system))) with check (-)

-- public.feeds
--   columns
  workspace_id uuid not null
  connection_id uuid not null
  audience uuid not null
  marks jsonb not null default '{}'::jsonb
--   constraints
  constraint feeds_workspace_id_connection_id_audience_fkey FOREIGN KEY (workspace_id, connection_id, audience) REFERENCES connections(workspace_id, id, audience) ON UPDATE CASCADE ON DELETE CASCADE
  constraint feeds_pkey PRIMARY KEY (workspace_id, connection_id)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM connections record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = feeds.connection_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy back_up for select to rapport_owner using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM connections record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = feeds.connection_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM connections record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = feeds.connection_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM connections record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = feeds.connection_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (-)

-- public.fields
--   columns
  workspace_id uuid not null
  id uuid not null
  audience uuid not null
  kind text not null
  name text not null
  label text not null
  help text not null default ''::text
  type text not null
  settings jsonb not null default '{}'::jsonb
  seen_from text not null default 'reader'::text
  edited_from text not null default 'member'::text
  asked boolean not null default false
  "position" integer not null
  retired_at timestamp with time zone
  version integer not null default 1
  created_at timestamp with time zone not null default now()
  created_by uuid
--   constraints
  constraint fields_edited_from_check CHECK ((edited_from = ANY (ARRAY['member'::text, 'manager'::text, 'owner'::text])))
  constraint fields_help_check CHECK ((length(help) <= 500))
  constraint fields_kind_check CHECK ((kind = ANY (ARRAY['person'::text, 'company'::text])))
  constraint fields_label_check CHECK (((label <> ''::text) AND (length(label) <= 100)))
  constraint fields_name_check CHECK ((name ~ '^[a-z][a-zA-Z0-9]{0,59}$'::text))
  constraint fields_seen_from_check CHECK ((seen_from = ANY (ARRAY['reader'::text, 'member'::text, 'manager'::text, 'owner'::text])))
  constraint fields_type_check CHECK ((type = ANY (ARRAY['text'::text, 'longText'::text, 'web'::text, 'number'::text, 'money'::text, 'date'::text, 'boolean'::text, 'choice'::text, 'choices'::text, 'person'::text, 'company'::text, 'user'::text])))
  constraint fields_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE
  constraint fields_pkey PRIMARY KEY (workspace_id, id)
  constraint fields_workspace_id_kind_name_key UNIQUE (workspace_id, kind, name)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_edits_everything() AS actor_edits_everything)))
policy back_up for select to rapport_owner using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_edits_everything() AS actor_edits_everything))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_edits_everything() AS actor_edits_everything)))
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy seen for select to rapport_app using ((( SELECT actor_is_system() AS actor_is_system) OR (level_rank(( SELECT actor_level() AS actor_level)) >= level_rank(seen_from)))) with check (-)

-- public.follows
--   columns
  workspace_id uuid not null
  id uuid not null
  audience uuid not null
  user_id uuid not null
  party_id uuid
  activity_id uuid
  following boolean not null
  because text not null
  since timestamp with time zone not null default now()
--   constraints
  constraint follows_because_check CHECK ((because = ANY (ARRAY['wished'::text, 'mentioned'::text, 'asked'::text, 'commented'::text])))
  constraint follows_check CHECK ((audience = user_id))
  constraint follows_check1 CHECK ((num_nonnulls(party_id, activity_id) = 1))
  constraint follows_workspace_id_user_id_fkey FOREIGN KEY (workspace_id, user_id) REFERENCES users(workspace_id, id) ON DELETE CASCADE
  constraint follows_pkey PRIMARY KEY (workspace_id, id)
--   indexes
CREATE UNIQUE INDEX follows_of_activity ON public.follows USING btree (workspace_id, activity_id, user_id) WHERE (activity_id IS NOT NULL)
CREATE UNIQUE INDEX follows_of_party ON public.follows USING btree (workspace_id, party_id, user_id) WHERE (party_id IS NOT NULL)
CREATE INDEX follows_of_user ON public.follows USING btree (workspace_id, user_id)
--   policies
policy back_up for select to rapport_owner using (true) with check (-)
policy keep for all to rapport_owner using (true) with check (true)
policy own for all to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (user_id = ( SELECT actor_user() AS actor_user))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (user_id = ( SELECT actor_user() AS actor_user)))))
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)

-- public.form_submissions
--   columns
  workspace_id uuid not null
  id uuid not null
  form_id uuid not null
  audience uuid not null
  ticket text not null
  content_hash text not null
  state text not null
  reasons text[] not null default '{}'::text[]
  answers jsonb
  activity_id uuid
  arrived_at timestamp with time zone not null default now()
  confirmed_to text
--   constraints
  constraint form_submissions_check CHECK (((state = 'taken'::text) = (answers IS NULL)))
  constraint form_submissions_state_check CHECK ((state = ANY (ARRAY['taken'::text, 'doubtful'::text, 'dismissed'::text])))
  constraint form_submissions_ticket_check CHECK ((length(ticket) <= 100))
  constraint form_submissions_workspace_id_form_id_fkey FOREIGN KEY (workspace_id, form_id) REFERENCES forms(workspace_id, id) ON DELETE CASCADE
  constraint form_submissions_pkey PRIMARY KEY (workspace_id, id)
--   indexes
CREATE INDEX form_submissions_alike ON public.form_submissions USING btree (workspace_id, form_id, content_hash, arrived_at)
CREATE INDEX form_submissions_by_form ON public.form_submissions USING btree (workspace_id, form_id, state, arrived_at DESC)
CREATE INDEX form_submissions_confirmed ON public.form_submissions USING btree (workspace_id, confirmed_to, arrived_at) WHERE (confirmed_to IS NOT NULL)
CREATE UNIQUE INDEX form_submissions_count_once ON public.form_submissions USING btree (workspace_id, form_id, ticket)
CREATE INDEX form_submissions_old ON public.form_submissions USING btree (workspace_id, arrived_at)
--   policies
policy back_up for select to rapport_owner using (true) with check (-)
policy change for all to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) AND (( SELECT actor_level() AS actor_level) = ANY (ARRAY['owner'::text, 'manager'::text])))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) AND (( SELECT actor_level() AS actor_level) = ANY (ARRAY['owner'::text, 'manager'::text]))))))
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)

-- public.forms
--   columns
  workspace_id uuid not null
  id uuid not null
  audience uuid not null
  visibility text not null
  key text not null
  title text not null
  intro text not null
  thanks text not null
  language text not null
  fields jsonb not null
  purposes jsonb not null
  role text not null
  keeper_id uuid not null
  told uuid[] not null
  origins text[] not null
  confirm_from uuid
  paused_at timestamp with time zone
  created_at timestamp with time zone not null default now()
  created_by uuid
  removed_at timestamp with time zone
  version integer not null default 1
--   constraints
  constraint forms_intro_check CHECK ((length(intro) <= 5000))
  constraint forms_language_check CHECK ((language = ANY (ARRAY['en'::text, 'de'::text])))
  constraint forms_role_check CHECK ((length(role) <= 100))
  constraint forms_thanks_check CHECK ((length(thanks) <= 5000))
  constraint forms_title_check CHECK (((title <> ''::text) AND (length(title) <= 200)))
  constraint forms_visibility_check CHECK ((visibility = ANY (ARRAY['everyone'::text, 'team'::text])))
  constraint forms_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE
  constraint forms_pkey PRIMARY KEY (workspace_id, id)
--   indexes
CREATE UNIQUE INDEX forms_by_key ON public.forms USING btree (workspace_id, key)
--   policies
policy back_up for select to rapport_owner using (true) with check (-)
policy change for all to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) AND (( SELECT actor_level() AS actor_level) = ANY (ARRAY['owner'::text, 'manager'::text])))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) AND (( SELECT actor_level() AS actor_level) = ANY (ARRAY['owner'::text, 'manager'::text]))))))
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)

-- public.handover_items
--   columns
  workspace_id uuid not null
  handover_id uuid not null
  party_id uuid not null
  audience uuid not null
  was_assigned_to uuid
  taken boolean not null default false
--   constraints
  constraint handover_items_workspace_id_handover_id_fkey FOREIGN KEY (workspace_id, handover_id) REFERENCES handovers(workspace_id, id) ON DELETE CASCADE
  constraint handover_items_pkey PRIMARY KEY (workspace_id, handover_id, party_id)
--   indexes
CREATE INDEX handover_items_of_party ON public.handover_items USING btree (workspace_id, party_id)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_writes() AS actor_writes) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system))))
policy back_up for select to rapport_owner using (true) with check (-)
policy "between" for all to rapport_app using ((( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM handovers h WHERE ((h.workspace_id = handover_items.workspace_id) AND (h.id = handover_items.handover_id)))))) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_is_system() AS actor_is_system))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_is_system() AS actor_is_system)))
policy keep for all to rapport_owner using (true) with check (true)
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_is_system() AS actor_is_system))) with check (-)
--   triggers
CREATE TRIGGER have_their_party BEFORE INSERT OR UPDATE OF party_id ON public.handover_items FOR EACH ROW EXECUTE FUNCTION handover_items_have_their_party()

-- public.handovers
--   columns
  workspace_id uuid not null
  id uuid not null
  audience uuid not null
  from_id uuid not null
  to_id uuid not null
  proposed_by uuid not null
  reason text not null
  begins_on date
  ends_on date
  note text not null
  answer text not null default ''::text
  records integer not null
  state text not null
  proposed_at timestamp with time zone not null default now()
  answered_at timestamp with time zone
  version integer not null default 1
--   constraints
  constraint handovers_answer_check CHECK ((length(answer) <= 10000))
  constraint handovers_check CHECK ((audience = workspace_id))
  constraint handovers_check1 CHECK ((from_id <> to_id))
  constraint handovers_check2 CHECK ((begins_on <= ends_on))
  constraint handovers_note_check CHECK ((length(note) <= 10000))
  constraint handovers_reason_check CHECK ((reason = ANY (ARRAY['leaving'::text, 'away'::text, 'other'::text])))
  constraint handovers_records_check CHECK ((records > 0))
  constraint handovers_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'accepted'::text, 'begun'::text, 'declined'::text, 'withdrawn'::text, 'ended'::text])))
  constraint handovers_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE
  constraint handovers_workspace_id_from_id_fkey FOREIGN KEY (workspace_id, from_id) REFERENCES users(workspace_id, id) ON DELETE CASCADE
  constraint handovers_workspace_id_to_id_fkey FOREIGN KEY (workspace_id, to_id) REFERENCES users(workspace_id, id) ON DELETE CASCADE
  constraint handovers_pkey PRIMARY KEY (workspace_id, id)
--   indexes
CREATE INDEX handovers_by ON public.handovers USING btree (workspace_id, proposed_by, id DESC)
CREATE INDEX handovers_from ON public.handovers USING btree (workspace_id, from_id, id DESC)
CREATE INDEX handovers_to ON public.handovers USING btree (workspace_id, to_id, id DESC)
CREATE INDEX handovers_to_come ON public.handovers USING btree (workspace_id, state) WHERE (state = ANY (ARRAY['accepted'::text, 'begun'::text]))
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_writes() AS actor_writes) AND (proposed_by = ( SELECT actor_user() AS actor_user))))
policy back_up for select to rapport_owner using (true) with check (-)
policy "between" for all to rapport_app using ((( SELECT actor_is_system() AS actor_is_system) OR ( SELECT actor_edits_everything() AS actor_edits_everything) OR (((( SELECT actor_user() AS actor_user) = from_id) OR (( SELECT actor_user() AS actor_user) = to_id)) OR (( SELECT actor_user() AS actor_user) = proposed_by)))) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_writes() AS actor_writes))) with check ((workspace_id = ( SELECT actor_workspace() AS actor_workspace)))
policy keep for all to rapport_owner using (true) with check (true)
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_is_system() AS actor_is_system))) with check (-)

-- public.help_notes
--   columns
  workspace_id uuid not null
  id uuid not null
  audience uuid not null
  user_id uuid not null
  text text not null
  page text not null
  version text not null
  created_at timestamp with time zone not null default now()
  settled_at timestamp with time zone
  settled_by uuid
--   constraints
  constraint help_notes_check CHECK ((audience = user_id))
  constraint help_notes_page_check CHECK ((length(page) <= 500))
  constraint help_notes_text_check CHECK (((text <> ''::text) AND (length(text) <= 5000)))
  constraint help_notes_version_check CHECK ((length(version) <= 100))
  constraint help_notes_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE
  constraint help_notes_pkey PRIMARY KEY (workspace_id, id)
--   indexes
CREATE INDEX help_notes_open ON public.help_notes USING btree (workspace_id, id DESC) WHERE (settled_at IS NULL)
--   policies
policy back_up for select to rapport_owner using (true) with check (-)
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (user_id = ( SELECT actor_user() AS actor_user)) OR (( SELECT actor_level() AS actor_level) = 'owner'::text)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_is_system() AS actor_is_system))) with check (-)
policy settle for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_level() AS actor_level) = 'owner'::text))) with check ((workspace_id = ( SELECT actor_workspace() AS actor_workspace)))
policy write for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (user_id = ( SELECT actor_user() AS actor_user))))

-- public.hook_deliveries
--   columns
  workspace_id uuid not null
  id uuid not null
  hook_id uuid not null
  message_id text
  outcome text not null
  reason text not null default ''::text
  hour timestamp with time zone
  times integer not null default 1
  first_at timestamp with time zone not null default now()
  last_at timestamp with time zone not null default now()
--   constraints
  constraint hook_deliveries_check CHECK (((outcome = 'taken'::text) = (hour IS NULL)))
  constraint hook_deliveries_check1 CHECK (((outcome = 'taken'::text) <= (message_id IS NOT NULL)))
  constraint hook_deliveries_message_id_check CHECK (((length(message_id) >= 1) AND (length(message_id) <= 200)))
  constraint hook_deliveries_outcome_check CHECK ((outcome = ANY (ARRAY['taken'::text, 'refused'::text])))
  constraint hook_deliveries_reason_check CHECK ((length(reason) <= 500))
  constraint hook_deliveries_workspace_id_hook_id_fkey FOREIGN KEY (workspace_id, hook_id) REFERENCES hooks(workspace_id, id) ON DELETE CASCADE
  constraint hook_deliveries_pkey PRIMARY KEY (workspace_id, id)
--   indexes
CREATE UNIQUE INDEX hook_deliveries_are_taken_once ON public.hook_deliveries USING btree (workspace_id, hook_id, message_id) WHERE (outcome = 'taken'::text)
CREATE INDEX hook_deliveries_by_time ON public.hook_deliveries USING btree (workspace_id, hook_id, last_at DESC)
CREATE INDEX hook_deliveries_old ON public.hook_deliveries USING btree (workspace_id, last_at)
CREATE UNIQUE INDEX hook_deliveries_refused ON public.hook_deliveries USING btree (workspace_id, hook_id, reason, hour) WHERE (outcome = 'refused'::text)
--   policies
policy back_up for select to rapport_owner using (true) with check (-)
policy change for all to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_edits_everything() AS actor_edits_everything))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_edits_everything() AS actor_edits_everything)))
policy read for select to everyone using ((workspace_id = ( SELECT actor_workspace() AS actor_workspace))) with check (-)

-- public.hook_extensions
--   columns
  workspace_id uuid not null
  hook_id uuid not null
  extension text not null
  user_id uuid not null
--   constraints
  constraint hook_extensions_extension_check CHECK (((extension <> ''::text) AND (length(extension) <= 50)))
  constraint hook_extensions_workspace_id_hook_id_fkey FOREIGN KEY (workspace_id, hook_id) REFERENCES hooks(workspace_id, id) ON DELETE CASCADE
  constraint hook_extensions_pkey PRIMARY KEY (workspace_id, hook_id, extension)
--   policies
policy back_up for select to rapport_owner using (true) with check (-)
policy change for all to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_edits_everything() AS actor_edits_everything))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_edits_everything() AS actor_edits_everything)))
policy read for select to everyone using ((workspace_id = ( SELECT actor_workspace() AS actor_workspace))) with check (-)

-- public.hooks
--   columns
  workspace_id uuid not null
  id uuid not null
  key text not null
  name text not null
  purpose text not null
  keeper_id uuid not null
  secret bytea not null
  earlier_secret bytea
  earlier_until timestamp with time zone
  paused_at timestamp with time zone
  created_at timestamp with time zone not null default now()
  created_by uuid
  removed_at timestamp with time zone
  version integer not null default 1
--   constraints
  constraint hooks_check CHECK (((earlier_secret IS NULL) = (earlier_until IS NULL)))
  constraint hooks_name_check CHECK (((name <> ''::text) AND (length(name) <= 100)))
  constraint hooks_purpose_check CHECK ((purpose = ANY (ARRAY['telephone'::text, 'purchases'::text, 'messages'::text])))
  constraint hooks_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE
  constraint hooks_pkey PRIMARY KEY (workspace_id, id)
--   indexes
CREATE UNIQUE INDEX hooks_by_key ON public.hooks USING btree (workspace_id, key)
--   policies
policy back_up for select to rapport_owner using (true) with check (-)
policy change for all to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_edits_everything() AS actor_edits_everything))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_edits_everything() AS actor_edits_everything)))
policy read for select to everyone using ((workspace_id = ( SELECT actor_workspace() AS actor_workspace))) with check (-)

-- public.idempotency_keys
--   columns
  workspace_id uuid not null
  user_id uuid not null
  key text not null
  request_hash text not null
  status integer not null
  response text not null
  created_at timestamp with time zone not null default now()
--   constraints
  constraint idempotency_keys_key_check CHECK ((length(key) <= 255))
  constraint idempotency_keys_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE
  constraint idempotency_keys_pkey PRIMARY KEY (workspace_id, user_id, key)
--   policies
policy back_up for select to rapport_owner using (true) with check (-)
policy expire for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_is_system() AS actor_is_system))) with check (-)
policy find_expired for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_is_system() AS actor_is_system))) with check (-)
policy own for all to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (user_id = ( SELECT actor_user() AS actor_user)))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (user_id = ( SELECT actor_user() AS actor_user))))

-- public.import_changes
--   columns
  workspace_id uuid not null
  import_id uuid not null
  audience uuid not null
  record text not null
  record_id uuid not null
  before jsonb not null
  version integer not null
--   constraints
  constraint import_changes_workspace_id_import_id_fkey FOREIGN KEY (workspace_id, import_id) REFERENCES imports(workspace_id, id) ON DELETE CASCADE
  constraint import_changes_pkey PRIMARY KEY (workspace_id, import_id, record, record_id)
--   indexes
CREATE INDEX import_changes_of_record ON public.import_changes USING btree (workspace_id, record_id)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_writes() AS actor_writes) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system))))
policy back_up for select to rapport_owner using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_writes() AS actor_writes) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_writes() AS actor_writes) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system))))
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_writes() AS actor_writes) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)

-- public.import_files
--   columns
  workspace_id uuid not null
  import_id uuid not null
  id uuid not null
  audience uuid not null
  "position" integer not null
  name text not null
  sha256 text not null
  bytes bigint not null
  format text not null
  reached jsonb
  bytes_read bigint not null default 0
  status text not null default 'waiting'::text
  counts jsonb not null default '{}'::jsonb
  about jsonb not null default '{}'::jsonb
--   constraints
  constraint import_files_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text])))
  constraint import_files_workspace_id_import_id_audience_fkey FOREIGN KEY (workspace_id, import_id, audience) REFERENCES imports(workspace_id, id, audience) ON UPDATE CASCADE ON DELETE CASCADE
  constraint import_files_pkey PRIMARY KEY (workspace_id, import_id, id)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_writes() AS actor_writes) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system))))
policy back_up for select to rapport_owner using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_writes() AS actor_writes) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_writes() AS actor_writes) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system))))
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_writes() AS actor_writes) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)

-- public.import_mappings
--   columns
  workspace_id uuid not null
  id uuid not null
  audience uuid not null
  headings text not null
  mapping jsonb not null
  confirmed_by uuid
  confirmed_at timestamp with time zone not null default now()
--   constraints
  constraint import_mappings_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE
  constraint import_mappings_pkey PRIMARY KEY (workspace_id, id)
  constraint import_mappings_workspace_id_audience_headings_key UNIQUE (workspace_id, audience, headings)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_writes() AS actor_writes) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system))))
policy back_up for select to rapport_owner using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_writes() AS actor_writes) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_writes() AS actor_writes) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system))))
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_writes() AS actor_writes) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)

-- public.import_problems
--   columns
  workspace_id uuid not null
  import_id uuid not null
  id uuid not null
  audience uuid not null
  file_id uuid not null
  line integer
  part integer
  entry text
  code text not null
  severity text not null
  field text
  message text not null
  cell jsonb
--   constraints
  constraint import_problems_severity_check CHECK ((severity = ANY (ARRAY['error'::text, 'warning'::text])))
  constraint import_problems_workspace_id_import_id_audience_fkey FOREIGN KEY (workspace_id, import_id, audience) REFERENCES imports(workspace_id, id, audience) ON UPDATE CASCADE ON DELETE CASCADE
  constraint import_problems_pkey PRIMARY KEY (workspace_id, import_id, id)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_writes() AS actor_writes) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system))))
policy back_up for select to rapport_owner using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_writes() AS actor_writes) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_writes() AS actor_writes) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system))))
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_writes() AS actor_writes) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)

-- public.imports
--   columns
  workspace_id uuid not null
  id uuid not null
  audience uuid not null
  visibility text not null
  owner_id uuid not null
  status text not null
  options jsonb not null default '{}'::jsonb
  counts jsonb not null default '{}'::jsonb
  error text
  created_at timestamp with time zone not null default now()
  started_at timestamp with time zone
  finished_at timestamp with time zone
  undone_at timestamp with time zone
  undone_by uuid
  mappings jsonb not null default '[]'::jsonb
  checked jsonb
  corrections jsonb not null default '[]'::jsonb
  grounds jsonb not null default '[]'::jsonb
  doubts jsonb not null default '[]'::jsonb
  decisions jsonb not null default '[]'::jsonb
--   constraints
  constraint imports_status_check CHECK ((status = ANY (ARRAY['collecting'::text, 'waiting'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text, 'undoing'::text, 'undone'::text])))
  constraint imports_visibility_check CHECK ((visibility = ANY (ARRAY['everyone'::text, 'team'::text, 'private'::text])))
  constraint imports_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE
  constraint imports_pkey PRIMARY KEY (workspace_id, id)
  constraint imports_workspace_id_id_audience_key UNIQUE (workspace_id, id, audience)
--   indexes
CREATE INDEX imports_by_time ON public.imports USING btree (workspace_id, created_at DESC, id)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_writes() AS actor_writes) AND (audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[]))))
policy back_up for select to rapport_owner using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (owner_id = ( SELECT actor_user() AS actor_user))))) with check (-)
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
--   triggers
CREATE TRIGGER events_follow AFTER UPDATE OF audience ON public.imports FOR EACH ROW WHEN ((old.audience <> new.audience)) EXECUTE FUNCTION events_follow_audience()

-- public.interest_nodes
--   columns
  workspace_id uuid not null
  id uuid not null
  node text not null
  parent text
  english text not null
  german text not null
  retired_at timestamp with time zone
  merged_into text
  version integer not null default 1
  created_at timestamp with time zone not null default now()
--   constraints
  constraint interest_nodes_check CHECK ((parent <> node))
  constraint interest_nodes_check1 CHECK ((merged_into <> node))
  constraint interest_nodes_english_check CHECK (((english <> ''::text) AND (length(english) <= 100)))
  constraint interest_nodes_german_check CHECK (((german <> ''::text) AND (length(german) <= 100)))
  constraint interest_nodes_merged_into_check CHECK ((length(merged_into) <= 200))
  constraint interest_nodes_node_check CHECK (((node <> ''::text) AND (length(node) <= 200)))
  constraint interest_nodes_parent_check CHECK ((length(parent) <= 200))
  constraint interest_nodes_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE
  constraint interest_nodes_pkey PRIMARY KEY (workspace_id, id)
--   indexes
CREATE UNIQUE INDEX interest_nodes_by_node ON public.interest_nodes USING btree (workspace_id, node)
--   policies
policy back_up for select to rapport_owner using (true) with check (-)
policy change for all to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_edits_everything() AS actor_edits_everything))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_edits_everything() AS actor_edits_everything)))
policy read for select to everyone using ((workspace_id = ( SELECT actor_workspace() AS actor_workspace))) with check (-)

-- public.mail_folders
--   columns
  workspace_id uuid not null
  id uuid not null
  connection_id uuid not null
  audience uuid not null
  path text not null
  role text
  wanted boolean
  uid_validity bigint
  next_uid bigint not null default 1
  modseq text
  on_server integer
  seen_at timestamp with time zone
  unfinished_run uuid
  compared_at timestamp with time zone
--   constraints
  constraint mail_folders_workspace_id_connection_id_audience_fkey FOREIGN KEY (workspace_id, connection_id, audience) REFERENCES connections(workspace_id, id, audience) ON UPDATE CASCADE ON DELETE CASCADE
  constraint mail_folders_pkey PRIMARY KEY (workspace_id, id)
  constraint mail_folders_workspace_id_connection_id_path_key UNIQUE (workspace_id, connection_id, path)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM connections record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = mail_folders.connection_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy back_up for select to rapport_owner using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM connections record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = mail_folders.connection_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM connections record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = mail_folders.connection_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM connections record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = mail_folders.connection_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (-)

-- public.mail_messages
--   columns
  workspace_id uuid not null
  folder_id uuid not null
  uid_validity bigint not null
  uid bigint not null
  connection_id uuid not null
  audience uuid not null
  fingerprint text not null
  state text not null
  reason text
  tries integer not null default 0
  next_try_at timestamp with time zone
  activity_id uuid
  subject text
  sent_at timestamp with time zone
--   constraints
  constraint mail_messages_check CHECK (((state = ANY (ARRAY['waiting'::text, 'parked'::text])) OR ((subject IS NULL) AND (sent_at IS NULL))))
  constraint mail_messages_check1 CHECK (((state = 'captured'::text) OR (activity_id IS NULL)))
  constraint mail_messages_state_check CHECK ((state = ANY (ARRAY['captured'::text, 'left out'::text, 'waiting'::text, 'parked'::text])))
  constraint mail_messages_workspace_id_connection_id_audience_fkey FOREIGN KEY (workspace_id, connection_id, audience) REFERENCES connections(workspace_id, id, audience) ON UPDATE CASCADE ON DELETE CASCADE
  constraint mail_messages_workspace_id_folder_id_fkey FOREIGN KEY (workspace_id, folder_id) REFERENCES mail_folders(workspace_id, id) ON DELETE CASCADE
  constraint mail_messages_pkey PRIMARY KEY (workspace_id, folder_id, uid_validity, uid)
--   indexes
CREATE INDEX mail_messages_by_fingerprint ON public.mail_messages USING btree (workspace_id, connection_id, fingerprint)
CREATE INDEX mail_messages_of_activity ON public.mail_messages USING btree (workspace_id, activity_id) WHERE (activity_id IS NOT NULL)
CREATE INDEX mail_messages_waiting ON public.mail_messages USING btree (workspace_id, connection_id, next_try_at) WHERE (state = 'waiting'::text)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM connections record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = mail_messages.connection_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy back_up for select to rapport_owner using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM connections record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = mail_messages.connection_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM connections record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = mail_messages.connection_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM connections record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = mail_messages.connection_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (-)

-- public.mail_providers
--   columns
  workspace_id uuid not null
  id uuid not null
  kind text not null
  name text not null
  client_id text not null
  secret bytea not null
  tenant text
  authorization_endpoint text
  token_endpoint text
  scopes text[]
  created_at timestamp with time zone not null default now()
  created_by uuid
  removed_at timestamp with time zone
  version integer not null default 1
--   constraints
  constraint mail_providers_authorization_endpoint_check CHECK ((length(authorization_endpoint) <= 500))
  constraint mail_providers_check CHECK (((kind = 'microsoft'::text) = (tenant IS NOT NULL)))
  constraint mail_providers_check1 CHECK (((kind = 'other'::text) = (authorization_endpoint IS NOT NULL)))
  constraint mail_providers_check2 CHECK (((kind = 'other'::text) = (token_endpoint IS NOT NULL)))
  constraint mail_providers_check3 CHECK (((kind = 'other'::text) = (scopes IS NOT NULL)))
  constraint mail_providers_client_id_check CHECK (((client_id <> ''::text) AND (length(client_id) <= 300)))
  constraint mail_providers_kind_check CHECK ((kind = ANY (ARRAY['google'::text, 'microsoft'::text, 'other'::text])))
  constraint mail_providers_name_check CHECK (((name <> ''::text) AND (length(name) <= 100)))
  constraint mail_providers_tenant_check CHECK (((tenant <> ''::text) AND (length(tenant) <= 100)))
  constraint mail_providers_token_endpoint_check CHECK ((length(token_endpoint) <= 500))
  constraint mail_providers_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE
  constraint mail_providers_pkey PRIMARY KEY (workspace_id, id)
--   indexes
CREATE UNIQUE INDEX mail_providers_are_known_once ON public.mail_providers USING btree (workspace_id, kind) WHERE (kind <> 'other'::text)
--   policies
policy back_up for select to rapport_owner using (true) with check (-)
policy change for all to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_edits_everything() AS actor_edits_everything))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_edits_everything() AS actor_edits_everything)))
policy read for select to everyone using ((workspace_id = ( SELECT actor_workspace() AS actor_workspace))) with check (-)

-- public.mail_signatures
--   columns
  workspace_id uuid not null
  id uuid not null
  audience uuid not null
  owner_id uuid not null
  visibility text not null default 'private'::text
  assigned_to uuid
  connection_id uuid not null
  html text not null
--   constraints
  constraint mail_signatures_check CHECK ((audience = owner_id))
  constraint mail_signatures_html_check CHECK ((length(html) <= 20000))
  constraint mail_signatures_visibility_check CHECK ((visibility = 'private'::text))
  constraint mail_signatures_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE
  constraint mail_signatures_pkey PRIMARY KEY (workspace_id, id)
  constraint mail_signatures_workspace_id_owner_id_connection_id_key UNIQUE (workspace_id, owner_id, connection_id)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)) AND ( SELECT actor_writes() AS actor_writes)))
policy back_up for select to rapport_owner using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (visibility = 'team'::text))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system))))
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (visibility = 'team'::text))))) with check (-)

-- public.mail_templates
--   columns
  workspace_id uuid not null
  id uuid not null
  audience uuid not null
  visibility text not null
  owner_id uuid not null
  name text not null
  language text not null
  subject text not null default ''::text
  html text not null default ''::text
  version integer not null default 1
  created_at timestamp with time zone not null default now()
  updated_at timestamp with time zone not null default now()
  removed_at timestamp with time zone
--   constraints
  constraint mail_templates_check CHECK (((visibility = 'everyone'::text) = (audience = workspace_id)))
  constraint mail_templates_check1 CHECK (((visibility = 'private'::text) <= (audience = owner_id)))
  constraint mail_templates_html_check CHECK ((length(html) <= 100000))
  constraint mail_templates_language_check CHECK ((language = ANY (ARRAY['en'::text, 'de'::text])))
  constraint mail_templates_name_check CHECK (((name <> ''::text) AND (length(name) <= 100)))
  constraint mail_templates_subject_check CHECK ((length(subject) <= 1000))
  constraint mail_templates_visibility_check CHECK ((visibility = ANY (ARRAY['everyone'::text, 'team'::text, 'private'::text])))
  constraint mail_templates_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE
  constraint mail_templates_pkey PRIMARY KEY (workspace_id, id)
--   indexes
CREATE INDEX mail_templates_by_name ON public.mail_templates USING btree (workspace_id, name, id) WHERE (removed_at IS NULL)
CREATE INDEX mail_templates_removed ON public.mail_templates USING btree (workspace_id, removed_at) WHERE (removed_at IS NOT NULL)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_writes() AS actor_writes) AND (owner_id = ( SELECT actor_user() AS actor_user)) AND (audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[]))))
policy back_up for select to rapport_owner using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (( SELECT actor_writes() AS actor_writes) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (owner_id = ( SELECT actor_user() AS actor_user))))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system))))
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_is_system() AS actor_is_system))) with check (-)
--   triggers
CREATE TRIGGER events_follow AFTER UPDATE OF audience ON public.mail_templates FOR EACH ROW WHEN ((old.audience <> new.audience)) EXECUTE FUNCTION events_follow_audience()

-- public.mails
--   columns
  workspace_id uuid not null
  activity_id uuid not null
  audience uuid not null
  message_id text
  in_reply_to text[] not null default '{}'::text[]
  refs text[] not null default '{}'::text[]
  full_subject text not null default ''::text
  subject_key text
  content_hash text not null
  occurred_at timestamp with time zone not null
  forwarded_by text
  forwards text[] not null default '{}'::text[]
  forward_trouble text
--   constraints
  constraint mails_forward_trouble_check CHECK ((forward_trouble = ANY (ARRAY['stranger'::text, 'unreadable'::text, 'several'::text])))
  constraint mails_forwarded_by_check CHECK ((length(forwarded_by) <= 320))
  constraint mails_pkey PRIMARY KEY (workspace_id, activity_id)
--   indexes
CREATE INDEX answers_by_subject ON public.mails USING btree (workspace_id, subject_key, occurred_at) WHERE ((subject_key IS NOT NULL) AND (refs = '{}'::text[]) AND (in_reply_to = '{}'::text[]) AND (lower(full_subject) <> subject_key))
CREATE INDEX mails_by_message_id ON public.mails USING btree (workspace_id, message_id) WHERE (message_id IS NOT NULL)
CREATE INDEX mails_by_subject ON public.mails USING btree (workspace_id, subject_key, occurred_at) WHERE (subject_key IS NOT NULL)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM activities record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = mails.activity_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy back_up for select to rapport_owner using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM activities record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = mails.activity_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM activities record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = mails.activity_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy keep for all to rapport_owner using (true) with check (true)
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM activities record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = mails.activity_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (-)
--   triggers
CREATE TRIGGER have_their_activity AFTER INSERT ON public.mails REFERENCING NEW TABLE AS arrived FOR EACH STATEMENT EXECUTE FUNCTION parts_have_their_activity()

-- public.mentions
--   columns
  workspace_id uuid not null
  activity_id uuid not null
  audience uuid not null
  at timestamp with time zone not null
  source text not null
  ref text not null
  url text not null default ''::text
  author text not null default ''::text
  judgement text
  assigned_to uuid
  outcome text
  settled_at timestamp with time zone
  settled_by uuid
  version integer not null default 1
  profiles text[] not null default '{}'::text[]
--   constraints
  constraint mentions_author_check CHECK ((length(author) <= 300))
  constraint mentions_check CHECK (((outcome IS NULL) = (settled_at IS NULL)))
  constraint mentions_judgement_check CHECK ((judgement = ANY (ARRAY['good'::text, 'bad'::text, 'not ours'::text])))
  constraint mentions_outcome_check CHECK ((outcome = ANY (ARRAY['answered'::text, 'left'::text])))
  constraint mentions_profiles_check CHECK ((cardinality(profiles) <= 5))
  constraint mentions_ref_check CHECK ((length(ref) = 64))
  constraint mentions_source_check CHECK ((length(source) <= 300))
  constraint mentions_url_check CHECK ((length(url) <= 2000))
  constraint mentions_pkey PRIMARY KEY (workspace_id, activity_id)
--   indexes
CREATE INDEX mentions_by_time ON public.mentions USING btree (workspace_id, at, activity_id)
CREATE UNIQUE INDEX mentions_once ON public.mentions USING btree (workspace_id, audience, ref)
CREATE INDEX mentions_open ON public.mentions USING btree (workspace_id, at, activity_id) WHERE (outcome IS NULL)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_writes() AS actor_writes) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system))))
policy back_up for select to rapport_owner using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_writes() AS actor_writes) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system))))
policy keep for all to rapport_owner using (true) with check (true)
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_is_system() AS actor_is_system))) with check (-)
--   triggers
CREATE TRIGGER have_their_activity AFTER INSERT ON public.mentions REFERENCING NEW TABLE AS arrived FOR EACH STATEMENT EXECUTE FUNCTION parts_have_their_activity()

-- public.merge_moves
--   columns
  workspace_id uuid not null
  merge_id uuid not null
  part text not null
  moved jsonb not null
--   constraints
  constraint merge_moves_workspace_id_merge_id_fkey FOREIGN KEY (workspace_id, merge_id) REFERENCES merges(workspace_id, id) ON DELETE CASCADE
  constraint merge_moves_pkey PRIMARY KEY (workspace_id, merge_id, part)
--   policies
policy back_up for select to rapport_owner using (true) with check (-)
policy work for all to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_is_system() AS actor_is_system))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_is_system() AS actor_is_system)))

-- public.merges
--   columns
  workspace_id uuid not null
  id uuid not null
  audience uuid not null
  kind text not null
  kept_id uuid not null
  absorbed_id uuid not null
  kept_name text not null
  absorbed_name text not null
  merged_at timestamp with time zone not null default now()
  merged_by uuid
  undone_at timestamp with time zone
  undone_by uuid
  by_itself boolean not null default false
  import_id uuid
--   constraints
  constraint merges_kind_check CHECK ((kind = ANY (ARRAY['person'::text, 'company'::text])))
  constraint merges_pkey PRIMARY KEY (workspace_id, id)
--   indexes
CREATE INDEX merges_by_time ON public.merges USING btree (workspace_id, merged_at DESC, id DESC) INCLUDE (audience)
CREATE INDEX merges_of_absorbed ON public.merges USING btree (workspace_id, absorbed_id)
CREATE INDEX merges_of_import ON public.merges USING btree (workspace_id, import_id) WHERE (import_id IS NOT NULL)
CREATE INDEX merges_of_kept ON public.merges USING btree (workspace_id, kept_id)
--   policies
policy back_up for select to rapport_owner using (true) with check (-)
policy keep for all to rapport_owner using (true) with check (true)
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy work for all to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_is_system() AS actor_is_system))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_is_system() AS actor_is_system)))

-- public.messages
--   columns
  workspace_id uuid not null
  activity_id uuid not null
  audience uuid not null
  hook_id uuid not null
  ref text not null
  number text not null
  way text not null
--   constraints
  constraint messages_number_check CHECK (((length(number) >= 1) AND (length(number) <= 100)))
  constraint messages_ref_check CHECK (((length(ref) >= 1) AND (length(ref) <= 200)))
  constraint messages_way_check CHECK (((length(way) >= 1) AND (length(way) <= 30)))
  constraint messages_pkey PRIMARY KEY (workspace_id, activity_id)
--   indexes
CREATE INDEX messages_by_number ON public.messages USING btree (workspace_id, number)
CREATE UNIQUE INDEX messages_by_ref ON public.messages USING btree (workspace_id, hook_id, ref)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM activities record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = messages.activity_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy back_up for select to rapport_owner using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM activities record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = messages.activity_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM activities record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = messages.activity_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy keep for all to rapport_owner using (true) with check (true)
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM activities record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = messages.activity_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (-)
--   triggers
CREATE TRIGGER have_their_activity AFTER INSERT ON public.messages REFERENCING NEW TABLE AS arrived FOR EACH STATEMENT EXECUTE FUNCTION parts_have_their_activity()

-- public.migrations
--   columns
  name text not null
  applied_at timestamp with time zone not null default now()
--   constraints
  constraint migrations_pkey PRIMARY KEY (name)

-- public.need_offerings
--   columns
  workspace_id uuid not null
  statement_id uuid not null
  offering_id uuid not null
  party_id uuid not null
  audience uuid not null
  tied_at timestamp with time zone not null default now()
  tied_by uuid
--   constraints
  constraint need_offerings_workspace_id_offering_id_fkey FOREIGN KEY (workspace_id, offering_id) REFERENCES offerings(workspace_id, id) ON DELETE CASCADE
  constraint need_offerings_pkey PRIMARY KEY (workspace_id, statement_id, offering_id)
--   indexes
CREATE INDEX need_offerings_of_party ON public.need_offerings USING btree (workspace_id, party_id)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM parties record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = need_offerings.party_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy back_up for select to rapport_owner using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM parties record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = need_offerings.party_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM parties record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = need_offerings.party_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy keep for all to rapport_owner using (true) with check (true)
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM parties record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = need_offerings.party_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (-)
--   triggers
CREATE TRIGGER have_their_party AFTER INSERT ON public.need_offerings REFERENCING NEW TABLE AS arrived FOR EACH STATEMENT EXECUTE FUNCTION parts_have_their_party()

-- public.notification_choices
--   columns
  workspace_id uuid not null
  user_id uuid not null
  audience uuid not null
  silent text[] not null
--   constraints
  constraint notification_choices_check CHECK ((audience = user_id))
  constraint notification_choices_workspace_id_user_id_fkey FOREIGN KEY (workspace_id, user_id) REFERENCES users(workspace_id, id) ON DELETE CASCADE
  constraint notification_choices_pkey PRIMARY KEY (workspace_id, user_id)
--   policies
policy back_up for select to rapport_owner using (true) with check (-)
policy keep for all to rapport_owner using (true) with check (true)
policy own for all to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (user_id = ( SELECT actor_user() AS actor_user))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (user_id = ( SELECT actor_user() AS actor_user)))))
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)

-- public.notifications
--   columns
  workspace_id uuid not null
  id uuid not null
  audience uuid not null
  user_id uuid not null
  kind text not null
  because text not null
  party_id uuid
  activity_id uuid
  comment_id uuid
  handover_id uuid
  bundle uuid not null
  actor_id uuid
  others boolean not null default false
  count integer not null default 1
  at timestamp with time zone not null default now()
  read_at timestamp with time zone
--   constraints
  constraint notifications_because_check CHECK ((because = ANY (ARRAY['mentioned'::text, 'asked'::text, 'asking'::text, 'following'::text, 'responsible'::text, 'taking over'::text, 'handing over'::text, 'given a task'::text, 'task accepted'::text, 'task given back'::text, 'task done'::text, 'wished'::text, 'sending'::text, 'form'::text, 'page'::text, 'booked'::text, 'moved'::text, 'cancelled'::text, 'untold'::text, 'keeping'::text, 'given a mention'::text])))
  constraint notifications_check CHECK ((audience = user_id))
  constraint notifications_kind_check CHECK ((kind = ANY (ARRAY['mention'::text, 'question'::text, 'answer'::text, 'comment'::text, 'assigned'::text, 'changed'::text, 'handover'::text, 'task'::text, 'reminder'::text, 'unanswered'::text, 'undelivered'::text, 'form'::text, 'page'::text, 'booking'::text, 'promise'::text, 'public mention'::text])))
  constraint notifications_workspace_id_user_id_fkey FOREIGN KEY (workspace_id, user_id) REFERENCES users(workspace_id, id) ON DELETE CASCADE
  constraint notifications_pkey PRIMARY KEY (workspace_id, id)
--   indexes
CREATE INDEX notifications_by_age ON public.notifications USING btree (workspace_id, at)
CREATE INDEX notifications_by_time ON public.notifications USING btree (workspace_id, user_id, at DESC, id DESC)
CREATE INDEX notifications_of_activity ON public.notifications USING btree (workspace_id, activity_id) WHERE (activity_id IS NOT NULL)
CREATE INDEX notifications_of_party ON public.notifications USING btree (workspace_id, party_id) WHERE (party_id IS NOT NULL)
CREATE UNIQUE INDEX notifications_unread ON public.notifications USING btree (workspace_id, user_id, kind, bundle) WHERE (read_at IS NULL)
--   policies
policy back_up for select to rapport_owner using (true) with check (-)
policy keep for all to rapport_owner using (true) with check (true)
policy own for all to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (user_id = ( SELECT actor_user() AS actor_user))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (user_id = ( SELECT actor_user() AS actor_user)))))
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)

-- public.offerings
--   columns
  workspace_id uuid not null
  id uuid not null
  audience uuid not null
  name text not null
  meets text not null default ''::text
  version integer not null default 1
  created_at timestamp with time zone not null default now()
  removed_at timestamp with time zone
--   constraints
  constraint offerings_check CHECK ((audience = workspace_id))
  constraint offerings_meets_check CHECK ((length(meets) <= 500))
  constraint offerings_name_check CHECK (((name <> ''::text) AND (length(name) <= 200)))
  constraint offerings_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE
  constraint offerings_pkey PRIMARY KEY (workspace_id, id)
--   indexes
CREATE UNIQUE INDEX offerings_by_name ON public.offerings USING btree (workspace_id, lower(name)) WHERE (removed_at IS NULL)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_writes() AS actor_writes) AND (audience = workspace_id)))
policy back_up for select to rapport_owner using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_writes() AS actor_writes) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (audience = workspace_id)))
policy keep for all to rapport_owner using (true) with check (true)
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_is_system() AS actor_is_system))) with check (-)

-- public.offers
--   columns
  workspace_id uuid not null
  activity_id uuid not null
  audience uuid not null
  number text not null default ''::text
  dated_on date not null
  amount bigint
  currency text
  valid_until date
  answer text
  answered_on date
  tax text
--   constraints
  constraint offers_amount_check CHECK ((amount >= 0))
  constraint offers_answer_check CHECK ((answer = ANY (ARRAY['accepted'::text, 'declined'::text])))
  constraint offers_check CHECK (((amount IS NULL) = (currency IS NULL)))
  constraint offers_check1 CHECK (((answer IS NULL) = (answered_on IS NULL)))
  constraint offers_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text))
  constraint offers_number_check CHECK ((length(number) <= 100))
  constraint offers_tax_check CHECK ((tax = ANY (ARRAY['gross'::text, 'net'::text])))
  constraint offers_pkey PRIMARY KEY (workspace_id, activity_id)
--   indexes
CREATE INDEX offers_answered ON public.offers USING btree (workspace_id, answered_on DESC) WHERE (answer IS NOT NULL)
CREATE INDEX offers_open ON public.offers USING btree (workspace_id, dated_on DESC) WHERE (answer IS NULL)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM activities record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = offers.activity_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy back_up for select to rapport_owner using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM activities record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = offers.activity_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM activities record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = offers.activity_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy keep for all to rapport_owner using (true) with check (true)
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM activities record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = offers.activity_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (-)
--   triggers
CREATE TRIGGER have_their_activity AFTER INSERT ON public.offers REFERENCING NEW TABLE AS arrived FOR EACH STATEMENT EXECUTE FUNCTION parts_have_their_activity()

-- public.orders
--   columns
  workspace_id uuid not null
  activity_id uuid not null
  audience uuid not null
  hook_id uuid
  ref text
  amount bigint not null
  currency text not null
  lines jsonb not null default '[]'::jsonb
  cancelled boolean not null default false
  changed_at timestamp with time zone not null
  mark text not null
  file_id uuid
--   constraints
  constraint orders_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text))
  constraint orders_ref_check CHECK (((length(ref) >= 1) AND (length(ref) <= 200)))
  constraint orders_told_check CHECK (((file_id IS NOT NULL) OR ((ref IS NOT NULL) AND (amount >= 0))))
  constraint orders_pkey PRIMARY KEY (workspace_id, activity_id)
--   indexes
CREATE INDEX orders_by_mark ON public.orders USING btree (workspace_id, mark) WHERE (ref IS NULL)
CREATE INDEX orders_by_number ON public.orders USING btree (workspace_id, ref) WHERE (ref IS NOT NULL)
CREATE UNIQUE INDEX orders_by_ref ON public.orders USING btree (workspace_id, hook_id, ref) NULLS NOT DISTINCT WHERE (file_id IS NULL)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM activities record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = orders.activity_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy back_up for select to rapport_owner using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM activities record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = orders.activity_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM activities record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = orders.activity_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy keep for all to rapport_owner using (true) with check (true)
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM activities record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = orders.activity_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (-)
--   triggers
CREATE TRIGGER have_their_activity AFTER INSERT ON public.orders REFERENCING NEW TABLE AS arrived FOR EACH STATEMENT EXECUTE FUNCTION parts_have_their_activity()

-- public.outgoing_files
--   columns
  workspace_id uuid not null
  id uuid not null
  mail_id uuid not null
  audience uuid not null
  name text not null
  media_type text not null
  bytes bigint not null
  sha256 text not null
--   constraints
  constraint outgoing_files_name_check CHECK (((name <> ''::text) AND (length(name) <= 255)))
  constraint outgoing_files_workspace_id_mail_id_audience_fkey FOREIGN KEY (workspace_id, mail_id, audience) REFERENCES outgoing_mails(workspace_id, id, audience) ON DELETE CASCADE
  constraint outgoing_files_pkey PRIMARY KEY (workspace_id, id)
--   indexes
CREATE INDEX outgoing_files_by_content ON public.outgoing_files USING btree (workspace_id, sha256)
CREATE INDEX outgoing_files_of_mail ON public.outgoing_files USING btree (workspace_id, mail_id)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM outgoing_mails record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = outgoing_files.mail_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy back_up for select to rapport_owner using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM outgoing_mails record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = outgoing_files.mail_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM outgoing_mails record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = outgoing_files.mail_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM outgoing_mails record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = outgoing_files.mail_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (-)

-- public.outgoing_mails
--   columns
  workspace_id uuid not null
  id uuid not null
  audience uuid not null
  owner_id uuid not null
  visibility text not null default 'private'::text
  assigned_to uuid
  state text not null default 'draft'::text
  connection_id uuid
  subject text not null default ''::text
  html text not null default ''::text
  answers_id uuid
  in_reply_to text[] not null default '{}'::text[]
  refs text[] not null default '{}'::text[]
  send_at timestamp with time zone
  send_zone text
  message_id text
  sha256 text
  handed_at timestamp with time zone
  first_tried_at timestamp with time zone
  tries integer not null default 0
  next_try_at timestamp with time zone
  problem text
  words text
  activity_id uuid
  activity_due boolean not null default false
  copy_due boolean not null default false
  copy_tries integer not null default 0
  copy_next_at timestamp with time zone
  follow_up_on date
  discarded_at timestamp with time zone
  version integer not null default 1
  created_at timestamp with time zone not null default now()
  updated_at timestamp with time zone not null default now()
  automatic boolean not null default false
  kept boolean not null default true
--   constraints
  constraint outgoing_mails_check CHECK ((audience = owner_id))
  constraint outgoing_mails_html_check CHECK ((length(html) <= 500000))
  constraint outgoing_mails_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'waiting'::text, 'handed'::text, 'accepted'::text, 'deferred'::text, 'failed'::text, 'unknown'::text])))
  constraint outgoing_mails_subject_check CHECK ((length(subject) <= 1000))
  constraint outgoing_mails_visibility_check CHECK ((visibility = 'private'::text))
  constraint outgoing_mails_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE
  constraint outgoing_mails_pkey PRIMARY KEY (workspace_id, id)
  constraint outgoing_mails_workspace_id_id_audience_key UNIQUE (workspace_id, id, audience)
--   indexes
CREATE INDEX outgoing_mails_answering ON public.outgoing_mails USING btree (workspace_id, audience) WHERE ((answers_id IS NOT NULL) AND (state = ANY (ARRAY['waiting'::text, 'handed'::text, 'deferred'::text])))
CREATE INDEX outgoing_mails_by_message_id ON public.outgoing_mails USING btree (workspace_id, message_id) WHERE (message_id IS NOT NULL)
CREATE INDEX outgoing_mails_due ON public.outgoing_mails USING btree (workspace_id, state, send_at) WHERE (state = ANY (ARRAY['waiting'::text, 'handed'::text, 'deferred'::text]))
CREATE INDEX outgoing_mails_of_owner ON public.outgoing_mails USING btree (workspace_id, audience, updated_at DESC, id)
CREATE INDEX outgoing_mails_to_file ON public.outgoing_mails USING btree (workspace_id, id) WHERE (activity_due OR copy_due)
CREATE INDEX outgoing_mails_to_follow_up ON public.outgoing_mails USING btree (workspace_id, follow_up_on) WHERE (follow_up_on IS NOT NULL)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)) AND ( SELECT actor_writes() AS actor_writes)))
policy back_up for select to rapport_owner using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (visibility = 'team'::text))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system))))
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (visibility = 'team'::text))))) with check (-)

-- public.outgoing_recipients
--   columns
  workspace_id uuid not null
  mail_id uuid not null
  "position" integer not null
  audience uuid not null
  role text not null
  address text not null
  name text not null default ''::text
  state text not null default 'open'::text
  code integer
  words text
  permission jsonb
  bounce text
--   constraints
  constraint outgoing_recipients_address_check CHECK (((address <> ''::text) AND (length(address) <= 320)))
  constraint outgoing_recipients_bounce_check CHECK ((bounce = ANY (ARRAY['no such address'::text, 'no such domain'::text, 'closed'::text, 'full'::text, 'too large'::text, 'refused'::text, 'not reached'::text, 'unsaid'::text])))
  constraint outgoing_recipients_name_check CHECK ((length(name) <= 300))
  constraint outgoing_recipients_role_check CHECK ((role = ANY (ARRAY['to'::text, 'cc'::text, 'bcc'::text])))
  constraint outgoing_recipients_state_check CHECK ((state = ANY (ARRAY['open'::text, 'handed'::text, 'accepted'::text, 'deferred'::text, 'failed'::text, 'unknown'::text])))
  constraint outgoing_recipients_workspace_id_mail_id_audience_fkey FOREIGN KEY (workspace_id, mail_id, audience) REFERENCES outgoing_mails(workspace_id, id, audience) ON DELETE CASCADE
  constraint outgoing_recipients_pkey PRIMARY KEY (workspace_id, mail_id, "position")
--   indexes
CREATE INDEX outgoing_recipients_by_address ON public.outgoing_recipients USING btree (workspace_id, address)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM outgoing_mails record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = outgoing_recipients.mail_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy back_up for select to rapport_owner using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM outgoing_mails record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = outgoing_recipients.mail_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM outgoing_mails record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = outgoing_recipients.mail_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM outgoing_mails record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = outgoing_recipients.mail_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (-)

-- public.own_addresses
--   columns
  workspace_id uuid not null
  audience uuid not null
  address text not null
  user_id uuid
  name text
  import_id uuid
--   constraints
  constraint own_addresses_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE
  constraint own_addresses_workspace_id_user_id_fkey FOREIGN KEY (workspace_id, user_id) REFERENCES users(workspace_id, id) ON DELETE CASCADE
  constraint own_addresses_pkey PRIMARY KEY (workspace_id, audience, address)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_writes() AS actor_writes) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system))))
policy back_up for select to rapport_owner using (true) with check (-)
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_edits_everything() AS actor_edits_everything))) with check (-)

-- public.own_interests
--   columns
  workspace_id uuid not null
  id uuid not null
  audience uuid not null
  user_id uuid not null
  visibility text not null
  text text not null
  node text
  involvement real not null
  version integer not null default 1
  created_at timestamp with time zone not null default now()
--   constraints
  constraint own_interests_check CHECK ((audience =
CASE visibility
    WHEN 'everyone'::text THEN workspace_id
    ELSE user_id
END))
  constraint own_interests_involvement_check CHECK (((involvement >= (0)::double precision) AND (involvement <= (1)::double precision)))
  constraint own_interests_node_check CHECK ((length(node) <= 200))
  constraint own_interests_text_check CHECK (((text <> ''::text) AND (length(text) <= 300)))
  constraint own_interests_visibility_check CHECK ((visibility = ANY (ARRAY['everyone'::text, 'private'::text])))
  constraint own_interests_workspace_id_user_id_fkey FOREIGN KEY (workspace_id, user_id) REFERENCES users(workspace_id, id) ON DELETE CASCADE
  constraint own_interests_pkey PRIMARY KEY (workspace_id, id)
--   indexes
CREATE INDEX own_interests_of_user ON public.own_interests USING btree (workspace_id, user_id)
--   policies
policy back_up for select to rapport_owner using (true) with check (-)
policy keep for all to rapport_owner using (true) with check (true)
policy own for all to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (user_id = ( SELECT actor_user() AS actor_user))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (user_id = ( SELECT actor_user() AS actor_user)))))
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)

-- public.page_acts
--   columns
  workspace_id uuid not null
  id uuid not null
  audience uuid not null
  party_id uuid not null
  page_id uuid not null
  ticket text not null
  kind text not null
  statement_id uuid
  said text not null default ''::text
  purpose text
  channel text
  at timestamp with time zone not null default now()
  outcome text
  answer text not null default ''::text
  settled_at timestamp with time zone
  settled_by uuid
--   constraints
  constraint page_acts_answer_check CHECK ((length(answer) <= 2000))
  constraint page_acts_check CHECK (((outcome IS NULL) = (settled_at IS NULL)))
  constraint page_acts_kind_check CHECK ((kind = ANY (ARRAY['correct'::text, 'withdraw'::text, 'object'::text, 'download'::text, 'everything'::text, 'erase'::text])))
  constraint page_acts_outcome_check CHECK ((outcome = ANY (ARRAY['taken over'::text, 'corrected'::text, 'kept'::text, 'answered'::text, 'taken back'::text])))
  constraint page_acts_said_check CHECK ((length(said) <= 2000))
  constraint page_acts_ticket_check CHECK ((length(ticket) <= 100))
  constraint page_acts_pkey PRIMARY KEY (workspace_id, id)
--   indexes
CREATE UNIQUE INDEX page_acts_count_once ON public.page_acts USING btree (workspace_id, page_id, ticket)
CREATE INDEX page_acts_objecting ON public.page_acts USING btree (workspace_id, party_id) WHERE ((kind = 'object'::text) AND (purpose = 'personal'::text) AND (outcome IS DISTINCT FROM 'taken back'::text))
CREATE INDEX page_acts_of_party ON public.page_acts USING btree (workspace_id, party_id, at DESC)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (( SELECT actor_writes() AS actor_writes) AND (audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[]))))))
policy back_up for select to rapport_owner using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (( SELECT actor_writes() AS actor_writes) AND (audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])))))
policy keep for all to rapport_owner using (true) with check (true)
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_is_system() AS actor_is_system))) with check (-)
--   triggers
CREATE TRIGGER have_their_party AFTER INSERT ON public.page_acts REFERENCING NEW TABLE AS arrived FOR EACH STATEMENT EXECUTE FUNCTION parts_have_their_party()

-- public.participants
--   columns
  workspace_id uuid not null
  activity_id uuid not null
  "position" integer not null
  audience uuid not null
  kind text not null
  occurred_at timestamp with time zone not null
  role text not null
  ours boolean not null
  name text
  address_id uuid
  party_id uuid
  derived_by uuid
--   constraints
  constraint participants_role_check CHECK ((role = ANY (ARRAY['from'::text, 'to'::text, 'cc'::text, 'bcc'::text, 'organizer'::text, 'attendee'::text, 'caller'::text, 'called'::text, 'about'::text])))
  constraint participants_workspace_id_party_id_fkey FOREIGN KEY (workspace_id, party_id) REFERENCES parties(workspace_id, id) ON DELETE SET NULL (party_id)
  constraint participants_pkey PRIMARY KEY (workspace_id, activity_id, "position")
--   indexes
CREATE INDEX participants_by_address ON public.participants USING btree (workspace_id, address_id, occurred_at DESC, activity_id DESC) WHERE (address_id IS NOT NULL)
CREATE INDEX participants_derived ON public.participants USING btree (workspace_id, derived_by) WHERE (derived_by IS NOT NULL)
CREATE INDEX participants_of_party ON public.participants USING btree (workspace_id, party_id, occurred_at DESC, activity_id DESC) WHERE (party_id IS NOT NULL)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM activities record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = participants.activity_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy back_up for select to rapport_owner using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM activities record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = participants.activity_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM activities record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = participants.activity_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy keep for all to rapport_owner using (true) with check (true)
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM activities record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = participants.activity_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (-)
--   triggers
CREATE TRIGGER have_their_activity AFTER INSERT ON public.participants REFERENCING NEW TABLE AS arrived FOR EACH STATEMENT EXECUTE FUNCTION participants_have_their_activity()

-- public.parties
--   columns
  workspace_id uuid not null
  id uuid not null
  kind text not null
  audience uuid not null
  visibility text not null
  owner_id uuid not null
  assigned_to uuid
  name text not null
  sort_name text not null
  search_text text not null
  email text
  phone text
  web text
  title text
  company_id uuid
  company_name text
  street text
  city text
  region text
  postal_code text
  country text
  birthday text
  domain text
  roles text[] not null default '{}'::text[]
  name_key text
  last_contact_at timestamp with time zone
  version integer not null default 1
  created_at timestamp with time zone not null default now()
  created_by uuid
  updated_at timestamp with time zone not null default now()
  trashed_at timestamp with time zone
  trashed_by uuid
  origin_key text
  import_id uuid
  merged_into uuid
  tags text[] not null default '{}'::text[]
  warm_until timestamp with time zone
  quiet_from timestamp with time zone
--   constraints
  constraint merged_is_trashed CHECK (((merged_into IS NULL) OR (trashed_at IS NOT NULL)))
  constraint parties_check CHECK (((visibility = 'everyone'::text) = (audience = workspace_id)))
  constraint parties_check1 CHECK (((visibility = 'private'::text) <= (audience = owner_id)))
  constraint parties_check2 CHECK (((kind = 'person'::text) OR ((company_id IS NULL) AND (birthday IS NULL) AND (title IS NULL))))
  constraint parties_kind_check CHECK ((kind = ANY (ARRAY['person'::text, 'company'::text])))
  constraint parties_name_check CHECK ((length(name) <= 500))
  constraint parties_visibility_check CHECK ((visibility = ANY (ARRAY['everyone'::text, 'team'::text, 'private'::text])))
  constraint parties_pkey PRIMARY KEY (workspace_id, id)
--   indexes
CREATE UNIQUE INDEX companies_by_domain ON public.parties USING btree (workspace_id, audience, domain) WHERE ((domain IS NOT NULL) AND (kind = 'company'::text) AND (trashed_at IS NULL))
CREATE INDEX companies_by_name_key ON public.parties USING btree (workspace_id, name_key) WHERE ((kind = 'company'::text) AND (trashed_at IS NULL))
CREATE INDEX parties_by_change ON public.parties USING btree (workspace_id, kind, updated_at, id) INCLUDE (audience, roles, country, city, company_id, owner_id, assigned_to, last_contact_at, created_at) WHERE (trashed_at IS NULL)
CREATE INDEX parties_by_city ON public.parties USING btree (workspace_id, kind, city, id) INCLUDE (audience, roles, country, company_id, owner_id, assigned_to, last_contact_at, created_at, updated_at) WHERE (trashed_at IS NULL)
CREATE INDEX parties_by_company ON public.parties USING btree (workspace_id, company_id, id) WHERE (company_id IS NOT NULL)
CREATE INDEX parties_by_contact ON public.parties USING btree (workspace_id, kind, last_contact_at DESC NULLS LAST, id DESC) INCLUDE (audience, roles, country, city, company_id, owner_id, assigned_to, created_at, updated_at) WHERE (trashed_at IS NULL)
CREATE INDEX parties_by_creation ON public.parties USING btree (workspace_id, kind, created_at, id) INCLUDE (audience, roles, country, city, company_id, owner_id, assigned_to, last_contact_at, updated_at) WHERE (trashed_at IS NULL)
CREATE INDEX parties_by_name ON public.parties USING btree (workspace_id, kind, sort_name, id) INCLUDE (audience, roles, country, city, company_id, owner_id, assigned_to, last_contact_at, created_at, updated_at) WHERE (trashed_at IS NULL)
CREATE INDEX parties_by_origin ON public.parties USING btree (workspace_id, origin_key) WHERE (origin_key IS NOT NULL)
CREATE INDEX parties_by_quiet ON public.parties USING btree (workspace_id, kind, quiet_from, id) INCLUDE (audience, roles, country, city, company_id, owner_id, assigned_to, last_contact_at, created_at, updated_at, warm_until) WHERE (trashed_at IS NULL)
CREATE INDEX parties_by_search ON public.parties USING gin (search_text gin_trgm_ops)
CREATE INDEX parties_by_warmth ON public.parties USING btree (workspace_id, kind, warm_until DESC NULLS LAST, id DESC) INCLUDE (audience, roles, country, city, company_id, owner_id, assigned_to, last_contact_at, created_at, updated_at, quiet_from) WHERE (trashed_at IS NULL)
CREATE INDEX parties_merged ON public.parties USING btree (workspace_id, merged_into) WHERE (merged_into IS NOT NULL)
CREATE INDEX parties_of_import ON public.parties USING btree (workspace_id, import_id) WHERE (import_id IS NOT NULL)
CREATE INDEX parties_quiet_assigned ON public.parties USING btree (workspace_id, assigned_to, quiet_from) WHERE ((trashed_at IS NULL) AND (quiet_from IS NOT NULL) AND (assigned_to IS NOT NULL))
CREATE INDEX parties_quiet_owned ON public.parties USING btree (workspace_id, owner_id, quiet_from) WHERE ((trashed_at IS NULL) AND (quiet_from IS NOT NULL) AND (assigned_to IS NULL))
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)) AND ( SELECT actor_writes() AS actor_writes)))
policy back_up for select to rapport_owner using (true) with check (-)
policy choose for select to rapport_chooser using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (visibility = 'team'::text))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system))))
policy keep for all to rapport_owner using (true) with check (true)
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (visibility = 'team'::text))))) with check (-)
--   triggers
CREATE TRIGGER action_answers_go AFTER DELETE ON public.parties REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION action_answers_go_with_their_party()
CREATE TRIGGER are_checked AFTER INSERT ON public.parties REFERENCING NEW TABLE AS arrived FOR EACH STATEMENT EXECUTE FUNCTION new_parties_are_checked()
CREATE TRIGGER assumptions_follow AFTER UPDATE OF audience ON public.parties FOR EACH ROW WHEN ((old.audience <> new.audience)) EXECUTE FUNCTION assumptions_follow_their_party()
CREATE TRIGGER assumptions_go AFTER DELETE ON public.parties REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION assumptions_go_with_their_party()
CREATE TRIGGER comments_follow AFTER UPDATE OF audience ON public.parties FOR EACH ROW WHEN ((old.audience <> new.audience)) EXECUTE FUNCTION comments_follow_their_party()
CREATE TRIGGER common_ground_follows AFTER UPDATE OF audience ON public.parties FOR EACH ROW WHEN ((old.audience <> new.audience)) EXECUTE FUNCTION common_ground_follows_its_party()
CREATE TRIGGER common_ground_goes AFTER DELETE ON public.parties REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION common_ground_goes_with_its_party()
CREATE TRIGGER consents_follow AFTER UPDATE OF audience ON public.parties FOR EACH ROW WHEN ((old.audience <> new.audience)) EXECUTE FUNCTION consents_follow_their_party()
CREATE TRIGGER consents_go AFTER DELETE ON public.parties REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION consents_go_with_their_party()
CREATE TRIGGER contracts_follow AFTER UPDATE OF audience ON public.parties FOR EACH ROW WHEN ((old.audience <> new.audience)) EXECUTE FUNCTION contracts_follow_their_party()
CREATE TRIGGER contracts_go AFTER DELETE ON public.parties REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION contracts_go_with_their_party()
CREATE TRIGGER dealings_follow AFTER UPDATE OF audience ON public.parties FOR EACH ROW WHEN ((old.audience <> new.audience)) EXECUTE FUNCTION dealings_follow_their_party()
CREATE TRIGGER dealings_go AFTER DELETE ON public.parties REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION dealings_go_with_their_party()
CREATE TRIGGER duplicates_follow AFTER UPDATE OF audience ON public.parties FOR EACH ROW WHEN ((old.audience <> new.audience)) EXECUTE FUNCTION duplicates_follow_their_party()
CREATE TRIGGER duplicates_go AFTER DELETE ON public.parties REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION duplicates_go_with_their_party()
CREATE TRIGGER events_follow AFTER UPDATE OF audience ON public.parties FOR EACH ROW WHEN ((old.audience <> new.audience)) EXECUTE FUNCTION events_follow_audience()
CREATE TRIGGER handover_items_follow AFTER UPDATE OF audience ON public.parties FOR EACH ROW WHEN ((old.audience <> new.audience)) EXECUTE FUNCTION handover_items_follow_their_party()
CREATE TRIGGER handover_items_go AFTER DELETE ON public.parties REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION handover_items_go_with_their_party()
CREATE TRIGGER is_checked AFTER UPDATE ON public.parties FOR EACH ROW WHEN (((old.audience <> new.audience) OR (old.trashed_at IS DISTINCT FROM new.trashed_at) OR (old.merged_into IS DISTINCT FROM new.merged_into))) EXECUTE FUNCTION changed_parties_are_checked()
CREATE TRIGGER need_offerings_follow AFTER UPDATE OF audience ON public.parties FOR EACH ROW WHEN ((old.audience <> new.audience)) EXECUTE FUNCTION need_offerings_follow_their_party()
CREATE TRIGGER need_offerings_go AFTER DELETE ON public.parties REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION need_offerings_go_with_their_party()
CREATE TRIGGER parts_follow AFTER UPDATE OF audience ON public.parties FOR EACH ROW WHEN ((old.audience <> new.audience)) EXECUTE FUNCTION parts_follow_their_party()
CREATE TRIGGER parts_go AFTER DELETE ON public.parties REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION parts_go_with_their_party()
CREATE TRIGGER private_pages_follow AFTER UPDATE OF audience ON public.parties FOR EACH ROW WHEN ((old.audience <> new.audience)) EXECUTE FUNCTION private_pages_follow_their_party()
CREATE TRIGGER private_pages_go AFTER DELETE ON public.parties REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION private_pages_go_with_their_party()
CREATE TRIGGER tags_follow AFTER UPDATE OF audience ON public.parties FOR EACH ROW WHEN ((old.audience <> new.audience)) EXECUTE FUNCTION tags_follow_their_party()
CREATE TRIGGER tags_go AFTER DELETE ON public.parties REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION tags_go_with_their_party()
CREATE TRIGGER talk_goes AFTER DELETE ON public.parties REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION talk_goes_with_its_party()
CREATE TRIGGER ties_follow AFTER UPDATE OF audience ON public.parties FOR EACH ROW WHEN ((old.audience <> new.audience)) EXECUTE FUNCTION ties_follow_their_ends()
CREATE TRIGGER ties_go AFTER DELETE ON public.parties REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION ties_go_with_their_ends()
CREATE TRIGGER values_follow AFTER UPDATE OF audience ON public.parties FOR EACH ROW WHEN ((old.audience <> new.audience)) EXECUTE FUNCTION values_follow_their_party()
CREATE TRIGGER values_go AFTER DELETE ON public.parties REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION values_go_with_their_party()
CREATE TRIGGER warmth_follows AFTER UPDATE OF audience ON public.parties FOR EACH ROW WHEN ((old.audience <> new.audience)) EXECUTE FUNCTION warmth_follows_its_party()
CREATE TRIGGER warmth_goes AFTER DELETE ON public.parties REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION warmth_goes_with_its_party()

-- public.party_emails
--   columns
  workspace_id uuid not null
  audience uuid not null
  address text not null
  party_id uuid not null
  statement_id uuid not null
--   constraints
  constraint party_emails_pkey PRIMARY KEY (workspace_id, address, audience)
--   indexes
CREATE INDEX party_emails_of_party ON public.party_emails USING btree (workspace_id, party_id)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM parties record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = party_emails.party_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy back_up for select to rapport_owner using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM parties record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = party_emails.party_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM parties record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = party_emails.party_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy keep for all to rapport_owner using (true) with check (true)
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM parties record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = party_emails.party_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (-)
--   triggers
CREATE TRIGGER have_their_party AFTER INSERT ON public.party_emails REFERENCING NEW TABLE AS arrived FOR EACH STATEMENT EXECUTE FUNCTION parts_have_their_party()

-- public.party_roles
--   columns
  workspace_id uuid not null
  statement_id uuid not null
  party_id uuid not null
  audience uuid not null
  role text not null
  from_date date
  to_date date
--   constraints
  constraint party_roles_pkey PRIMARY KEY (workspace_id, statement_id)
--   indexes
CREATE INDEX party_roles_by_role ON public.party_roles USING btree (workspace_id, role, party_id)
CREATE INDEX party_roles_of_party ON public.party_roles USING btree (workspace_id, party_id)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM parties record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = party_roles.party_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy back_up for select to rapport_owner using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM parties record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = party_roles.party_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM parties record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = party_roles.party_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy keep for all to rapport_owner using (true) with check (true)
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM parties record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = party_roles.party_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (-)
--   triggers
CREATE TRIGGER have_their_party AFTER INSERT ON public.party_roles REFERENCING NEW TABLE AS arrived FOR EACH STATEMENT EXECUTE FUNCTION parts_have_their_party()

-- public.party_tags
--   columns
  workspace_id uuid not null
  statement_id uuid not null
  party_id uuid not null
  audience uuid not null
  tag text not null
  key text not null
--   constraints
  constraint party_tags_pkey PRIMARY KEY (workspace_id, statement_id)
--   indexes
CREATE INDEX party_tags_by_key ON public.party_tags USING btree (workspace_id, key, party_id) INCLUDE (audience, tag)
CREATE INDEX party_tags_of_party ON public.party_tags USING btree (workspace_id, party_id)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM parties record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = party_tags.party_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy back_up for select to rapport_owner using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM parties record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = party_tags.party_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM parties record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = party_tags.party_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy keep for all to rapport_owner using (true) with check (true)
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM parties record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = party_tags.party_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (-)
--   triggers
CREATE TRIGGER have_their_party AFTER INSERT ON public.party_tags REFERENCING NEW TABLE AS arrived FOR EACH STATEMENT EXECUTE FUNCTION parts_have_their_party()

-- public.party_values
--   columns
  workspace_id uuid not null
  party_id uuid not null
  field_id uuid not null
  ordinal smallint not null
  audience uuid not null
  statement_id uuid not null
  text_value text
  sort_value text
  number_value bigint
  date_value date
  reference uuid
  search_text text
--   constraints
  constraint party_values_pkey PRIMARY KEY (workspace_id, party_id, field_id, ordinal)
--   indexes
CREATE INDEX party_values_by_date ON public.party_values USING btree (workspace_id, field_id, date_value, party_id) INCLUDE (audience) WHERE (date_value IS NOT NULL)
CREATE INDEX party_values_by_number ON public.party_values USING btree (workspace_id, field_id, number_value, party_id) INCLUDE (audience) WHERE (number_value IS NOT NULL)
CREATE INDEX party_values_by_reference ON public.party_values USING btree (workspace_id, field_id, reference, party_id) INCLUDE (audience) WHERE (reference IS NOT NULL)
CREATE INDEX party_values_by_search ON public.party_values USING gin (search_text gin_trgm_ops)
CREATE INDEX party_values_by_sort ON public.party_values USING btree (workspace_id, field_id, sort_value, party_id) INCLUDE (audience) WHERE (sort_value IS NOT NULL)
CREATE INDEX party_values_by_text ON public.party_values USING btree (workspace_id, field_id, text_value, party_id) INCLUDE (audience) WHERE (text_value IS NOT NULL)
--   policies
policy back_up for select to rapport_owner using (true) with check (-)
policy choose for select to rapport_chooser using (true) with check (-)
policy field_seen for select to rapport_app using ((( SELECT actor_is_system() AS actor_is_system) OR (field_id IN ( SELECT f.id FROM fields f WHERE (f.workspace_id = ( SELECT actor_workspace() AS actor_workspace)))))) with check (-)
policy keep for all to rapport_owner using (true) with check (true)
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy work_out for all to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_is_system() AS actor_is_system))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_is_system() AS actor_is_system)))
--   triggers
CREATE TRIGGER have_their_party AFTER INSERT ON public.party_values REFERENCING NEW TABLE AS arrived FOR EACH STATEMENT EXECUTE FUNCTION parts_have_their_party()

-- public.practices
--   columns
  workspace_id uuid not null
  audience uuid not null
  user_id uuid not null
  begun_at timestamp with time zone not null default now()
  seen text[] not null default '{}'::text[]
  skipped text[] not null default '{}'::text[]
  closed_at timestamp with time zone
--   constraints
  constraint practices_check CHECK ((audience = user_id))
  constraint practices_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE
  constraint practices_pkey PRIMARY KEY (workspace_id, user_id)
--   policies
policy back_up for select to rapport_owner using (true) with check (-)
policy own for all to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (user_id = ( SELECT actor_user() AS actor_user))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (user_id = ( SELECT actor_user() AS actor_user))))
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)

-- public.private_pages
--   columns
  workspace_id uuid not null
  id uuid not null
  audience uuid not null
  party_id uuid not null
  token_hash text not null
  made_by uuid not null
  made_at timestamp with time zone not null default now()
  expires_at timestamp with time zone not null
  revoked_at timestamp with time zone
--   constraints
  constraint private_pages_check CHECK ((expires_at > made_at))
  constraint private_pages_workspace_id_made_by_fkey FOREIGN KEY (workspace_id, made_by) REFERENCES users(workspace_id, id) ON DELETE CASCADE
  constraint private_pages_pkey PRIMARY KEY (workspace_id, id)
--   indexes
CREATE UNIQUE INDEX private_pages_by_token ON public.private_pages USING btree (workspace_id, token_hash)
CREATE INDEX private_pages_of_maker ON public.private_pages USING btree (workspace_id, made_by)
CREATE INDEX private_pages_of_party ON public.private_pages USING btree (workspace_id, party_id)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (( SELECT actor_writes() AS actor_writes) AND (audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[]))))))
policy back_up for select to rapport_owner using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (( SELECT actor_writes() AS actor_writes) AND (audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])))))
policy keep for all to rapport_owner using (true) with check (true)
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_is_system() AS actor_is_system))) with check (-)
--   triggers
CREATE TRIGGER have_their_party AFTER INSERT ON public.private_pages REFERENCING NEW TABLE AS arrived FOR EACH STATEMENT EXECUTE FUNCTION parts_have_their_party()

-- public.promises
--   columns
  workspace_id uuid not null
  id uuid not null
  audience uuid not null
  party_id uuid not null
  direction text not null
  what text not null
  due_on date not null
  keeper_id uuid not null
  activity_id uuid
  outcome text
  settled_on date
  settled_by uuid
  made_at timestamp with time zone not null default now()
  made_by uuid
  version integer not null default 1
  removed_at timestamp with time zone
  removed_by uuid
  handover_id uuid
--   constraints
  constraint promises_check CHECK (((outcome IS NULL) = (settled_on IS NULL)))
  constraint promises_direction_check CHECK ((direction = ANY (ARRAY['ours'::text, 'theirs'::text])))
  constraint promises_outcome_check CHECK ((outcome = ANY (ARRAY['kept'::text, 'broken'::text, 'released'::text])))
  constraint promises_what_check CHECK (((what <> ''::text) AND (length(what) <= 500)))
  constraint promises_pkey PRIMARY KEY (workspace_id, id)
--   indexes
CREATE INDEX promises_of_activity ON public.promises USING btree (workspace_id, activity_id) WHERE (activity_id IS NOT NULL)
CREATE INDEX promises_of_handover ON public.promises USING btree (workspace_id, handover_id) WHERE (handover_id IS NOT NULL)
CREATE INDEX promises_of_keeper ON public.promises USING btree (workspace_id, keeper_id, due_on) WHERE ((outcome IS NULL) AND (removed_at IS NULL))
CREATE INDEX promises_of_party ON public.promises USING btree (workspace_id, party_id, due_on)
CREATE INDEX promises_removed ON public.promises USING btree (workspace_id, removed_at) WHERE (removed_at IS NOT NULL)
CREATE INDEX promises_settled ON public.promises USING btree (workspace_id, keeper_id, settled_on DESC) WHERE ((settled_on IS NOT NULL) AND (removed_at IS NULL))
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_writes() AS actor_writes) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system))))
policy back_up for select to rapport_owner using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (( SELECT actor_writes() AS actor_writes) AND (audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (keeper_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (made_by = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (EXISTS ( SELECT FROM parties p WHERE ((p.workspace_id = promises.workspace_id) AND (p.id = promises.party_id) AND ((p.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (p.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (p.visibility = 'team'::text))))))))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system))))
policy keep for all to rapport_owner using (true) with check (true)
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_is_system() AS actor_is_system))) with check (-)
--   triggers
CREATE TRIGGER have_their_party AFTER INSERT ON public.promises REFERENCING NEW TABLE AS arrived FOR EACH STATEMENT EXECUTE FUNCTION parts_have_their_party()

-- public.purchases
--   columns
  workspace_id uuid not null
  activity_id uuid not null
  audience uuid not null
  number text not null default ''::text
  dated_on date not null
  amount bigint not null
  currency text not null
  due_on date not null
  paid_on date
--   constraints
  constraint purchases_amount_check CHECK ((amount >= 0))
  constraint purchases_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text))
  constraint purchases_number_check CHECK ((length(number) <= 100))
  constraint purchases_pkey PRIMARY KEY (workspace_id, activity_id)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM activities record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = purchases.activity_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy back_up for select to rapport_owner using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM activities record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = purchases.activity_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM activities record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = purchases.activity_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy keep for all to rapport_owner using (true) with check (true)
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM activities record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = purchases.activity_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (-)
--   triggers
CREATE TRIGGER have_their_activity AFTER INSERT ON public.purchases REFERENCING NEW TABLE AS arrived FOR EACH STATEMENT EXECUTE FUNCTION parts_have_their_activity()

-- public.rests_on
--   columns
  workspace_id uuid not null
  statement_id uuid not null
  what_id uuid not null
  party_id uuid not null
  audience uuid not null
  what text not null
  declared_at timestamp with time zone not null default now()
  declared_by uuid
--   constraints
  constraint rests_on_what_check CHECK ((what = ANY (ARRAY['offer'::text, 'promise'::text, 'contract'::text])))
  constraint rests_on_pkey PRIMARY KEY (workspace_id, statement_id, what_id)
--   indexes
CREATE INDEX rests_on_of_party ON public.rests_on USING btree (workspace_id, party_id)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM parties record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = rests_on.party_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy back_up for select to rapport_owner using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM parties record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = rests_on.party_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM parties record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = rests_on.party_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy keep for all to rapport_owner using (true) with check (true)
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM parties record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = rests_on.party_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (-)
--   triggers
CREATE TRIGGER have_their_party AFTER INSERT ON public.rests_on REFERENCING NEW TABLE AS arrived FOR EACH STATEMENT EXECUTE FUNCTION parts_have_their_party()

-- public.retention_rules
--   columns
  workspace_id uuid not null
  kind text not null
  id uuid not null
  months integer
  version integer not null default 1
--   constraints
  constraint retention_rules_months_check CHECK (((months >= 1) AND (months <= 1200)))
  constraint retention_rules_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE
  constraint retention_rules_pkey PRIMARY KEY (workspace_id, kind)
--   policies
policy back_up for select to rapport_owner using (true) with check (-)
policy change for all to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_edits_everything() AS actor_edits_everything))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_edits_everything() AS actor_edits_everything)))
policy read for select to everyone using ((workspace_id = ( SELECT actor_workspace() AS actor_workspace))) with check (-)

-- public.retention_runs
--   columns
  workspace_id uuid not null
  id uuid not null
  kind text not null
  ran_at timestamp with time zone not null
  before timestamp with time zone not null
  count integer not null
--   constraints
  constraint retention_runs_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE
  constraint retention_runs_pkey PRIMARY KEY (workspace_id, id)
--   indexes
CREATE INDEX retention_runs_by_kind ON public.retention_runs USING btree (workspace_id, kind, ran_at DESC)
--   policies
policy back_up for select to rapport_owner using (true) with check (-)
policy change for all to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_edits_everything() AS actor_edits_everything))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_edits_everything() AS actor_edits_everything)))
policy read for select to everyone using ((workspace_id = ( SELECT actor_workspace() AS actor_workspace))) with check (-)

-- public.saved_views
--   columns
  workspace_id uuid not null
  id uuid not null
  audience uuid not null
  visibility text not null
  owner_id uuid not null
  entity text not null
  name text not null
  filter jsonb
  sort text not null
  columns text[]
  density text
  version integer not null default 1
  created_at timestamp with time zone not null default now()
  updated_at timestamp with time zone not null default now()
  removed_at timestamp with time zone
--   constraints
  constraint saved_views_check CHECK (((visibility = 'everyone'::text) = (audience = workspace_id)))
  constraint saved_views_check1 CHECK (((visibility = 'private'::text) <= (audience = owner_id)))
  constraint saved_views_density_check CHECK ((density = ANY (ARRAY['compact'::text, 'normal'::text, 'roomy'::text])))
  constraint saved_views_entity_check CHECK ((entity = ANY (ARRAY['person'::text, 'company'::text])))
  constraint saved_views_name_check CHECK (((name <> ''::text) AND (length(name) <= 100)))
  constraint saved_views_visibility_check CHECK ((visibility = ANY (ARRAY['everyone'::text, 'team'::text, 'private'::text])))
  constraint saved_views_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE
  constraint saved_views_pkey PRIMARY KEY (workspace_id, id)
--   indexes
CREATE INDEX saved_views_by_name ON public.saved_views USING btree (workspace_id, name, id) WHERE (removed_at IS NULL)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_writes() AS actor_writes) AND (owner_id = ( SELECT actor_user() AS actor_user)) AND (audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[]))))
policy back_up for select to rapport_owner using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_writes() AS actor_writes) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (owner_id = ( SELECT actor_user() AS actor_user))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system))))
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_is_system() AS actor_is_system))) with check (-)
--   triggers
CREATE TRIGGER events_follow AFTER UPDATE OF audience ON public.saved_views FOR EACH ROW WHEN ((old.audience <> new.audience)) EXECUTE FUNCTION events_follow_audience()

-- public.seed_uses
--   columns
  workspace_id uuid not null
  id uuid not null
  audience uuid not null
  seed_id uuid not null
  party_id uuid not null
  user_id uuid not null
  node text not null
  outcome text not null
  teaches boolean not null default true
  used_at timestamp with time zone not null default now()
--   constraints
  constraint seed_uses_node_check CHECK ((length(node) <= 200))
  constraint seed_uses_outcome_check CHECK ((outcome = ANY (ARRAY['used'::text, 'picked up'::text, 'not'::text, 'never'::text])))
  constraint seed_uses_workspace_id_seed_id_fkey FOREIGN KEY (workspace_id, seed_id) REFERENCES seeds(workspace_id, id) ON DELETE CASCADE
  constraint seed_uses_workspace_id_user_id_fkey FOREIGN KEY (workspace_id, user_id) REFERENCES users(workspace_id, id) ON DELETE CASCADE
  constraint seed_uses_pkey PRIMARY KEY (workspace_id, id)
--   indexes
CREATE INDEX seed_uses_of_seed ON public.seed_uses USING btree (workspace_id, seed_id)
CREATE INDEX seed_uses_of_user ON public.seed_uses USING btree (workspace_id, user_id, outcome)
CREATE UNIQUE INDEX seed_uses_once ON public.seed_uses USING btree (workspace_id, party_id, seed_id)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (( SELECT actor_writes() AS actor_writes) AND (user_id = ( SELECT actor_user() AS actor_user)) AND (audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[]))))))
policy back_up for select to rapport_owner using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (( SELECT actor_writes() AS actor_writes) AND (user_id = ( SELECT actor_user() AS actor_user)))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system))))
policy keep for all to rapport_owner using (true) with check (true)
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (( SELECT actor_writes() AS actor_writes) AND (user_id = ( SELECT actor_user() AS actor_user)))))) with check (-)

-- public.seeds
--   columns
  workspace_id uuid not null
  id uuid not null
  audience uuid not null
  visibility text not null
  owner_id uuid not null
  text text not null
  nodes text[] not null
  version integer not null default 1
  created_at timestamp with time zone not null default now()
  removed_at timestamp with time zone
  name text not null default ''::text
  from_on date
  until_on date
--   constraints
  constraint seeds_check CHECK ((audience =
CASE visibility
    WHEN 'everyone'::text THEN workspace_id
    ELSE owner_id
END))
  constraint seeds_in_order CHECK ((until_on >= from_on))
  constraint seeds_name_check CHECK ((length(name) <= 100))
  constraint seeds_nodes_check CHECK (((cardinality(nodes) >= 1) AND (cardinality(nodes) <= 10)))
  constraint seeds_text_check CHECK (((text <> ''::text) AND (length(text) <= 500)))
  constraint seeds_visibility_check CHECK ((visibility = ANY (ARRAY['everyone'::text, 'private'::text])))
  constraint seeds_workspace_id_owner_id_fkey FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id) ON DELETE CASCADE
  constraint seeds_pkey PRIMARY KEY (workspace_id, id)
--   indexes
CREATE INDEX seeds_of_owner ON public.seeds USING btree (workspace_id, owner_id)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_writes() AS actor_writes) AND (owner_id = ( SELECT actor_user() AS actor_user)) AND (audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[]))))
policy back_up for select to rapport_owner using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (( SELECT actor_writes() AS actor_writes) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (owner_id = ( SELECT actor_user() AS actor_user))))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system))))
policy keep for all to rapport_owner using (true) with check (true)
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_is_system() AS actor_is_system))) with check (-)

-- public.seen_addresses
--   columns
  workspace_id uuid not null
  id uuid not null
  audience uuid not null
  address text not null
  name text
  mailable boolean not null
  import_id uuid
--   constraints
  constraint seen_addresses_pkey PRIMARY KEY (workspace_id, id)
  constraint seen_addresses_workspace_id_audience_address_key UNIQUE (workspace_id, audience, address)
--   indexes
CREATE INDEX seen_addresses_by_address ON public.seen_addresses USING btree (workspace_id, address)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_writes() AS actor_writes) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system))))
policy back_up for select to rapport_owner using (true) with check (-)
policy keep for all to rapport_owner using (true) with check (true)
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_is_system() AS actor_is_system))) with check (-)
--   triggers
CREATE TRIGGER stay_while_named AFTER DELETE ON public.seen_addresses REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION seen_addresses_stay_while_named()

-- public.snoozes
--   columns
  workspace_id uuid not null
  user_id uuid not null
  audience uuid not null
  item_id uuid not null
  until timestamp with time zone not null
--   constraints
  constraint snoozes_check CHECK ((audience = user_id))
  constraint snoozes_workspace_id_user_id_fkey FOREIGN KEY (workspace_id, user_id) REFERENCES users(workspace_id, id) ON DELETE CASCADE
  constraint snoozes_pkey PRIMARY KEY (workspace_id, user_id, item_id)
--   indexes
CREATE INDEX snoozes_by_end ON public.snoozes USING btree (workspace_id, until)
--   policies
policy back_up for select to rapport_owner using (true) with check (-)
policy keep for all to rapport_owner using (true) with check (true)
policy own for all to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (user_id = ( SELECT actor_user() AS actor_user))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (user_id = ( SELECT actor_user() AS actor_user)))))
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)

-- public.statements
--   columns
  workspace_id uuid not null
  id uuid not null
  party_id uuid not null
  audience uuid not null
  topic text not null
  value jsonb not null
  value_key text not null
  label text
  basis text not null
  source jsonb not null
  stated_at timestamp with time zone not null
  stated_by uuid
  confirmed_at timestamp with time zone
  superseded_at timestamp with time zone
  superseded_by uuid
  import_id uuid
  field_id uuid
--   constraints
  constraint personal_is_told CHECK (((topic <> ALL (ARRAY['interest'::text, 'family'::text, 'life event'::text])) OR (basis = ANY (ARRAY['told'::text, 'seen'::text]))))
  constraint statements_basis_check CHECK ((basis = ANY (ARRAY['told'::text, 'seen'::text, 'third party'::text, 'calculated'::text, 'assumed'::text])))
  constraint statements_pkey PRIMARY KEY (workspace_id, id)
--   indexes
CREATE INDEX statements_assumed ON public.statements USING btree (workspace_id, stated_at DESC) WHERE ((superseded_at IS NULL) AND (basis = 'assumed'::text) AND ((source ->> 'kind'::text) <> 'default'::text))
CREATE INDEX statements_by_node ON public.statements USING btree (workspace_id, ((value ->> 'node'::text))) WHERE ((topic = 'interest'::text) AND (superseded_at IS NULL))
CREATE INDEX statements_by_phone ON public.statements USING btree (workspace_id, value_key) WHERE (topic = 'phone'::text)
CREATE INDEX statements_by_words ON public.statements USING gin (to_tsvector('simple'::regconfig, value_key)) WHERE ((superseded_at IS NULL) AND (topic = ANY (ARRAY['affiliation'::text, 'tag'::text, 'note'::text, 'extra'::text, 'field'::text, 'interest'::text, 'own'::text])))
CREATE INDEX statements_fading ON public.statements USING btree (workspace_id, topic, stated_at) WHERE ((superseded_at IS NULL) AND (topic = ANY (ARRAY['need'::text, 'goal'::text, 'budget'::text, 'decision'::text, 'competitor offer'::text])))
CREATE INDEX statements_of_interests ON public.statements USING btree (workspace_id, audience, stated_at, party_id) WHERE ((topic = 'interest'::text) AND (superseded_at IS NULL))
CREATE INDEX statements_of_party ON public.statements USING btree (workspace_id, party_id, topic)
CREATE INDEX statements_unmet ON public.statements USING btree (workspace_id, ((value ->> 'priority'::text)), stated_at DESC, id) WHERE ((topic = 'need'::text) AND (superseded_at IS NULL) AND ((value ->> 'offering'::text) = ''::text))
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM parties record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = statements.party_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy back_up for select to rapport_owner using (true) with check (-)
policy choose for select to rapport_chooser using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM parties record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = statements.party_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM parties record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = statements.party_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy field_added for insert to rapport_app using (-) with check (((field_id IS NULL) OR ( SELECT actor_is_system() AS actor_is_system) OR (field_id IN ( SELECT f.id FROM fields f WHERE ((f.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (level_rank(( SELECT actor_level() AS actor_level)) >= level_rank(f.edited_from)))))))
policy field_edited for update to rapport_app using (((field_id IS NULL) OR ( SELECT actor_is_system() AS actor_is_system) OR (field_id IN ( SELECT f.id FROM fields f WHERE ((f.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (level_rank(( SELECT actor_level() AS actor_level)) >= level_rank(f.edited_from))))))) with check (-)
policy field_seen for select to rapport_app using (((field_id IS NULL) OR ( SELECT actor_is_system() AS actor_is_system) OR (field_id IN ( SELECT f.id FROM fields f WHERE (f.workspace_id = ( SELECT actor_workspace() AS actor_workspace)))))) with check (-)
policy keep for all to rapport_owner using (true) with check (true)
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM parties record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = statements.party_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (-)
--   triggers
CREATE TRIGGER are_compared_when_retold AFTER UPDATE ON public.statements REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION retold_parties_are_checked()
CREATE TRIGGER are_compared_when_told AFTER INSERT ON public.statements REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION retold_parties_are_checked()
CREATE TRIGGER are_compared_when_untold AFTER DELETE ON public.statements REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION retold_parties_are_checked()
CREATE TRIGGER assumptions_go AFTER DELETE ON public.statements REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION assumptions_go_with_their_statement()
CREATE TRIGGER have_their_party AFTER INSERT ON public.statements REFERENCING NEW TABLE AS arrived FOR EACH STATEMENT EXECUTE FUNCTION parts_have_their_party()
CREATE TRIGGER need_offerings_go AFTER DELETE ON public.statements REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION need_offerings_go_with_their_need()

-- public.strategies
--   columns
  workspace_id uuid not null
  version integer not null
  name text not null
  choices jsonb not null
  adopted_at timestamp with time zone not null default now()
  adopted_by uuid
  note text not null default ''::text
  undoes integer
  event_id uuid
--   constraints
  constraint strategies_note_check CHECK ((length(note) <= 2000))
  constraint strategies_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE
  constraint strategies_pkey PRIMARY KEY (workspace_id, version)
--   policies
policy back_up for select to rapport_owner using (true) with check (-)
policy change for all to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_edits_everything() AS actor_edits_everything))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_edits_everything() AS actor_edits_everything)))
policy read for select to everyone using ((workspace_id = ( SELECT actor_workspace() AS actor_workspace))) with check (-)

-- public.strategy_drafts
--   columns
  workspace_id uuid not null
  version integer not null
  based_on integer not null
  name text not null
  choices jsonb not null
  changed_at timestamp with time zone not null default now()
  changed_by uuid
--   constraints
  constraint strategy_drafts_name_check CHECK (((name <> ''::text) AND (length(name) <= 200)))
  constraint strategy_drafts_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE
  constraint strategy_drafts_pkey PRIMARY KEY (workspace_id)
--   policies
policy back_up for select to rapport_owner using (true) with check (-)
policy change for all to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (( SELECT actor_level() AS actor_level) = 'manager'::text)))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (( SELECT actor_level() AS actor_level) = 'manager'::text))))
policy read for select to everyone using ((workspace_id = ( SELECT actor_workspace() AS actor_workspace))) with check (-)

-- public.supplies
--   columns
  workspace_id uuid not null
  id uuid not null
  audience uuid not null
  party_id uuid not null
  name text not null
  article text not null default ''::text
  unit text not null default ''::text
  price bigint
  currency text
  lead_days integer
  from_date date
  to_date date
  version integer not null default 1
  created_at timestamp with time zone not null default now()
  removed_at timestamp with time zone
  removed_by uuid
--   constraints
  constraint supplies_article_check CHECK ((length(article) <= 100))
  constraint supplies_check CHECK (((price IS NULL) = (currency IS NULL)))
  constraint supplies_check1 CHECK ((from_date <= to_date))
  constraint supplies_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text))
  constraint supplies_lead_days_check CHECK (((lead_days >= 0) AND (lead_days <= 3650)))
  constraint supplies_name_check CHECK (((name <> ''::text) AND (length(name) <= 200)))
  constraint supplies_price_check CHECK ((price >= 0))
  constraint supplies_unit_check CHECK ((length(unit) <= 50))
  constraint supplies_pkey PRIMARY KEY (workspace_id, id)
--   indexes
CREATE INDEX supplies_of_party ON public.supplies USING btree (workspace_id, party_id)
CREATE INDEX supplies_removed ON public.supplies USING btree (workspace_id, removed_at) WHERE (removed_at IS NOT NULL)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM parties record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = supplies.party_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy back_up for select to rapport_owner using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM parties record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = supplies.party_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM parties record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = supplies.party_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy keep for all to rapport_owner using (true) with check (true)
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM parties record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = supplies.party_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (-)
--   triggers
CREATE TRIGGER have_their_party AFTER INSERT ON public.supplies REFERENCING NEW TABLE AS arrived FOR EACH STATEMENT EXECUTE FUNCTION parts_have_their_party()

-- public.suppressions
--   columns
  workspace_id uuid not null
  hash bytea not null
  erasure_id uuid not null
--   constraints
  constraint suppressions_hash_check CHECK ((length(hash) = 32))
  constraint suppressions_workspace_id_erasure_id_fkey FOREIGN KEY (workspace_id, erasure_id) REFERENCES erasures(workspace_id, id) ON DELETE CASCADE
  constraint suppressions_pkey PRIMARY KEY (workspace_id, hash)
--   policies
policy back_up for select to rapport_owner using (true) with check (-)
policy change for all to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_edits_everything() AS actor_edits_everything))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_edits_everything() AS actor_edits_everything)))
policy read for select to everyone using ((workspace_id = ( SELECT actor_workspace() AS actor_workspace))) with check (-)

-- public.tasks
--   columns
  workspace_id uuid not null
  activity_id uuid not null
  audience uuid not null
  keeper_id uuid not null
  given_by uuid
  accepted_at timestamp with time zone
  returned_by uuid
  returned_word text not null default ''::text
  due_on date
  due_time text
  zone text not null
  late_at timestamp with time zone
  repeats jsonb
  follows uuid
  reminder jsonb
  remind_at timestamp with time zone
  reminded_at timestamp with time zone
  outcome text
  settled_at timestamp with time zone
  settled_by uuid
  handover_id uuid
--   constraints
  constraint tasks_check CHECK (((outcome IS NULL) = (settled_at IS NULL)))
  constraint tasks_check1 CHECK (((due_time IS NULL) OR (due_on IS NOT NULL)))
  constraint tasks_check2 CHECK (((due_on IS NULL) = (late_at IS NULL)))
  constraint tasks_check3 CHECK (((repeats IS NULL) OR (due_on IS NOT NULL)))
  constraint tasks_check4 CHECK (((reminder IS NULL) = (remind_at IS NULL)))
  constraint tasks_due_time_check CHECK ((due_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'::text))
  constraint tasks_outcome_check CHECK ((outcome = ANY (ARRAY['done'::text, 'dropped'::text])))
  constraint tasks_returned_word_check CHECK ((length(returned_word) <= 500))
  constraint tasks_pkey PRIMARY KEY (workspace_id, activity_id)
--   indexes
CREATE INDEX tasks_given ON public.tasks USING btree (workspace_id, given_by) WHERE ((outcome IS NULL) AND (given_by IS NOT NULL))
CREATE UNIQUE INDEX tasks_next ON public.tasks USING btree (workspace_id, follows) WHERE (follows IS NOT NULL)
CREATE INDEX tasks_of_handover ON public.tasks USING btree (workspace_id, handover_id) WHERE (handover_id IS NOT NULL)
CREATE INDEX tasks_of_keeper ON public.tasks USING btree (workspace_id, keeper_id, late_at) WHERE (outcome IS NULL)
CREATE INDEX tasks_to_remind ON public.tasks USING btree (workspace_id, remind_at) WHERE ((outcome IS NULL) AND (reminded_at IS NULL) AND (remind_at IS NOT NULL))
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM activities record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = tasks.activity_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy back_up for select to rapport_owner using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM activities record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = tasks.activity_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM activities record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = tasks.activity_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text)))))))))
policy keep for all to rapport_owner using (true) with check (true)
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (EXISTS ( SELECT FROM activities record WHERE ((record.workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (record.id = tasks.activity_id) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (record.owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR (record.assigned_to = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (record.visibility = 'team'::text))))))))) with check (-)
--   triggers
CREATE TRIGGER have_their_activity AFTER INSERT ON public.tasks REFERENCING NEW TABLE AS arrived FOR EACH STATEMENT EXECUTE FUNCTION parts_have_their_activity()

-- public.team_users
--   columns
  workspace_id uuid not null
  team_id uuid not null
  user_id uuid not null
--   constraints
  constraint team_users_workspace_id_team_id_fkey FOREIGN KEY (workspace_id, team_id) REFERENCES teams(workspace_id, id) ON DELETE CASCADE
  constraint team_users_workspace_id_user_id_fkey FOREIGN KEY (workspace_id, user_id) REFERENCES users(workspace_id, id) ON DELETE CASCADE
  constraint team_users_pkey PRIMARY KEY (workspace_id, team_id, user_id)
--   indexes
CREATE INDEX team_users_by_user ON public.team_users USING btree (workspace_id, user_id)
--   policies
policy back_up for select to rapport_owner using (true) with check (-)
policy change for all to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_edits_everything() AS actor_edits_everything))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_edits_everything() AS actor_edits_everything)))
policy read for select to everyone using ((workspace_id = ( SELECT actor_workspace() AS actor_workspace))) with check (-)

-- public.teams
--   columns
  workspace_id uuid not null
  id uuid not null
  name text not null
  created_at timestamp with time zone not null default now()
--   constraints
  constraint teams_name_check CHECK (((name <> ''::text) AND (length(name) <= 200)))
  constraint teams_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE
  constraint teams_pkey PRIMARY KEY (workspace_id, id)
  constraint teams_workspace_id_name_key UNIQUE (workspace_id, name)
--   policies
policy back_up for select to rapport_owner using (true) with check (-)
policy change for all to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_edits_everything() AS actor_edits_everything))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_edits_everything() AS actor_edits_everything)))
policy read for select to everyone using ((workspace_id = ( SELECT actor_workspace() AS actor_workspace))) with check (-)

-- public.thread_links
--   columns
  workspace_id uuid not null
  audience uuid not null
  message_id text not null
  thread text not null
--   constraints
  constraint thread_links_pkey PRIMARY KEY (workspace_id, audience, message_id)
--   indexes
CREATE INDEX thread_links_of_thread ON public.thread_links USING btree (workspace_id, audience, thread)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_writes() AS actor_writes) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system))))
policy back_up for select to rapport_owner using (true) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_writes() AS actor_writes) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_writes() AS actor_writes) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system))))
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_writes() AS actor_writes) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)

-- public.tie_kinds
--   columns
  workspace_id uuid not null
  id uuid not null
  name text not null
  reverse_name text not null
  version integer not null default 1
  created_at timestamp with time zone not null default now()
  retired_at timestamp with time zone
--   constraints
  constraint tie_kinds_name_check CHECK (((name <> ''::text) AND (length(name) <= 100)))
  constraint tie_kinds_reverse_name_check CHECK (((reverse_name <> ''::text) AND (length(reverse_name) <= 100)))
  constraint tie_kinds_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE
  constraint tie_kinds_pkey PRIMARY KEY (workspace_id, id)
--   indexes
CREATE UNIQUE INDEX tie_kinds_by_name ON public.tie_kinds USING btree (workspace_id, lower(name), lower(reverse_name)) WHERE (retired_at IS NULL)
--   policies
policy back_up for select to rapport_owner using (true) with check (-)
policy change for all to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_edits_everything() AS actor_edits_everything))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_edits_everything() AS actor_edits_everything)))
policy read for select to everyone using ((workspace_id = ( SELECT actor_workspace() AS actor_workspace))) with check (-)

-- public.ties
--   columns
  workspace_id uuid not null
  id uuid not null
  audience uuid not null
  visibility text not null
  owner_id uuid not null
  from_id uuid not null
  from_audience uuid not null
  to_id uuid not null
  to_audience uuid not null
  kind text not null
  own_kind_id uuid
  from_date date
  to_date date
  influence text
  basis text not null
  evidence text not null default ''::text
  activity_id uuid
  stated_at timestamp with time zone not null default now()
  stated_by uuid
  version integer not null default 1
  updated_at timestamp with time zone not null default now()
  withdrawn_at timestamp with time zone
  withdrawn_by uuid
--   constraints
  constraint ties_basis_check CHECK ((basis = ANY (ARRAY['told'::text, 'seen'::text, 'third party'::text, 'calculated'::text, 'assumed'::text])))
  constraint ties_check CHECK ((from_id <> to_id))
  constraint ties_check1 CHECK ((from_date <= to_date))
  constraint ties_check2 CHECK (((kind = 'own'::text) = (own_kind_id IS NOT NULL)))
  constraint ties_check3 CHECK (((visibility = 'everyone'::text) = (audience = workspace_id)))
  constraint ties_check4 CHECK (((visibility = 'private'::text) <= (audience = owner_id)))
  constraint ties_evidence_check CHECK ((length(evidence) <= 2000))
  constraint ties_influence_check CHECK ((influence = ANY (ARRAY['low'::text, 'medium'::text, 'high'::text])))
  constraint ties_visibility_check CHECK ((visibility = ANY (ARRAY['everyone'::text, 'team'::text, 'private'::text])))
  constraint ties_workspace_id_own_kind_id_fkey FOREIGN KEY (workspace_id, own_kind_id) REFERENCES tie_kinds(workspace_id, id)
  constraint ties_pkey PRIMARY KEY (workspace_id, id)
--   indexes
CREATE UNIQUE INDEX ties_as_they_stand ON public.ties USING btree (workspace_id, audience, from_id, to_id, kind, own_kind_id) NULLS NOT DISTINCT WHERE ((withdrawn_at IS NULL) AND (to_date IS NULL))
CREATE INDEX ties_ever_of_from ON public.ties USING btree (workspace_id, from_id)
CREATE INDEX ties_ever_of_to ON public.ties USING btree (workspace_id, to_id)
CREATE INDEX ties_of_from ON public.ties USING btree (workspace_id, from_id, kind) WHERE (withdrawn_at IS NULL)
CREATE INDEX ties_of_to ON public.ties USING btree (workspace_id, to_id, kind) WHERE (withdrawn_at IS NULL)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_writes() AS actor_writes) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system))))
policy back_up for select to rapport_owner using (true) with check (-)
policy both_ends for all to rapport_app using ((( SELECT actor_is_system() AS actor_is_system) OR ((from_audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) AND (to_audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[]))))) with check (-)
policy edit for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)) AND (( SELECT actor_edits_everything() AS actor_edits_everything) OR (owner_id = ANY (( SELECT actor_edits() AS actor_edits)::uuid[])) OR ((( SELECT actor_level() AS actor_level) = 'manager'::text) AND (visibility = 'team'::text))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system))))
policy keep for all to rapport_owner using (true) with check (true)
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_is_system() AS actor_is_system))) with check (-)
--   triggers
CREATE TRIGGER events_follow AFTER UPDATE OF audience ON public.ties FOR EACH ROW WHEN ((old.audience <> new.audience)) EXECUTE FUNCTION events_follow_audience()
CREATE TRIGGER events_go AFTER DELETE ON public.ties REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION events_go_with_their_tie()
CREATE TRIGGER have_their_ends BEFORE INSERT OR UPDATE OF from_id, to_id ON public.ties FOR EACH ROW EXECUTE FUNCTION ties_have_their_ends()

-- public.topics_left_alone
--   columns
  workspace_id uuid not null
  id uuid not null
  audience uuid not null
  party_id uuid not null
  node text not null
  said_by uuid
  said_at timestamp with time zone not null default now()
--   constraints
  constraint topics_left_alone_node_check CHECK ((length(node) <= 200))
  constraint topics_left_alone_pkey PRIMARY KEY (workspace_id, id)
--   indexes
CREATE UNIQUE INDEX topics_left_alone_once ON public.topics_left_alone USING btree (workspace_id, party_id, node)
--   policies
policy add for insert to everyone using (-) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_writes() AS actor_writes) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system))))
policy back_up for select to rapport_owner using (true) with check (-)
policy follow for update to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_is_system() AS actor_is_system))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_is_system() AS actor_is_system)))
policy keep for all to rapport_owner using (true) with check (true)
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
policy remove for delete to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_writes() AS actor_writes) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
--   triggers
CREATE TRIGGER have_their_party AFTER INSERT ON public.topics_left_alone REFERENCING NEW TABLE AS arrived FOR EACH STATEMENT EXECUTE FUNCTION parts_have_their_party()

-- public.users
--   columns
  workspace_id uuid not null
  id uuid not null
  name text not null
  email text not null
  level text not null
  disabled_at timestamp with time zone
  created_at timestamp with time zone not null default now()
  preferences jsonb not null default '{}'::jsonb
--   constraints
  constraint users_level_check CHECK ((level = ANY (ARRAY['owner'::text, 'manager'::text, 'member'::text, 'reader'::text])))
  constraint users_name_check CHECK (((name <> ''::text) AND (length(name) <= 300)))
  constraint users_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE
  constraint users_pkey PRIMARY KEY (workspace_id, id)
  constraint users_workspace_id_email_key UNIQUE (workspace_id, email)
--   indexes
CREATE INDEX users_by_id ON public.users USING btree (id)
--   policies
policy back_up for select to rapport_owner using (true) with check (-)
policy change for all to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_edits_everything() AS actor_edits_everything))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_edits_everything() AS actor_edits_everything)))
policy own for select to everyone using ((id = ( SELECT actor_user() AS actor_user))) with check (-)
policy read for select to everyone using ((workspace_id = ( SELECT actor_workspace() AS actor_workspace))) with check (-)

-- public.view_pins
--   columns
  workspace_id uuid not null
  audience uuid not null
  user_id uuid not null
  view_id uuid not null
  "position" smallint not null
--   constraints
  constraint view_pins_check CHECK ((audience = user_id))
  constraint view_pins_position_check CHECK ((("position" >= 1) AND ("position" <= 7)))
  constraint view_pins_workspace_id_view_id_fkey FOREIGN KEY (workspace_id, view_id) REFERENCES saved_views(workspace_id, id) ON DELETE CASCADE
  constraint view_pins_pkey PRIMARY KEY (workspace_id, user_id, view_id)
--   policies
policy back_up for select to rapport_owner using (true) with check (-)
policy own for all to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (user_id = ( SELECT actor_user() AS actor_user))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (user_id = ( SELECT actor_user() AS actor_user))))
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)

-- public.warmth
--   columns
  workspace_id uuid not null
  party_id uuid not null
  whom uuid not null
  audience uuid not null
  strength numeric not null
  contacts bigint not null
--   constraints
  constraint warmth_pkey PRIMARY KEY (workspace_id, party_id, whom)
--   policies
policy back_up for select to rapport_owner using (true) with check (-)
policy keep for all to rapport_owner using (true) with check (true)
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)

-- public.warmth_basis
--   columns
  workspace_id uuid not null
  half_life_days double precision not null
  meeting double precision not null
  call double precision not null
  email double precision not null
  campaign double precision not null
  quiet_share double precision not null
  shape double precision not null
  a double precision not null
  b double precision not null
  next_contact double precision[]
  relationships integer not null
  fitted_at timestamp with time zone not null default now()
--   constraints
  constraint warmth_basis_pkey PRIMARY KEY (workspace_id)
--   policies
policy back_up for select to rapport_owner using (true) with check (-)
policy change for all to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_is_system() AS actor_is_system))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_is_system() AS actor_is_system)))
policy keep for all to rapport_owner using (true) with check (true)
policy read for select to everyone using ((workspace_id = ( SELECT actor_workspace() AS actor_workspace))) with check (-)

-- public.workspaces
--   columns
  workspace_id uuid not null
  name text not null
  kind text not null
  country text not null default 'US'::text
  zone text not null default 'UTC'::text
  created_at timestamp with time zone not null default now()
  held_since timestamp with time zone
  second_factor_from timestamp with time zone
  single_sign_on_only boolean not null default false
  merges_exact boolean not null default true
--   constraints
  constraint workspaces_country_check CHECK ((country ~ '^[A-Z]{2}$'::text))
  constraint workspaces_kind_check CHECK ((kind = ANY (ARRAY['company'::text, 'sample'::text])))
  constraint workspaces_name_check CHECK (((name <> ''::text) AND (length(name) <= 200)))
  constraint workspaces_pkey PRIMARY KEY (workspace_id)
--   policies
policy back_up for select to rapport_owner using (true) with check (-)
policy change for all to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_edits_everything() AS actor_edits_everything))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ( SELECT actor_edits_everything() AS actor_edits_everything)))
policy enumerate for select to everyone using ((( SELECT actor_kind() AS actor_kind) = 'upkeep'::text)) with check (-)
policy own_workspaces for select to everyone using ((workspace_id IN ( SELECT u.workspace_id FROM users u WHERE (u.id = ( SELECT actor_user() AS actor_user))))) with check (-)
policy read for select to everyone using ((workspace_id = ( SELECT actor_workspace() AS actor_workspace))) with check (-)

-- public.writing_choices
--   columns
  workspace_id uuid not null
  user_id uuid not null
  audience uuid not null
  tone_hints boolean not null
--   constraints
  constraint writing_choices_check CHECK ((audience = user_id))
  constraint writing_choices_workspace_id_user_id_fkey FOREIGN KEY (workspace_id, user_id) REFERENCES users(workspace_id, id) ON DELETE CASCADE
  constraint writing_choices_pkey PRIMARY KEY (workspace_id, user_id)
--   policies
policy back_up for select to rapport_owner using (true) with check (-)
policy own for all to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (user_id = ( SELECT actor_user() AS actor_user))))) with check (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND (( SELECT actor_is_system() AS actor_is_system) OR (user_id = ( SELECT actor_user() AS actor_user)))))
policy read for select to everyone using (((workspace_id = ( SELECT actor_workspace() AS actor_workspace)) AND ((audience = ANY (( SELECT actor_audiences() AS actor_audiences)::uuid[])) OR ( SELECT actor_is_system() AS actor_is_system)))) with check (-)
