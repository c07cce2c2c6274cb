// Apart from the shapes, so that a page that only shows them need not load what checks them.

/** For how many days a link may lead somewhere. */
export const pageDays = [7, 30, 90] as const;

/** What the person behind a link can do. */
export const pageActs = [
  'correct',
  'withdraw',
  'object',
  'download',
  'everything',
  'erase',
] as const;
export type PageActKind = (typeof pageActs)[number];

export const settlements = ['taken over', 'corrected', 'kept', 'answered', 'taken back'] as const;
export type SettlementOutcome = (typeof settlements)[number];

/** How each act can be settled; what has its effect at once is only ever taken back. */
export const outcomesOf: Readonly<Record<PageActKind, readonly SettlementOutcome[]>> = {
  correct: ['taken over', 'corrected', 'kept'],
  everything: ['answered'],
  erase: ['answered'],
  object: ['taken back'],
  withdraw: [],
  download: [],
};

/** Acts that wait for somebody here. */
export const waitingActs: readonly PageActKind[] = ['correct', 'everything', 'erase'];
