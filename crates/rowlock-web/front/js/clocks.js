// Keeps `[data-clock]` running between two answers of the server. Texts and SVG widths only; nothing animates.
import { readServerTime, serverNow } from "./server-time.js";

const announced = new WeakMap();

export function startClocks() {
  readServerTime();
  addEventListener("turbo:render", () => {
    readServerTime();
    tick();
  });
  document.addEventListener("visibilitychange", tick);
  run();
}

function run() {
  tick();
  // Just after the next full second of the server, so that all screens change together.
  setTimeout(run, 1005 - (serverNow() % 1000));
}

function tick() {
  // A page of a past moment stands still.
  if (document.hidden || document.querySelector("[data-past]")) return;
  const now = serverNow();
  for (const element of document.querySelectorAll("[data-clock]")) {
    if (element.dataset.clock === "until") showUntil(element, now);
    else if (element.dataset.started) showTopic(element, now);
  }
}

function showUntil(element, now) {
  const [number, unit] = until(Number(element.dataset.at) - now);
  const texts = { number, unit, both: unit ? `${number} ${unit}` : number };
  setText(element, texts[element.dataset.shows]);
}

/** The same steps as `ui::format::until`. */
export function until(left) {
  const minutes = Math.floor((left + 59_999) / 60_000);
  const hours = Math.floor((minutes + 30) / 60);
  if (minutes <= 0) return ["now", ""];
  if (minutes < 120) return [String(minutes), "min"];
  if (hours < 48) return [String(hours), "h"];
  return [String(Math.floor((hours + 12) / 24)), "days"];
}

function showTopic(element, now) {
  const planned = Number(element.dataset.planned);
  const used = Number(element.dataset.elapsed) + Math.max(0, now - Number(element.dataset.started));
  const left = Math.floor((planned - used) / 1000);
  const over = used > planned;
  switch (element.dataset.shows) {
    case "left":
      setText(element, minutesSeconds(left));
      setState(element, over ? "late" : null);
      break;
    case "words":
      setText(element, over ? "over" : "left of");
      break;
    case "used":
      setText(element, minutesSeconds(Math.floor(used / 1000)));
      break;
    case "rest":
      setText(element, `${minutesSeconds(left)} ${over ? "over" : "left"}`);
      setState(element, over ? "over" : null);
      break;
    case "width":
      setWidth(element, used / Math.max(planned, 1));
      setState(element.closest("svg"), over ? "late" : "ok");
      break;
    case "part":
      setWidth(element, Math.min(used, planned) / Number(element.dataset.whole));
      break;
    case "announce":
      announce(element, left);
      break;
  }
}

function announce(element, left) {
  const step = left <= 0 ? "Time is up." : left <= 60 ? "1 minute left." : "";
  const key = `${element.dataset.started}:${step}`;
  if (announced.get(element) === key) return;
  announced.set(element, key);
  element.textContent = step;
}

/** The same as `ui::format::minutes_seconds`. */
export function minutesSeconds(total) {
  const seconds = Math.abs(total);
  const two = (value) => String(value).padStart(2, "0");
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function setState(element, state) {
  if (state === null) element.removeAttribute("data-s");
  else if (element.dataset.s !== state) element.dataset.s = state;
}

function setWidth(element, share) {
  const width = `${(Math.min(Math.max(share, 0), 1) * 100).toFixed(2)}%`;
  if (element.getAttribute("width") !== width) element.setAttribute("width", width);
}
