-- A later file may hold a newer revision of a meeting (RFC 5545: SEQUENCE, then LAST-MODIFIED or DTSTAMP).
-- Without both there was no telling which of two files is right, and a moved meeting never moved here.
alter table activities add column revision integer, add column revised_at timestamptz;
