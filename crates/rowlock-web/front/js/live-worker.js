// One stream per browser: a SharedWorker that holds the only EventSource of a (session, workspace) and tells all tabs.
// A tab says hello with what it shows and hears at once what it has missed.
import { openStream } from "./live-stream.js";

const tabs = new Set();
const touched = new Map();
let stream;
let from;
let last;
let online = true;

self.onconnect = ({ ports: [port] }) => {
  port.onmessage = ({ data }) => (data.bye ? tabs.delete(port) : welcome(port, data));
};

function welcome(port, hello) {
  tabs.add(port);
  if (!stream) {
    from = hello;
    stream = openStream(hello, hear, changeState);
  }
  port.postMessage({ online });
  if (last) port.postMessage({ ...last, scopes: missedSince(hello) });
}

function missedSince(hello) {
  if (hello.timeline !== last.timeline || hello.version < from.version) return ["*"];
  return [...touched].filter(([, version]) => version > hello.version).map(([scope]) => scope);
}

function hear(news) {
  if (last && news.timeline !== last.timeline) {
    touched.clear();
    from = news;
  }
  last = news;
  for (const scope of news.scopes) touched.set(scope, news.version);
  for (const port of tabs) port.postMessage(news);
}

function changeState(isOnline, refused) {
  online = isOnline;
  for (const port of tabs) port.postMessage({ online, refused });
}
