import { z } from 'zod';
import { InstantText } from '../platform/values.ts';

/** What a gateway for short messages or chats tells of one message. Fields it has besides are passed over. */
export const GatewayMessage = z.object({
  /** Its own name for the message. */
  message: z.string().trim().min(1).max(200),
  direction: z.enum(['in', 'out']),
  /** The other side, as it is dialled or with a plus. */
  number: z.string().trim().min(1).max(100),
  /** What the other side calls itself, where the gateway says. */
  name: z.string().trim().max(300).default(''),
  /** Which of our numbers. */
  extension: z.string().trim().max(50).default(''),
  at: InstantText,
  way: z
    .string()
    .trim()
    .regex(/^[a-z0-9-]{1,30}$/, 'Name the way in small letters, such as sms or whatsapp.')
    .default('sms'),
  text: z.string().trim().max(20_000),
});
export type GatewayMessage = z.output<typeof GatewayMessage>;

const namesOfWays: Record<string, string> = {
  sms: 'SMS',
  mms: 'MMS',
  whatsapp: 'WhatsApp',
  signal: 'Signal',
  telegram: 'Telegram',
  threema: 'Threema',
};

/** As people know it; of others what the gateway calls it. */
export const nameOfWay = (way: string): string => namesOfWays[way] ?? way;
