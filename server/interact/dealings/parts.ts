import { type RawBuilder, sql } from 'kysely';
import { type ArchiveRows, registerArchiveRows } from '../../platform/exporting/rows.ts';

const ofParty = (table: 'promises' | 'supplies' | 'contracts') => sql`${sql.table(table)} t
  join parties p on p.workspace_id = t.workspace_id and p.id = t.party_id and p.trashed_at is null
    and t.removed_at is null`;
const keeper = sql`left join users u on u.workspace_id = t.workspace_id and u.id = t.keeper_id`;

const promises: ArchiveRows = {
  id: sql`t.id`,
  about: sql`t.party_id`,
  columns: sql`t.direction, t.what, t.due_on as due, t.outcome, t.settled_on as "settledOn",
    u.name as keeper, t.activity_id as entry, t.made_at as "madeAt"`,
  from: sql`${ofParty('promises')} ${keeper}`,
};
const supplies: ArchiveRows = {
  id: sql`t.id`,
  about: sql`t.party_id`,
  columns: sql`t.name, t.article, t.unit, t.price, t.currency, t.lead_days as "leadDays",
    t.from_date as "from", t.to_date as "to"`,
  from: ofParty('supplies'),
};

const contracts: ArchiveRows = {
  id: sql`t.id`,
  about: sql`t.party_id`,
  columns: sql`t.what, t.number, t.from_date as "from", t.to_date as "to",
    t.notice_count as "noticeCount", t.notice_unit as "noticeUnit", t.renews_months as "renewsMonths",
    t.notice_given_on as "noticeGivenOn"`,
  from: ofParty('contracts'),
};

/** The terms of an entry, named by its id in the file of all entries. */
const ofEntry = (table: 'offers' | 'purchases', columns: RawBuilder<unknown>): ArchiveRows => ({
  id: sql`t.activity_id`,
  about: sql`(select x.party_id from participants x join parties p
    on p.workspace_id = x.workspace_id and p.id = x.party_id
    where x.workspace_id = t.workspace_id and x.activity_id = t.activity_id order by x.position limit 1)`,
  columns: sql`w.subject as what, t.number, t.dated_on as date, t.amount, t.currency, ${columns}`,
  from: sql`${sql.table(table)} t
    join activities a on a.workspace_id = t.workspace_id and a.id = t.activity_id and a.trashed_at is null
    left join activity_texts w on w.workspace_id = t.workspace_id and w.activity_id = t.activity_id`,
});

/** What lies between us and others, in an archive of everything. */
export function registerDealingParts(): void {
  registerArchiveRows('promises.ndjson', promises, {
    en: 'What was promised between us and others, for programs: one JSON object a line, naming the person or company by the id in its file.',
    de: 'Was zwischen uns und anderen zugesagt wurde, für Programme: ein JSON-Objekt je Zeile, Person oder Firma mit der id aus ihrer Datei.',
  });
  registerArchiveRows('supplies.ndjson', supplies, {
    en: 'What others supply, for programs: one JSON object a line; prices are whole numbers of the smallest unit of their currency.',
    de: 'Was andere liefern, für Programme: ein JSON-Objekt je Zeile; Preise sind ganze Zahlen der kleinsten Einheit ihrer Währung.',
  });
  registerArchiveRows('contracts.ndjson', contracts, {
    en: 'Contracts with others, for programs: one JSON object a line, with term, notice and renewal.',
    de: 'Verträge mit anderen, für Programme: ein JSON-Objekt je Zeile, mit Laufzeit, Kündigungsfrist und Verlängerung.',
  });
  const answer = sql`a.direction, t.tax, t.valid_until as "validUntil", t.answer, t.answered_on as "answeredOn"`;
  registerArchiveRows('offers.ndjson', ofEntry('offers', answer), {
    en: 'What others offered us (direction in) and we them (out), for programs: the terms of the entries of that id in activities.ndjson.',
    de: 'Was andere uns angeboten haben (direction in) und wir ihnen (out), für Programme: die Bedingungen der Einträge mit dieser id in activities.ndjson.',
  });
  const named = sql`m.source, m.author, m.url, m.judgement, m.outcome, m.settled_at as "settledAt"`;
  registerArchiveRows(
    'mentions.ndjson',
    {
      id: sql`t.id`,
      about: sql`(select x.party_id from participants x
        where x.workspace_id = t.workspace_id and x.activity_id = t.id order by x.position limit 1)`,
      columns: named,
      from: sql`activities t join mentions m on m.workspace_id = t.workspace_id and m.activity_id = t.id
        and t.trashed_at is null`,
    },
    {
      en: 'Where the company was named in public, for programs: further words on the entries of that id in activities.ndjson.',
      de: 'Wo die Firma öffentlich erwähnt wurde, für Programme: Näheres zu den Einträgen mit dieser id in activities.ndjson.',
    },
  );
  const payment = sql`t.due_on as due, t.paid_on as "paidOn"`;
  registerArchiveRows('purchases.ndjson', ofEntry('purchases', payment), {
    en: 'What we bought and have to pay, for programs: the terms of the entries of that id in activities.ndjson.',
    de: 'Was wir gekauft und zu bezahlen haben, für Programme: die Bedingungen der Einträge mit dieser id in activities.ndjson.',
  });
  registerArchiveRows('orders.ndjson', orders, {
    en: 'What customers bought of us, for programs: the terms of the entries of that id in activities.ndjson; amounts are whole numbers of the smallest unit of their currency.',
    de: 'Was Kundschaft bei uns gekauft hat, für Programme: die Bedingungen der Einträge mit dieser id in activities.ndjson; Beträge sind ganze Zahlen der kleinsten Einheit ihrer Währung.',
  });
}

/** What customers bought of us, as shops and tills told it. */
const orders: ArchiveRows = {
  id: sql`t.activity_id`,
  about: sql`(select coalesce(x.party_id, e.party_id) from participants x
    left join seen_addresses s on s.workspace_id = x.workspace_id and s.id = x.address_id
    left join party_emails e on e.workspace_id = s.workspace_id and e.address = s.address
    where x.workspace_id = t.workspace_id and x.activity_id = t.activity_id order by x.position limit 1)`,
  columns: sql`w.subject as what, t.ref as "order", a.occurred_at as at, t.amount, t.currency, t.lines, t.cancelled,
    t.changed_at as "changedAt"`,
  from: sql`orders t
    join activities a on a.workspace_id = t.workspace_id and a.id = t.activity_id and a.trashed_at is null
    left join activity_texts w on w.workspace_id = t.workspace_id and w.activity_id = t.activity_id`,
};
