// Plays the month ends: the page of each, one after the other, until somebody pauses it. Who wants
// less motion steps by hand.
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const PAUSE = 1600;
let playing = false, waiting = 0, at = -1;

const months = () => [...document.querySelectorAll(".months a")];
const button = () => document.querySelector("[data-play]");

function tell() {
  const found = button();
  if (!found) return;
  found.hidden = false;
  found.textContent = playing ? found.dataset.pause : found.dataset.play;
  found.setAttribute("aria-pressed", String(playing));
}
async function show(link) {
  const answer = await fetch(link.href, { headers: { accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const main = page.querySelector("main"), day = page.querySelector("header .day");
  if (!main?.querySelector(".parts") || !day) return location.assign(link.href);
  document.querySelector("main").replaceChildren(...main.childNodes);
  const foot = page.querySelector(".foot");
  document.querySelector(".foot").replaceChildren(...foot.childNodes);
  const menu = page.querySelector(".menu");
  if (menu) document.querySelector(".menu").replaceChildren(...menu.childNodes);
  day.querySelector("details").open = document.querySelector(".any").open;
  document.querySelector("header .day").replaceWith(day);
  document.title = page.title;
  history.replaceState(null, "", link.href);
  document.dispatchEvent(new Event("shown"));
  prepare();
  button()?.focus({ preventScroll: true });
}
async function step() {
  const all = months();
  const now = all.findIndex((each) => each.hasAttribute("aria-current"));
  at = now >= 0 ? now + 1 : at + 1;
  if (at >= all.length) {
    if (!calm.matches) { playing = false; at = -1; return tell(); }
    at = 0;
  }
  try { await show(all[at]); } catch { playing = false; }
  if (playing) waiting = setTimeout(step, PAUSE);
  tell();
}
function play() {
  clearTimeout(waiting);
  if (calm.matches) { playing = false; step(); return; }
  playing = !playing;
  if (playing) {
    const all = months();
    if (all.at(-1)?.hasAttribute("aria-current")) all.at(-1).removeAttribute("aria-current");
    step();
  }
  tell();
}
function prepare() {
  tell();
  button()?.addEventListener("click", play);
  const form = document.querySelector("header .day");
  form?.addEventListener("change", (event) => {
    const chosen = event.target.matches("[type=radio]") && document.querySelector(".past");
    if (chosen || event.target.matches("[type=date]")) form.requestSubmit();
  });
}
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  if (playing) play();
  const open = document.querySelector(".any[open]");
  if (open) { open.open = false; open.querySelector("summary").focus(); }
});
addEventListener("pagehide", () => { playing = false; clearTimeout(waiting); });
prepare();
