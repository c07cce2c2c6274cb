import type { BounceReason } from '../../../shared/interact/mail/delivery-report.ts';
import type { OutgoingProblem, OutgoingState } from '../../../shared/interact/outgoing.ts';
import type { MessageId } from '../../locales/ids.ts';
import type { Tone } from '../../ui/Badge.tsx';

export const stateWords: Record<OutgoingState, { label: MessageId; tone: Tone }> = {
  draft: { label: 'outgoing.state.draft', tone: 'neutral' },
  waiting: { label: 'outgoing.state.waiting', tone: 'info' },
  handed: { label: 'outgoing.state.handed', tone: 'info' },
  accepted: { label: 'outgoing.state.handed', tone: 'good' },
  deferred: { label: 'outgoing.state.deferred', tone: 'warn' },
  unknown: { label: 'outgoing.state.unknown', tone: 'warn' },
  failed: { label: 'outgoing.state.failed', tone: 'bad' },
};

/** Why a mail came back from an address. */
export const bounceWords: Record<BounceReason, MessageId> = {
  'no such address': 'outgoing.bounce.noSuchAddress',
  'no such domain': 'outgoing.bounce.noSuchDomain',
  closed: 'outgoing.bounce.closed',
  full: 'outgoing.bounce.full',
  'too large': 'outgoing.bounce.tooLarge',
  refused: 'outgoing.bounce.refused',
  'not reached': 'outgoing.bounce.notReached',
  unsaid: 'outgoing.bounce.unsaid',
};

/** What to do about each; many are the same thing to whoever reads it. */
export const problemWords: Record<OutgoingProblem, MessageId> = {
  'sign-in refused': 'outgoing.problem.password',
  'secret lost': 'outgoing.problem.password',
  'sign in needed': 'outgoing.problem.signIn',
  'token refused': 'outgoing.problem.signIn',
  'client refused': 'outgoing.problem.signIn',
  address: 'outgoing.problem.server',
  port: 'outgoing.problem.server',
  'unknown host': 'outgoing.problem.server',
  private: 'outgoing.problem.server',
  certificate: 'outgoing.problem.server',
  'not encrypted': 'outgoing.problem.server',
  'not understood': 'outgoing.problem.server',
  'no answer': 'outgoing.problem.away',
  'too slow': 'outgoing.problem.away',
  'too large': 'outgoing.problem.away',
  failed: 'outgoing.problem.away',
  'owner cannot write': 'outgoing.problem.rights',
  'no mailbox': 'outgoing.problem.mailbox',
};
