/** Whether this browser may have a worker beside the page at all: only where it reached us safely. */
export const mayHaveWorker = (): boolean => 'serviceWorker' in navigator;

let worker: Promise<ServiceWorkerRegistration> | undefined;

/** The worker that takes what a phone shares and shows notices. */
export function startWorker(): Promise<ServiceWorkerRegistration> {
  worker ??= navigator.serviceWorker.register('/sw.js').then(() => navigator.serviceWorker.ready);
  return worker;
}

/** Only who has the app among their apps, or wants notices, has a worker. */
export function startWorkerWhereInstalled(wantsNotices: boolean): void {
  if (!mayHaveWorker()) return;
  if (!wantsNotices && !matchMedia('(display-mode: standalone)').matches) return;
  void startWorker().catch(() => undefined);
}
