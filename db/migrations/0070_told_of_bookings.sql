-- Told besides: that somebody booked, moved or cancelled an hour of one's own, and that a promise or a public
-- mention was given to one.
alter table notifications drop constraint notifications_kind_check, drop constraint notifications_because_check;
alter table notifications
  add constraint notifications_kind_check check (kind in ('mention', 'question', 'answer', 'comment', 'assigned',
    'changed', 'handover', 'task', 'reminder', 'unanswered', 'undelivered', 'form', 'booking', 'promise',
    'public mention')),
  add constraint notifications_because_check check (because in ('mentioned', 'asked', 'asking', 'following',
    'responsible', 'taking over', 'handing over', 'given a task', 'task accepted', 'task given back', 'task done',
    'wished', 'sending', 'form', 'booked', 'moved', 'cancelled', 'keeping', 'given a mention'));
