import { i18n } from '@lingui/core';
import type { NotificationView } from '../../../shared/interact/notifications.ts';
import { api } from '../../app/api.ts';
import { startWorker } from '../../app/installed.ts';
import type { Page } from '../../identify/parties/queries.ts';
import { enterRoom } from '../../locales/language.ts';
import { notificationWords } from './words.ts';

/** Shows what one was told last as a notice of the operating system; several open pages show it once. */
export async function showNotice(): Promise<void> {
  if (Notification.permission !== 'granted') return;
  const [{ rows }] = await Promise.all([
    api.get<Page<NotificationView>>('/notifications', { query: { only: 'unread', limit: 1 } }),
    enterRoom('told'),
  ]);
  const [told] = rows;
  if (!told) return;
  const worker = await startWorker();
  await worker.showNotification(notificationWords(told, i18n._.bind(i18n)), {
    tag: `${told.id} ${told.at}`,
    icon: '/icon-192.png',
    ...(told.words ? { body: told.words } : {}),
  });
}
