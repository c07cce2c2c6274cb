import { companyKey } from '../../identify/company-names.ts';
import type { ContractReading } from '../papers/contracts.ts';
import type { CaptureInput } from './capture.ts';
import type { Corrections } from './corrections.ts';
import type { EntryKind } from './kinds.ts';
import type { KnownParty, Who } from './names.ts';
import { companyLookup } from './newcomers.ts';
import { instantOf, type Reading } from './reading.ts';

/** Who is meant, with what was put right. */
export function corrected(who: readonly Who[], { meant }: Corrections): Who[] {
  return who.flatMap((one): Who[] => {
    const choice = meant[one.key];
    if (!choice) return [one];
    const { from, to, name, key, isCued, mayBeNew } = one;
    const phrase = { from, to, name, key, isCued, mayBeNew };
    if (choice === 'nobody') return [];
    if (choice === 'person' || choice === 'company')
      return [{ ...phrase, state: 'new', kind: choice }];
    return [{ ...phrase, state: 'known', party: choice }];
  });
}

export interface Composing {
  reading: Reading;
  /** With what was put right. */
  who: readonly Who[];
  corrections: Corrections;
  here: KnownParty | null;
  found: ReadonlyMap<string, readonly KnownParty[]>;
  now: Temporal.ZonedDateTime;
}

export interface Composed {
  kind: EntryKind;
  direction: 'in' | 'out' | null;
  /** Null is now. */
  occurredAt: Temporal.Instant | null;
  /** The record of the page, where it is about that one. */
  isAboutHere: boolean;
  /** Where somebody new works, if that company is known. */
  employer: KnownParty | null;
  /** Whose values the addresses and numbers become; null: they stay in the text. */
  factsOf: KnownParty | 'somebody new' | null;
  /** What is to be said before it can be written down. */
  /** What is written down in place of an entry. */
  contract: ContractReading | null;
  missing: 'text' | 'who' | 'which' | 'one' | null;
  input: CaptureInput;
}

/** What will be written down, as far as it is understood now. */
export function composed({ reading, who, corrections, here, found, now }: Composing): Composed {
  const { newcomer } = reading;
  const { kind, direction } = corrections.kind ?? reading;
  const occurredAt = momentOf(reading, corrections, now);
  const known = who.flatMap((one) => (one.state === 'known' ? [one.party] : []));
  const fresh = who.flatMap((one) => (one.state === 'new' ? [one] : []));
  const isAboutHere =
    here !== null && !corrections.isElsewhere && !newcomer && known.length + fresh.length === 0;
  const about = [...new Set([...known, ...(isAboutHere ? [here] : [])].map(({ id }) => id))];
  const employer = newcomer
    ? employerOf(newcomer, found, here, corrections)
    : employerBeside(who, reading.text);
  const contacts = reading.contacts.filter(({ value }) => !corrections.left.includes(value));
  const of = (topic: 'email' | 'phone' | 'web') =>
    contacts.flatMap((contact) => (contact.topic === topic ? [contact.value] : []));
  const values = { emails: of('email'), phones: of('phone'), web: of('web') };

  const only = isAboutHere ? here : known.filter((party) => party.id !== employer?.id)[0];
  const factsOf =
    newcomer || (fresh.length === 1 && known.every((party) => party.id === employer?.id))
      ? 'somebody new'
      : fresh.length === 0 && about.length === 1 && only
        ? only
        : null;
  const contract = corrections.isNoContract ? null : reading.contract;
  const text = plainText(reading).trim();
  const added = newcomer
    ? [
        {
          kind: newcomer.kind,
          name: newcomer.name,
          ...values,
          title: newcomer.title ?? '',
          ...workplace(newcomer.kind, employer, newcomer.company),
          ...(newcomer.note ? { note: newcomer.note } : {}),
        },
      ]
    : fresh.map(({ kind: its, name }) => ({
        kind: its,
        name,
        ...(factsOf === 'somebody new' ? values : {}),
        ...workplace(its, employer, null),
      }));
  return {
    kind,
    direction,
    occurredAt,
    isAboutHere,
    employer,
    factsOf,
    contract,
    missing:
      missing(text, who, newcomer !== null || about.length + added.length > 0) ??
      (contract && about.length + added.length !== 1 ? 'one' : null),
    input: {
      ...(contract ? { contract } : {}),
      ...(newcomer || contract
        ? {}
        : {
            entry: {
              kind,
              text,
              ...(occurredAt ? { occurredAt: occurredAt.toString() } : {}),
              ...(reading.moment.minutes && kind !== 'note'
                ? { minutes: reading.moment.minutes }
                : {}),
              ...(direction && (kind === 'call' || kind === 'email') ? { direction } : {}),
              visibility: corrections.isPrivate ? ('private' as const) : ('everyone' as const),
            },
          }),
      about,
      added,
      facts:
        factsOf && factsOf !== 'somebody new'
          ? contacts.map(({ topic, value }) => ({ partyId: factsOf.id, topic, value }))
          : [],
    },
  };
}

