import { companyKey } from '../../../shared/identify/company-names.ts';
import type { Basis, Topic } from '../../../shared/identify/statements.ts';
import type { Locator } from '../../platform/import/reader.ts';
import { project } from '../statements/projection.ts';
import { prepareValue } from '../statements/values.ts';
import type { Employment } from './exact.ts';
import type { Gaining } from './gaining.ts';
import { domainsOf, type KnownParties } from './known.ts';
import type { Desk, ToldDraft } from './told.ts';
import type { Building } from './writing.ts';

/** Which companies the people of a batch work for: known ones, or new ones by a name or a domain. */
export class Employers {
  readonly #known: KnownParties;
  readonly #gaining: Gaining;
  /** The audience of what everyone here sees. */
  readonly #everyone: string;

  constructor(known: KnownParties, gaining: Gaining, everyone: string) {
    this.#known = known;
    this.#gaining = gaining;
    this.#everyone = everyone;
  }

  /** The company of an employment: the one that was exported with it, else the one of that name. */
  companyOfExport(
    { companyId = '', companyName }: Employment['value'],
    origin: string,
    locator: Locator,
  ): Building {
    const known = this.#known.byId('company', companyId) ?? this.#known.byOrigin.get(origin);
    if (known) return known;
    const named = this.#known.companiesByName.get(companyKey(companyName));
    if (named && (named.originKey === null || !origin)) return named;
    const company = this.#known.begin('company', origin || null);
    const name = prepareValue('name', { display: companyName }, '');
    this.#gaining.push(company, { topic: 'name', ...name, label: null, basis: 'seen' }, locator);
    if (!named) this.#known.companiesByName.set(companyKey(companyName), company);
    return company;
  }

  /** A person's company is the one named, else the one whose domain their address has. */
  affiliate(person: Building, contact: ToldDraft): void {
    const { draft, locator, desks, domain, companyKey: key } = contact;
    if (person.kind !== 'person') {
      if (domain && !this.#known.companiesByDomain.has(domain) && !hasTopic(person, 'domain')) {
        this.#giveDomain(person, domain, 'calculated', locator);
      }
      if (key) this.#known.companiesByName.set(key, person);
      return;
    }
    const { companyName = '', title = '', department = '' } = draft.affiliation ?? {};
    if (companyName) {
      const company = this.#company(companyName, key, domain, locator);
      this.#giveDesks(company, desks, person, locator);
      this.#employ(person, company, { companyName, title, department }, 'seen', locator);
      return;
    }
    const isEmployed = hasTopic(person, 'affiliation');
    for (const each of domainsOf(contact)) {
      const theirs = desks.filter((desk) => desk.domain === each);
      if (isEmployed && theirs.length === 0) continue;
      const company =
        this.#known.companiesByDomain.get(each) ?? this.#companyOfDomain(each, locator);
      if (company.audience !== person.audience && company.audience !== this.#everyone) continue;
      this.#giveDesks(company, theirs, person, locator);
      if (isEmployed) continue;
      const name = project('company', company.statements).fields.name;
      this.#employ(person, company, { companyName: name, title, department }, 'assumed', locator);
    }
  }

  /** What a person's row says of their company's desks, unless somebody gave them to the person by hand. */
  #giveDesks(company: Building, desks: Desk[], person: Building, locator: Locator): void {
    const fresh = desks.filter(({ valueKey }) => {
      const owner = this.#known.byAddress.get(valueKey);
      return owner !== company && owner !== person;
    });
    if (fresh.length === 0 || !this.#gaining.mayAdd(company, locator)) return;
    for (const { domain: _, ...told } of fresh) this.#gaining.state(company, told, locator);
  }

  /** The company of this name, or the one so far known only by the domain its people write from. */
  #company(name: string, key: string, domain: string | undefined, locator: Locator): Building {
    const known = this.#known.companiesByName.get(key) ?? this.#namelessCompany(domain);
    const company = known ?? this.#known.begin('company', null);
    if (!hasTopic(company, 'name')) {
      const prepared = prepareValue('name', { display: name.slice(0, 500) }, '');
      this.#gaining.push(
        company,
        { topic: 'name', ...prepared, label: null, basis: 'seen' },
        locator,
      );
    }
    const free =
      domain && !this.#known.companiesByDomain.has(domain) && !hasTopic(company, 'domain');
    if (free && this.#gaining.isOpen(company))
      this.#giveDomain(company, domain, 'assumed', locator);
    this.#known.companiesByName.set(key, company);
    return company;
  }

  #namelessCompany(domain: string | undefined): Building | undefined {
    const company = domain && this.#known.companiesByDomain.get(domain);
    return company && !hasTopic(company, 'name') && this.#gaining.isOpen(company)
      ? company
      : undefined;
  }

  #companyOfDomain(domain: string, locator: Locator): Building {
    const company = this.#known.begin('company', null);
    this.#giveDomain(company, domain, 'calculated', locator);
    return company;
  }

  #giveDomain(company: Building, domain: string, basis: Basis, locator: Locator): void {
    this.#gaining.push(
      company,
      { topic: 'domain', ...prepareValue('domain', domain, ''), label: null, basis },
      locator,
    );
    this.#known.companiesByDomain.set(domain, company);
  }

  #employ(
    person: Building,
    company: Building,
    told: { companyName: string; title: string; department: string },
    basis: Basis,
    locator: Locator,
  ): void {
    const value = {
      ...told,
      title: told.title.slice(0, 300),
      department: told.department.slice(0, 300),
      companyId: company.id,
    };
    const prepared = prepareValue('affiliation', value, '');
    const known = person.statements.some(
      ({ topic, valueKey }) => topic === 'affiliation' && valueKey === prepared.valueKey,
    );
    if (!known)
      this.#gaining.push(
        person,
        { topic: 'affiliation', ...prepared, label: null, basis },
        locator,
      );
  }
}

function hasTopic({ statements }: Building, wanted: Topic): boolean {
  return statements.some(({ topic }) => topic === wanted);
}
