import { singleTopics } from '../../../shared/identify/statements.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { mayEdit } from '../../platform/access/reach.ts';
import { nextId } from '../../platform/database/ids.ts';
import type { Locator, Problem } from '../../platform/import/reader.ts';
import type { Importing } from '../../platform/import/registry.ts';
import { otherLabel } from '../statements/projection.ts';
import type { KnownParties } from './known.ts';
import { rolesOf } from './row-reach.ts';
import { isAddress, isSameNumberUnread, type Told, type ToldDraft } from './told.ts';
import type { Building } from './writing.ts';

/** What records gain from a source: only what is new, only where one may, and nothing known is overwritten. */
export class Gaining {
  readonly problems: Problem[] = [];
  readonly #transaction: Transaction;
  readonly #importing: Importing;
  readonly #known: KnownParties;
  /** Fewer see these rows than the import is for, because of what kind of people they are. */
  readonly #isNarrowed: boolean;

  constructor(
    transaction: Transaction,
    importing: Importing,
    known: KnownParties,
    isNarrowed: boolean,
  ) {
    this.#transaction = transaction;
    this.#importing = importing;
    this.#known = known;
    this.#isNarrowed = isNarrowed;
  }

  /** Whether a record takes more from this import, without a word where it does not. */
  isOpen(party: Building): boolean {
    return (
      party.isNew ||
      (party.audience === this.#importing.reach.audience &&
        mayEdit(this.#transaction, party.before!))
    );
  }

  /** A private file adds nothing to a record that others see, and nobody adds to what they may not edit. */
  mayAdd(party: Building, locator: Locator, row?: ToldDraft): boolean {
    if (party.isNew) return true;
    const name = String(party.before?.name ?? '');
    if (party.audience !== this.#importing.reach.audience && !this.#isKnownAs(party, row)) {
      this.#problem(
        locator,
        'contact.shared-already',
        `${name} is known to more people than this import is for; nothing was added to that record. Import for everyone to add what is new.`,
      );
      return false;
    }
    if (!mayEdit(this.#transaction, party.before!)) {
      this.#problem(
        locator,
        'contact.not-yours',
        `${name} is known already, and you may not change that record; nothing was added. Ask its owner.`,
      );
      return false;
    }
    return true;
  }

  /** Somebody has let others see this record of a private kind: a file that says the kind again changes nothing. */
  #isKnownAs(party: Building, row: ToldDraft | undefined): boolean {
    if (!this.#isNarrowed || !row) return false;
    const has = new Set(rolesOf(party.statements));
    return rolesOf(row.told).every((role) => has.has(role));
  }

  /** Adds what is told of a party unless it is known; beside another value where there is but one place. */
  state(party: Building, told: Told, locator: Locator): void {
    const same = party.statements.some(
      ({ topic, valueKey, label, fieldId }) =>
        topic === told.topic &&
        valueKey === told.valueKey &&
        (topic !== 'extra' || label === told.label) &&
        (topic !== 'field' || fieldId === told.fieldId),
    );
    if (same || (told.topic === 'phone' && this.#isReadAlready(party, told))) return;
    if (isAddress(told) && !this.giveAddress(party, told.valueKey, locator)) return;
    if (told.topic === 'field' && party.statements.some((each) => each.fieldId === told.fieldId)) {
      this.#problem(
        locator,
        'contact.known-otherwise',
        'This field holds another value already, which was left as it is. Change it on the record if the file is right.',
        'field',
      );
      return;
    }
    const single = singleTopics.includes(told.topic);
    const another = single && party.statements.some(({ topic }) => topic === told.topic);
    this.push(party, another ? { ...told, label: otherLabel } : told, locator);
  }

  /** An address is one record's; false, with a problem, where it is another's already. */
  giveAddress(party: Building, address: string, locator: Locator): boolean {
    const other = this.#known.byAddress.get(address);
    if (other && other !== party) {
      this.#problem(
        locator,
        'contact.address-of-another',
        `${address} belongs to another record already and was left there. Merge the two if they are the same.`,
        'email',
      );
      return false;
    }
    this.#known.byAddress.set(address, party);
    return true;
  }

  /** A number as written, of which the international form is known. */
  #isReadAlready(party: Building, told: Told): boolean {
    return party.statements.some(
      ({ topic, valueKey }) => topic === 'phone' && isSameNumberUnread(told.valueKey, valueKey),
    );
  }

  push(party: Building, told: Told, locator: Locator): void {
    const id = nextId();
    const { importId, fileName } = this.#importing;
    const { topic, value, valueKey, label, fieldId } = told;
    const unread =
      topic === 'phone'
        ? party.statements.findIndex(
            (each) => each.topic === 'phone' && isSameNumberUnread(each.valueKey, valueKey),
          )
        : -1;
    const statement = { id, topic, value, valueKey, label, ...(fieldId ? { fieldId } : {}) };
    if (unread < 0) party.statements.push(statement);
    else {
      // The same number, now that its country is known, takes the place of what nobody could dial.
      const [replaced] = party.statements.splice(unread, 1, statement);
      party.superseded.push({ id: replaced!.id, by: id });
    }
    party.added.push({
      ...told,
      id,
      source: { kind: 'import', importId, file: fileName, ...locator },
    });
  }

  #problem(locator: Locator, code: string, message: string, field?: string): void {
    this.problems.push({
      locator,
      code,
      message,
      severity: 'warning',
      ...(field ? { field } : {}),
    });
  }
}
