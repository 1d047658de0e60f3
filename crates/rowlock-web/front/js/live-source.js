// <live-source src session version timeline scopes mode>: follows what happens and fetches the page again when it is meant.
import { fetchPage, follow, isAnsweringARefusal, morphPage, quiet, showPill, updateInPlace } from "./live-page.js";
import { showLive, showOffline } from "./live-status.js";
import { openStream } from "./live-stream.js";

class LiveSource extends HTMLElement {
  connectedCallback() {
    this.seen = this.version;
    this.disconnect = connect(this.hello(), (message) => this.hear(message));
    this.again = () => this.catchUp();
    document.addEventListener("visibilitychange", this.again);
    addEventListener("turbo:render", this.again);
  }

  disconnectedCallback() {
    this.disconnect();
    document.removeEventListener("visibilitychange", this.again);
    removeEventListener("turbo:render", this.again);
  }

  get version() {
    return Number(this.getAttribute("version"));
  }

  set version(version) {
    this.setAttribute("version", version);
  }

  get timeline() {
    return this.getAttribute("timeline");
  }

  hello() {
    return { src: new URL(this.getAttribute("src"), document.baseURI).href, session: this.getAttribute("session"), version: this.version, timeline: this.timeline };
  }

  hear(message) {
    if (message.online === false) showOffline();
    if (message.refused) this.askWhetherGone();
    if (message.online === true) showLive();
    if (message.version === undefined) return;
    if (message.timeline !== this.timeline) {
      location.reload();
      return;
    }
    if (this.means(message.scopes)) {
      this.wanted = Math.max(this.wanted ?? 0, message.version);
      this.catchUp();
    }
  }

  /** The server answers, but tells nothing any more: the session has ended, or what the page shows was removed. */
  async askWhetherGone() {
    const { gone } = await fetchPage().catch(() => ({}));
    if (gone && this.isConnected) follow(gone);
  }

  means(scopes) {
    const mine = this.getAttribute("scopes").split(/\s+/);
    return mine.includes("*") || scopes.includes("*") || scopes.some((scope) => mine.includes(scope));
  }

  /** Fetches once for all that was heard; what is heard meanwhile leads to one more. */
  async catchUp() {
    if (this.fetching || !this.isBehind()) return;
    this.fetching = true;
    try {
      await quiet();
      if (this.isBehind()) await this.fetchNewer();
      this.failures = 0;
    } catch {
      this.failures = (this.failures ?? 0) + 1;
      showOffline();
      await pause(Math.min(500 * 2 ** this.failures, 30_000));
    }
    this.fetching = false;
    this.catchUp();
  }

  isBehind() {
    return this.isConnected && !document.hidden && this.wanted > Math.max(this.version, this.seen);
  }

  async fetchNewer() {
    const { html, gone } = await fetchPage();
    if (gone) {
      this.seen = this.wanted;
      follow(gone);
      return;
    }
    const page = new DOMParser().parseFromString(html, "text/html");
    const source = page.querySelector("live-source");
    if (source?.getAttribute("timeline") !== this.timeline) {
      location.reload();
      return;
    }
    const version = Number(source.getAttribute("version"));
    // Another server may answer from before what was heard: then ask again a little later.
    if (version < this.wanted) await pause(100);
    await this.take(page, html, version);
    showLive(page);
  }

  async take(page, html, version) {
    if (this.getAttribute("mode") === "meeting" && !isAnsweringARefusal()) {
      await quiet();
      // Meanwhile the reader's own action may have brought a newer page.
      if (version > this.version) await morphPage(html);
      return;
    }
    this.seen = version;
    if (this.getAttribute("mode") === "meeting") showPill();
    else if (updateInPlace(page)) this.version = version;
  }
}

function connect(hello, hear) {
  const worker = document.querySelector('meta[name="live-worker"]')?.content;
  if (!globalThis.SharedWorker || !worker) return connectAlone(hello, hear);
  try {
    const { port } = new SharedWorker(worker, { name: `${hello.session} ${hello.src}` });
    port.onmessage = ({ data }) => hear(data);
    port.postMessage(hello);
    const leave = () => port.postMessage({ bye: true });
    const back = ({ persisted }) => persisted && port.postMessage(hello);
    addEventListener("pagehide", leave);
    addEventListener("pageshow", back);
    return () => {
      leave();
      port.close();
      removeEventListener("pagehide", leave);
      removeEventListener("pageshow", back);
    };
  } catch {
    return connectAlone(hello, hear);
  }
}

function connectAlone(hello, hear) {
  const stream = openStream(hello, hear, (online, refused) => hear({ online, refused }));
  const leave = () => stream.close();
  addEventListener("pagehide", leave);
  return () => {
    leave();
    removeEventListener("pagehide", leave);
  };
}

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

export function defineLiveSource() {
  if (!customElements.get("live-source")) customElements.define("live-source", LiveSource);
}
