import type { CallState } from '../../../shared/interact/calls.ts';
import type { MessageId } from '../../locales/ids.ts';

export const stateWords: Record<CallState, MessageId> = {
  ringing: 'calls.ringing',
  talking: 'calls.talking',
  missed: 'interact.call.missed',
  'not reached': 'interact.call.notReached',
  ended: 'calls.ended',
  noted: 'calls.ended',
};
