// The words "Live, 09:12" in the top bar, hollow while the connection is lost. Screen readers hear the two turns only.
import { timeOfDay } from "./server-time.js";

let lostAt;

export function showLive(page) {
  const status = document.querySelector("[data-live-status]");
  const fresh = page?.querySelector("[data-live-status]")?.textContent;
  if (fresh && status) status.dataset.words = fresh;
  if (lostAt) announce("Connected again.");
  lostAt = undefined;
  if (!status) return;
  status.textContent = status.dataset.words ?? (status.dataset.s ? `Live, ${timeOfDay()}` : status.textContent);
  status.removeAttribute("data-s");
}

export function showOffline() {
  if (lostAt) return;
  lostAt = timeOfDay();
  const status = document.querySelector("[data-live-status]");
  announce("Connection lost. What you see may be old.");
  if (!status) return;
  status.dataset.words = status.textContent;
  const shown = status.textContent.replace(/^.*,\s*/, "");
  status.dataset.s = "off";
  status.textContent = `Offline since ${lostAt}, showing ${shown}`;
}

export function announce(words) {
  const place = document.querySelector("[data-live-announce]");
  if (place) place.textContent = words;
}