function momentOf(
  { moment }: Reading,
  { moment: said }: Corrections,
  now: Temporal.ZonedDateTime,
): Temporal.Instant | null {
  if (said === 'now') return null;
  if (!said) return instantOf(moment, now);
  return instantOf(
    {
      day: Temporal.PlainDate.from(said.day),
      time: timeWritten(said.time),
      instant: null,
      minutes: null,
    },
    now,
  );
}

/** "14:30", "9", "9.15"; null for what is no time, or not yet while it is being typed. */
function timeWritten(text: string): Temporal.PlainTime | null {
  const [, hour, minute = '0'] = /^(\d{1,2})(?:[:.h](\d{2}))?$/.exec(text.trim()) ?? [];
  if (hour === undefined || Number(hour) > 23 || Number(minute) > 59) return null;
  return new Temporal.PlainTime(Number(hour), Number(minute));
}

/** An @ only said that a name follows. */
function plainText({ text, phrases }: Reading): string {
  let plain = text;
  const marks = new Set(phrases.flatMap(({ from }) => (text[from] === '@' ? [from] : [])));
  for (const at of [...marks].toSorted((a, b) => b - a))
    plain = plain.slice(0, at) + plain.slice(at + 1);
  return plain;
}

function missing(text: string, who: readonly Who[], isAboutSomebody: boolean): Composed['missing'] {
  if (text === '') return 'text';
  if (who.some(({ state }) => state === 'several')) return 'which';
  return isAboutSomebody ? null : 'who';
}

function employerOf(
  newcomer: NonNullable<Reading['newcomer']>,
  found: Composing['found'],
  here: KnownParty | null,
  { isElsewhere }: Corrections,
): KnownParty | null {
  if (newcomer.kind === 'company') return null;
  const lookup = companyLookup(newcomer);
  if (lookup === null) return here?.kind === 'company' && !isElsewhere ? here : null;
  const its = companyKey(newcomer.company!);
  return (
    found
      .get(lookup)
      ?.find((party) => party.kind === 'company' && companyKey(party.title) === its) ?? null
  );
}

/** "Met Petra Neumann from Kettle & Daughters": the company beside somebody new is where they work. */
function employerBeside(who: readonly Who[], text: string): KnownParty | null {
  const fresh = who.filter((one) => one.state === 'new' && one.kind === 'person');
  if (fresh.length !== 1) return null;
  const beside = who.find(
    (one) =>
      one.state === 'known' &&
      one.party.kind === 'company' &&
      /^(?:\s*,\s*|\s+(?:from|at|of|von|bei|vom)\s+|\s*\()$/iu.test(
        text.slice(fresh[0]!.to, one.from),
      ),
  );
  return beside?.state === 'known' ? beside.party : null;
}

function workplace(kind: 'person' | 'company', employer: KnownParty | null, named: string | null) {
  if (kind === 'company') return {};
  if (employer) return { companyId: employer.id, companyName: employer.title };
  return named ? { companyName: named } : {};
}
