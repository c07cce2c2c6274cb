-- The last acts of a user are looked through for those that can be taken back. One change of a hundred thousand
-- records leaves as many lines in the history, each a part of one act: they are passed over.
create index events_by_act_of_user on events (workspace_id, actor_id, id desc)
  where import_id is null and act_id is null;
