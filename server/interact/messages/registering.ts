import { GatewayMessage } from '../../../shared/interact/messages.ts';
import { registerPurpose } from '../../platform/hooks/receiving.ts';
import { receiveMessage } from './receiving.ts';

/** Gateways for short messages and chats tell of them through a door of their own. */
export function registerMessages(): void {
  registerPurpose('messages', {
    message: GatewayMessage,
    extensionOf: ({ extension }) => extension,
    receive: async (transaction, hookId, message) => {
      await receiveMessage(transaction, hookId, message);
      return undefined;
    },
  });
}
