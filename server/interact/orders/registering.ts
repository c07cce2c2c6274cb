import { OrderMessage } from '../../../shared/interact/orders.ts';
import { registerPurpose } from '../../platform/hooks/receiving.ts';
import { type Missing, receiveOrder } from './receiving.ts';

/** What stands beside a message of which the customer is not known; none of it is lost. */
const sentences: Record<NonNullable<Missing>, string> = {
  address:
    'Nobody is known by this customer’s address yet. The order stands on the timeline of whoever is given it.',
  number:
    'Nobody, or more than one, is known under this customer’s number. The order is kept without a person; send it again once it is theirs alone.',
  erased: 'This customer asked to be erased. The order is kept without a person.',
};

/** Shops and tills tell of orders through a door of their own. */
export function registerOrders(): void {
  registerPurpose('purchases', {
    message: OrderMessage,
    extensionOf: () => '',
    receive: async (transaction, hookId, message) => {
      const { missing } = await receiveOrder(transaction, hookId, message);
      return missing ? sentences[missing] : undefined;
    },
  });
}
