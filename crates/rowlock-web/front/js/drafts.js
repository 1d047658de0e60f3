// Forms with `data-draft="URL"` are kept on the server 2 s after a change, and in this browser while that failed.
import { timeOfDay } from "./server-time.js";

const WAIT = 2000;
const waiting = new WeakMap();

export function keepDrafts() {
  addEventListener("input", ({ target }) => {
    const form = target.form?.dataset?.draft ? target.form : null;
    if (form) later(form);
  });
  addEventListener("turbo:submit-start", ({ target }) => target.dataset?.draft && cancel(target));
  addEventListener("turbo:submit-end", ({ target, detail }) => {
    if (target.dataset?.draft && detail.success) forget(target.dataset.draft);
  });
  addEventListener("turbo:render", ({ detail }) => detail.renderMethod === "morph" || restoreAll());
  addEventListener("pagehide", () => document.querySelectorAll("form[data-draft]").forEach((form) => waiting.has(form) && save(form)));
  restoreAll();
}

function later(form) {
  cancel(form);
  waiting.set(form, { timer: setTimeout(() => save(form), WAIT) });
}

function cancel(form) {
  const job = waiting.get(form);
  if (!job) return;
  clearTimeout(job.timer);
  job.abort?.abort();
  waiting.delete(form);
}

async function save(form) {
  cancel(form);
  const url = form.dataset.draft;
  const body = new URLSearchParams(new FormData(form));
  const abort = new AbortController();
  const job = { abort };
  waiting.set(form, job);
  try {
    const answer = await fetch(url, { method: "POST", body, signal: abort.signal, keepalive: true });
    if (!answer.ok || answer.redirected) throw new Error(`the server answered ${answer.status}`);
    forget(url);
    say(form, `Draft saved ${timeOfDay()}`);
  } catch (error) {
    if (error.name === "AbortError") return;
    store(url, body.toString());
    say(form, `Draft kept in this browser, ${timeOfDay()}`);
  } finally {
    if (waiting.get(form) === job) waiting.delete(form);
  }
}

function say(form, words) {
  const place = form.querySelector("[data-draft-status]") ?? document.querySelector("[data-draft-status]");
  if (place) place.textContent = words;
}

function restoreAll() {
  for (const form of document.querySelectorAll("form[data-draft]")) {
    const kept = read(form.dataset.draft);
    if (!kept) continue;
    fill(form, new URLSearchParams(kept));
    say(form, "Draft restored from this browser");
    later(form);
  }
}

function fill(form, values) {
  for (const field of form.elements) {
    if (!field.name || field.type === "hidden" || field.type === "submit") continue;
    const sent = values.getAll(field.name);
    if (field.type === "checkbox" || field.type === "radio") field.checked = sent.includes(field.value);
    else if (sent.length > 0) field.value = sent.length > 1 ? sent[sameNamed(form, field)] ?? "" : sent[0];
  }
}

function sameNamed(form, field) {
  return [...form.elements].filter((other) => other.name === field.name).indexOf(field);
}

const key = (url) => `rowlock draft ${url}`;

function store(url, text) {
  try {
    localStorage.setItem(key(url), text);
  } catch {
    // Full or forbidden: the text is still in the field.
  }
}

function read(url) {
  try {
    return localStorage.getItem(key(url));
  } catch {
    return null;
  }
}

function forget(url) {
  try {
    localStorage.removeItem(key(url));
  } catch {
    // Nothing was kept, then.
  }
}
