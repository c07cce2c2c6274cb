// Takes what a phone shares with the installed app, and opens the page when a notice is pressed. It keeps no page
// and answers nothing else, so that whoever has it sees what everybody sees.
self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const { method, url } = event.request;
  if (method === 'POST' && new URL(url).pathname === '/share')
    event.respondWith(receive(event.request));
});

/** What was shared waits on this device alone until somebody says what becomes of it. */
async function receive(request) {
  const form = await request.formData();
  const words = ['title', 'text', 'url'].map((name) => form.get(name) ?? '');
  const files = form.getAll('files').filter((file) => typeof file !== 'string');
  await caches.delete('shared');
  const shared = await caches.open('shared');
  await shared.put('/shared/words', new Response(JSON.stringify(words)));
  for (const [at, file] of files.entries()) {
    const headers = { 'X-File-Name': encodeURIComponent(file.name), 'Content-Type': file.type };
    await shared.put(`/shared/files/${at}`, new Response(file, { headers }));
  }
  return Response.redirect('/share', 303);
}

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(show('/notifications'));
});

async function show(path) {
  const [page] = await self.clients.matchAll({ type: 'window' });
  if (!page) return self.clients.openWindow(path);
  await page.focus();
  page.postMessage({ show: path });
}
