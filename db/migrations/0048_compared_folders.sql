-- Counts that agree may hide a message that came for one that went: once a day the numbers themselves are
-- compared.
alter table mail_folders add column compared_at timestamptz;
