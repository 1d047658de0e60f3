// The server's clock, from `<meta name="server-now">`. An answer is always somewhat old when it is read,
// so the largest difference seen is the best one.
let offset;

export function readServerTime(root = document) {
  const sent = Number(root.querySelector('meta[name="server-now"]')?.content);
  if (!sent) return;
  const seen = sent - Date.now();
  const jumped = offset !== undefined && Math.abs(seen - offset) > 60_000;
  offset = offset === undefined || jumped ? seen : Math.max(offset, seen);
}

export function serverNow() {
  return Date.now() + (offset ?? 0);
}

/** "09:10" on this computer's clock. */
export function timeOfDay(date = new Date()) {
  return date.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
}
