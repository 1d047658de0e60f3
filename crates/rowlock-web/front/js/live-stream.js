// An EventSource that never gives up: where the browser closes it (an error answer), it is opened again, slower each time.
const LONGEST_WAIT = 30_000;

export function openStream({ src, version, timeline }, hear, changeState) {
  let after = `${timeline}:${version}`;
  let wait = 1000;
  let source;
  let timer;

  const open = () => {
    source = new EventSource(`${src}?after=${encodeURIComponent(after)}`);
    source.onopen = () => {
      wait = 1000;
      changeState(true);
    };
    source.addEventListener("touched", (event) => {
      if (event.lastEventId) after = event.lastEventId;
      hear(JSON.parse(event.data));
    });
    // The server is there, but cannot know what else happens.
    source.addEventListener("database", (event) => changeState(event.data === "back"));
    source.onerror = () => {
      const refused = source.readyState === EventSource.CLOSED;
      changeState(false, refused);
      if (!refused) return;
      timer = setTimeout(open, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT);
    };
  };

  open();
  return {
    close() {
      clearTimeout(timer);
      source.close();
    },
  };
}
