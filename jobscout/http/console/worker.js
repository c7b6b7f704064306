/** The service worker: shows what the server pushes, and opens it on a click. */

const HOME = new URL("..", self.location.href).href;

/** The message as outside/channels/webpush.py writes it; nothing of anything else is shown. */
function read(data) {
  try {
    const { title, body, url, tag } = data.json();
    return { title: String(title), body: String(body), url: String(url), tag: String(tag) };
  } catch {
    return { title: "Job Scout", body: "", url: HOME, tag: "" };
  }
}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("push", (event) => {
  const { title, body, url, tag } = read(event.data);
  const icon = new URL("icon.svg", self.location.href).href;
  // a copy with the same tag takes the place of the first
  event.waitUntil(self.registration.showNotification(title, { body, tag, icon, data: url }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const target = URL.canParse(event.notification.data) ? new URL(event.notification.data) : null;
  const isWeb = target?.protocol === "https:" || target?.protocol === "http:";
  event.waitUntil(self.clients.openWindow(isWeb ? target.href : HOME));
});
