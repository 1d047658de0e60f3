// Counts of which no event tells (ballots leave none, so that nobody can tell whose is whose): open pages ask again.
const EVERY_MS = 500;

export function keepCounts() {
  let asking = false;
  setInterval(async () => {
    if (asking || document.hidden) return;
    asking = true;
    for (const element of document.querySelectorAll("[data-counts]")) await renew(element);
    asking = false;
  }, EVERY_MS);
}

/** Puts the newer count in place. Without one the old stays: the live stream says when the server is away, or what else ended. */
async function renew(element) {
  try {
    const answer = await fetch(element.dataset.counts, { headers: { Accept: "text/html" }, cache: "no-store" });
    if (answer.status !== 200 || answer.redirected) return;
    const newer = new DOMParser().parseFromString(await answer.text(), "text/html").body;
    if (newer.textContent !== element.textContent) element.replaceChildren(...newer.childNodes);
  } catch {
    // The next round asks again.
  }
}
