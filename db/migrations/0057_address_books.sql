-- Which person or company a card of an address book is, and what both said when they were last compared. It outlives
-- the card: that one was taken out of its book is told, and takes nobody away here.
create table entry_cards (
  workspace_id uuid not null,
  collection_id uuid not null,
  href text not null check (length(href) <= 2000),
  connection_id uuid not null,
  audience uuid not null,
  party_id uuid not null,
  -- Up to which version of the record everything of it was compared with the card.
  version integer not null,
  agreed jsonb not null,
  removed_at timestamptz,
  primary key (workspace_id, collection_id, href),
  foreign key (workspace_id, party_id) references parties on delete cascade,
  foreign key (workspace_id, collection_id) references collections on delete cascade,
  foreign key (workspace_id, connection_id, audience)
    references connections (workspace_id, id, audience) on update cascade on delete cascade
);
create index entry_cards_of_party on entry_cards (workspace_id, party_id);
call guard_part('entry_cards', 'connections', 'entry_cards.connection_id');

-- Whom somebody wants in an address book, or no longer in it, until the server was told.
create table card_wishes (
  workspace_id uuid not null,
  collection_id uuid not null,
  party_id uuid not null,
  connection_id uuid not null,
  audience uuid not null,
  wish text not null check (wish in ('put', 'take out')),
  asked_at timestamptz not null default now(),
  primary key (workspace_id, collection_id, party_id),
  foreign key (workspace_id, party_id) references parties on delete cascade,
  foreign key (workspace_id, collection_id) references collections on delete cascade,
  foreign key (workspace_id, connection_id, audience)
    references connections (workspace_id, id, audience) on update cascade on delete cascade
);
create index card_wishes_of_party on card_wishes (workspace_id, party_id);
call guard_part('card_wishes', 'connections', 'card_wishes.connection_id');

grant select, insert, update, delete on entry_cards, card_wishes to rapport_app;
