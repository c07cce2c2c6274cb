import { queryOptions } from '@tanstack/react-query';
import type { Proof } from '../../shared/platform/sign-in.ts';
import {
  type OwnConnection,
  type SingleSignOnBegin,
  type SingleSignOnBegun,
  type SingleSignOnOffer,
  type SingleSignOnProblem,
  singleSignOnProblems,
} from '../../shared/platform/single-sign-on.ts';
import type { MessageId } from '../locales/ids.ts';
import { api } from './api.ts';

export const offerQuery = queryOptions({
  queryKey: ['single sign-on offer'],
  queryFn: ({ signal }) => api.get<SingleSignOnOffer>('/api/auth/single-sign-on', { signal }),
});

/** The browser leaves for the company's own sign-in, and comes back signed in. */
export async function leaveForProvider(input: SingleSignOnBegin): Promise<void> {
  const { url } = await api.post<SingleSignOnBegun>('/api/auth/single-sign-on/begin', input);
  location.assign(url);
}

export const connectionsQuery = queryOptions({
  queryKey: ['single sign-on connections'],
  queryFn: ({ signal }) =>
    api.get<{ rows: OwnConnection[] }>('/api/auth/single-sign-on/connections', { signal }),
});

/** The same, to say that the account there and the one here are the same person's. */
export async function leaveToConnect(workspaceId: string, proof?: Proof): Promise<void> {
  const { url } = await api.post<SingleSignOnBegun>('/api/auth/single-sign-on/connect', {
    workspaceId,
    proof,
  });
  location.assign(url);
}

const problemWords: Record<SingleSignOnProblem, MessageId> = {
  'begin again': 'signOn.problem.beginAgain',
  cancelled: 'signOn.problem.cancelled',
  provider: 'signOn.problem.provider',
  clock: 'signOn.problem.clock',
  'not verified': 'signOn.problem.notVerified',
  foreign: 'signOn.problem.foreign',
  'no account': 'signOn.problem.noAccount',
  taken: 'signOn.problem.taken',
};

/** What the address of a page says went wrong; nothing for what it does not know. */
export function wordsOfProblem(told: unknown): MessageId | undefined {
  const problem = singleSignOnProblems.find((known) => known === told);
  return problem && problemWords[problem];
}
