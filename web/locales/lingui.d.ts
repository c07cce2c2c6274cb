import type { MessageId } from './ids.ts';

declare module '@lingui/core' {
  interface Register {
    messageIds: MessageId;
  }
}
