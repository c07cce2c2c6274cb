-- A mail that a colleague forwarded to the address of their mailbox is kept as the mail that stood in it.
alter table mails
  -- Who handed it on first, by their address.
  add column forwarded_by text check (length(forwarded_by) <= 320),
  -- Which forwards it was in, by the marks of their content: met again, none adds its remark twice.
  add column forwards text[] not null default '{}',
  -- Why a mail to that address stayed what it is.
  add column forward_trouble text check (forward_trouble in ('stranger', 'unreadable', 'several'));
