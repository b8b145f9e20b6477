// What makes the pages quick: keys, filtering while one types, copying the command, and showing what
// changed on disk. Every page works without it.
import { complete } from "./asking.js";
import "./days.js";
const root = document.documentElement;
root.classList.add("ready");
// On a phone the menu is a bar that is longer than the screen: it shows where one is.
const menu = document.querySelector(".menu"), here = menu?.querySelector("[aria-current]");
if (here) menu.scrollLeft = here.offsetLeft - (menu.clientWidth - here.offsetWidth) / 2;
const typing = (element) => element?.closest?.("input, select, textarea, [contenteditable]");

function rows() {
  return [...document.querySelectorAll("main tbody tr:not(.behind)")].filter((row) => !row.hidden);
}
function move(step) {
  const all = rows();
  if (!all.length) return;
  const now = all.findIndex((row) => row.classList.contains("on"));
  const next = all[Math.min(all.length - 1, Math.max(0, now + step))];
  all[now]?.classList.remove("on");
  next.classList.add("on");
  next.scrollIntoView({ block: "nearest" });
  const link = next.querySelector("a");
  if (link) link.focus({ preventScroll: true });
}
// The letter on the key, also where the keyboard writes Hangul just now.
const letter = (event) =>
  /^[a-z]$/i.test(event.key) || !/^Key[A-Z]$/.test(event.code) ? event.key : event.code.slice(3).toLowerCase();
let waiting = false;
function go(key) {
  const link = [...document.querySelectorAll(".menu a[data-key]")].find((each) => each.dataset.key === key);
  if (link) location.assign(link.href);
}
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") return typing(event.target)?.blur();
  if (typing(event.target) || document.querySelector("dialog[open]")) return;
  if (waiting) {
    waiting = false;
    return go(letter(event));
  }
  const does = {
    j: () => move(1), k: () => move(-1), g: () => { waiting = true; setTimeout(() => { waiting = false; }, 1500); },
    "/": () => document.querySelector("[data-sift], .filters input, .filters select")?.focus(), "?": help,
  }[letter(event)];
  if (does) { event.preventDefault(); does(); }
});

function help() {
  const told = document.querySelector(".keys");
  if (!told) return;
  const box = document.createElement("dialog");
  const list = document.createElement("ul");
  const add = (keys, words) => {
    const line = document.createElement("li"), key = document.createElement("kbd");
    key.textContent = keys;
    line.append(key, words);
    list.append(line);
  };
  for (const each of told.textContent.split(" · ")) {
    const [keys, ...words] = each.trim().split(": ");
    add(keys, words.join(": "));
  }
  for (const link of document.querySelectorAll(".menu a[data-key]")) add(`g ${link.dataset.key}`, link.textContent);
  const close = document.createElement("button");
  close.textContent = "×";
  close.addEventListener("click", () => box.close());
  box.append(list, close);
  box.addEventListener("close", () => box.remove());
  document.body.append(box);
  box.showModal();
}

// ㅎㅂ finds 한빛전자: each syllable's first consonant, as `crm find` looks for it.
const CONSONANTS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
const JOINED = { ㄳ: "ㄱㅅ", ㄵ: "ㄴㅈ", ㄶ: "ㄴㅎ", ㄺ: "ㄹㄱ", ㄻ: "ㄹㅁ", ㄼ: "ㄹㅂ", ㄽ: "ㄹㅅ", ㄾ: "ㄹㅌ", ㄿ: "ㄹㅍ", ㅀ: "ㄹㅎ", ㅄ: "ㅂㅅ" };
const initials = (text) => text.replace(/[가-힣]/g, (syllable) => CONSONANTS[Math.floor((syllable.charCodeAt(0) - 0xac00) / 588)]);
function sift(input) {
  const words = input.value.toLocaleLowerCase().split(/\s+/).filter(Boolean).map((word) => word.replace(/[ㄳ-ㅄ]/g, (two) => JOINED[two] ?? two));
  const asked = words.some((word) => [...word].every((sign) => CONSONANTS.includes(sign)));
  for (const row of input.closest("section").querySelectorAll("tbody tr:not(.behind)")) {
    const text = row.textContent.toLocaleLowerCase(), short = asked ? initials(text) : "";
    row.hidden = !words.every((word) => text.includes(word) || short.includes(word));
    if (row.nextElementSibling?.matches(".behind")) row.nextElementSibling.hidden = row.hidden;
  }
}
function prepare(within) {
  for (const input of within.querySelectorAll("[data-sift]")) {
    input.closest(".sift").hidden = false;
    input.addEventListener("input", () => sift(input));
  }
  for (const input of within.querySelectorAll("[data-complete]")) complete(input);
  for (const form of within.querySelectorAll(".filters")) {
    form.addEventListener("change", (event) => { if (event.target.matches("select, [type=date], [type=checkbox]")) form.requestSubmit(); });
  }
  for (const code of within.querySelectorAll(".command code")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = code.dataset.copy;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(code.textContent);
      button.textContent = code.dataset.copied;
    });
    code.after(button);
  }
}
prepare(document);
document.addEventListener("shown", () => { for (const each of document.querySelectorAll("main, .foot")) prepare(each); });

// What is typed and not sent yet is never lost: then the page only says that there is something new.
const typed = () => [...document.querySelectorAll("main input:not([data-sift]), main textarea, main select")].some((field) =>
  ["checkbox", "radio"].includes(field.type) ? field.checked !== field.defaultChecked
    : field.tagName === "SELECT" ? [...field.options].some((option) => option.selected !== option.defaultSelected)
    : field.value !== field.defaultValue);
async function renew() {
  const answer = await fetch(location.href, { headers: { accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const main = page.querySelector("main");
  if (!main || !document.querySelector("main .parts") || !main.querySelector(".parts")) return location.reload();
  const words = [...document.querySelectorAll("[data-sift]")].map((input) => input.value);
  const at = document.activeElement?.matches?.("[data-sift]") ? [...document.querySelectorAll("[data-sift]")].indexOf(document.activeElement) : -1;
  document.querySelector("main").replaceChildren(...main.childNodes);
  root.dataset.state = page.documentElement.dataset.state;
  prepare(document.querySelector("main"));
  document.querySelectorAll("[data-sift]").forEach((input, place) => { input.value = words[place] ?? ""; sift(input); });
  if (at >= 0) document.querySelectorAll("[data-sift]")[at]?.focus();
}
function offer() {
  if (document.querySelector(".changed")) return;
  const box = document.createElement("div"), button = document.createElement("button");
  box.className = "changed";
  box.setAttribute("role", "status");
  box.textContent = document.querySelector("main").dataset.changed;
  button.textContent = document.querySelector("main").dataset.show;
  button.addEventListener("click", () => location.reload());
  box.append(button);
  document.body.append(box);
}
async function look() {
  try {
    if (!document.hidden && root.dataset.state) {
      const { state } = await (await fetch("/state")).json();
      if (state !== root.dataset.state) await (typed() ? offer() : renew());
    }
  } catch { /* not served just now: the next look tells */ }
  setTimeout(look, 900);
}
if (location.protocol.startsWith("http") && root.dataset.state) look();
