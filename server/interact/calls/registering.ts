import { CallMessage } from '../../../shared/interact/calls.ts';
import { registerPurpose } from '../../platform/hooks/receiving.ts';
import { receiveCall } from './telephone.ts';

/** Telephone systems tell of calls through a door of their own. */
export function registerTelephone(): void {
  registerPurpose('telephone', {
    message: CallMessage,
    extensionOf: ({ extension }) => extension,
    receive: async (transaction, hookId, message) => {
      await receiveCall(transaction, hookId, message);
      return undefined;
    },
  });
}
