import type { SrvRecord } from 'node:dns';
import { Resolver } from 'node:dns/promises';
import { serverName } from './host.ts';

/** What the records of a name tell; nothing where there are none or nobody answers. */
export interface Names {
  mx: (domain: string) => Promise<{ exchange: string; priority: number }[]>;
  srv: (name: string) => Promise<SrvRecord[]>;
  txt: (name: string) => Promise<string[][]>;
  /** Whether any machine goes by this name. */
  has: (host: string) => Promise<boolean>;
}

/** Asks the resolver of the machine, briefly: somebody waits in front of a form. */
export function systemNames(): Names {
  const resolver = new Resolver({ timeout: 2_000, tries: 2 });
  const orNothing = <T>(answer: Promise<T[]>) => answer.catch((): T[] => []);
  return {
    mx: (domain) => orNothing(resolver.resolveMx(domain)),
    srv: (name) => orNothing(resolver.resolveSrv(name)),
    txt: (name) => orNothing(resolver.resolveTxt(name)),
    async has(host) {
      const answers = await Promise.all([
        orNothing(resolver.resolve4(host)),
        orNothing(resolver.resolve6(host)),
      ]);
      return answers.flat().length > 0;
    },
  };
}

/** The hosts that take a domain's mail, the preferred one first. */
export async function deliveryOf(names: Names, domain: string): Promise<string[]> {
  const records = await names.mx(domain);
  return records
    .toSorted((one, other) => one.priority - other.priority)
    .flatMap(({ exchange }) => serverName(exchange) ?? []);
}

/**
 * Where a service of a domain is (RFC 2782). Its name "." says that there is none, which ends the question.
 * Weights spread load over many clients; one that asks once takes the heaviest.
 */
export async function placeOf(
  names: Names,
  service: string,
  domain: string,
): Promise<{ host: string; port: number } | null> {
  const records = await names.srv(`_${service}._tcp.${domain}`);
  const [first] = records.toSorted(
    (one, other) => one.priority - other.priority || other.weight - one.weight,
  );
  const host = first ? serverName(first.name) : null;
  return first && host && first.port > 0 ? { host, port: first.port } : null;
}
