import {
  type InboxShare,
  type InboxSplit,
  inboxShares,
  inboxSplits,
} from '../../../shared/interact/inbox.ts';

/** What the page shows stands in its address. */
export interface InboxAddress {
  split?: InboxSplit;
  whose?: InboxShare;
  open?: string;
  /** A mail of the conversation that is to be opened, for whoever does not know the conversation. */
  mail?: string;
}

export function readAddress(search: Record<string, unknown>): InboxAddress {
  const { split, whose, open, mail } = search;
  const one = <Known extends string>(known: readonly Known[], said: unknown) =>
    known.find((each) => each === said);
  const itsSplit = one(inboxSplits, split);
  const itsShare = one(inboxShares, whose);
  return {
    ...(itsSplit ? { split: itsSplit } : {}),
    ...(itsShare ? { whose: itsShare } : {}),
    ...(typeof open === 'string' ? { open } : {}),
    ...(typeof mail === 'string' ? { mail } : {}),
  };
}
