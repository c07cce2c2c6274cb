-- Whether any mailbox is shared was found by walking one's own mail from end to end where none is.
create index conversations_shared on conversations (workspace_id, newest_at desc, id desc) where audience <> owner_id;
