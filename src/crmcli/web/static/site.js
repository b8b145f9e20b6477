// The search of a site that is files: over the names of accounts and people, also by the initials of
// Hangul. The names are a script of their own, taken in when somebody begins to type.
const found = document.querySelector(".names");
const field = found.querySelector("input"), list = found.querySelector("ul"), told = found.querySelector("[role=status]");
const MOST = 12;
const JOINED = { "ㄳ": "ㄱㅅ", "ㄵ": "ㄴㅈ", "ㄶ": "ㄴㅎ", "ㄺ": "ㄹㄱ", "ㄻ": "ㄹㅁ", "ㄼ": "ㄹㅂ", "ㄽ": "ㄹㅅ", "ㄾ": "ㄹㅌ", "ㄿ": "ㄹㅍ", "ㅀ": "ㄹㅎ", "ㅄ": "ㅂㅅ" };
const plain = (text) => text.normalize("NFC").toLowerCase();
const spaceless = (text) => plain(text).replace(/\s+/g, "");

function initials(text) {
  const apart = [...spaceless(text)].map((char) => JOINED[char] ?? char).join("");
  return /^[ㄱ-ㅎ]+$/.test(apart) ? apart : "";
}
function load() {
  if (load.asked) return;
  load.asked = true;
  const script = document.createElement("script");
  script.src = found.dataset.names;
  script.addEventListener("load", show);
  document.head.append(script);
}
// how well a name fits: 0 not at all, 3 from its beginning
function fits(name, asked, short) {
  const [text, first] = Array.isArray(name) ? name : [name, ""];
  if (short) return first.startsWith(short) ? 3 : first.includes(short) ? 1 : 0;
  const said = plain(text);
  if (said.startsWith(asked) || spaceless(text).startsWith(spaceless(asked))) return 3;
  return said.split(/[\s()·,.-]+/).some((word) => word.startsWith(asked)) ? 2 : said.includes(asked) ? 1 : 0;
}
function hits(asked) {
  const short = initials(asked), all = [];
  for (const [file, names, people] of window.crmNames ?? []) {
    const name = Math.max(...names.map((each) => fits(each, asked, short)));
    if (name) all.push([name * 2 + 1, text(names[0]), "", file]);
    for (const person of people) {
      const how = fits(person, asked, short);
      if (how) all.push([how * 2, text(person), text(names[0]), file]);
    }
  }
  return all.sort((one, other) => other[0] - one[0]);
}
const text = (name) => (Array.isArray(name) ? name[0] : name);

function close() {
  list.hidden = true;
  list.replaceChildren();
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
}
function show() {
  const asked = plain(field.value.trim());
  if (!asked || !window.crmNames) return close();
  const all = hits(asked);
  list.replaceChildren(...all.slice(0, MOST).map(([, name, beside, file], place) => {
    const line = document.createElement("li"), link = document.createElement("a");
    line.id = `names-${place}`;
    line.setAttribute("role", "option");
    link.href = found.dataset.root + file;
    link.tabIndex = -1;
    link.textContent = name;
    if (beside) {
      const small = document.createElement("small");
      small.textContent = beside;
      link.append(" ", small);
    }
    line.append(link);
    return line;
  }));
  told.textContent = all.length ? (all.length > MOST ? found.dataset.more : "") : found.dataset.none;
  if (told.textContent) {
    const line = document.createElement("li");
    line.className = "told";
    line.setAttribute("role", "option");
    line.setAttribute("aria-disabled", "true");
    line.textContent = told.textContent;
    list.append(line);
  }
  list.hidden = false;
  field.setAttribute("aria-expanded", "true");
  choose(0);
}
let chosen = 0;
function choose(place) {
  const lines = [...list.querySelectorAll("li:not(.told)")];
  if (!lines.length) return;
  chosen = (place + lines.length) % lines.length;
  lines.forEach((line, each) => line.setAttribute("aria-selected", String(each === chosen)));
  field.setAttribute("aria-activedescendant", lines[chosen].id);
  lines[chosen].scrollIntoView({ block: "nearest" });
}
field.addEventListener("focus", load);
field.addEventListener("input", () => { load(); show(); });
field.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  const does = {
    ArrowDown: () => choose(chosen + 1),
    ArrowUp: () => choose(chosen - 1),
    Enter: () => list.querySelectorAll("a")[chosen]?.click(),
    Escape: close,
  }[event.key];
  if (does) { event.preventDefault(); does(); }
});
document.addEventListener("click", (event) => { if (!found.contains(event.target)) close(); });
found.hidden = false;
