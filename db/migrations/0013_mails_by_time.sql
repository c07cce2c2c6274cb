-- Mails under the same subject are looked up within days of each other, but the index led to all of them:
-- in a company with thousands of mails called alike, every import read them again for each of its batches.
alter table mails add column occurred_at timestamptz;
-- The owner of the tables is bound by the policies too; for this one statement there is nobody to name.
alter table mails no force row level security;
alter table activities no force row level security;
update mails set occurred_at = a.occurred_at
from activities a where a.workspace_id = mails.workspace_id and a.id = mails.activity_id;
alter table activities force row level security;
alter table mails force row level security;
alter table mails alter column occurred_at set not null;
drop index mails_by_subject;
create index mails_by_subject on mails (workspace_id, subject_key, occurred_at) where subject_key is not null;
-- Answers by their subject that name no other mail: the few to which a mail that is no answer can be tied.
create index answers_by_subject on mails (workspace_id, subject_key, occurred_at)
  where subject_key is not null and refs = '{}' and in_reply_to = '{}' and lower(full_subject) <> subject_key;
