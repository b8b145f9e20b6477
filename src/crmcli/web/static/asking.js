// Completion within a condition: of the word at the caret, from the names that the field's list has.
const BOUND = /[\s()=<>!,]/;

function word(input) {
  const end = input.selectionStart;
  let start = end;
  while (start > 0 && !BOUND.test(input.value[start - 1])) start -= 1;
  return { start, end, text: input.value.slice(start, end) };
}

export function complete(input) {
  const names = [...(input.list?.options ?? [])].map((each) => each.value);
  if (!names.length) return;
  const list = document.createElement("ul");
  list.className = "offers";
  list.id = `${input.name}-offers`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.closest("label")?.querySelector("span")?.textContent ?? input.name);
  list.hidden = true;
  input.removeAttribute("list"); // the browser's own would offer whole conditions
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-autocomplete", "list");
  input.closest("label").append(list);
  let chosen = -1;

  const close = () => {
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const choose = (place) => {
    chosen = (place + list.children.length) % list.children.length;
    [...list.children].forEach((each, at) => each.setAttribute("aria-selected", String(at === chosen)));
    list.children[chosen].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", list.children[chosen].id);
  };
  const take = (name) => {
    const at = word(input);
    input.setRangeText(name, at.start, at.end, "end");
    close();
    input.focus();
  };
  const show = () => {
    const typed = word(input).text.toLocaleLowerCase();
    const bare = (name) => name.replace(/^"/, "").toLocaleLowerCase();
    const wanted = typed.replace(/^"/, "");
    const near = wanted
      ? [...names.filter((each) => bare(each).startsWith(wanted)), ...names.filter((each) => bare(each).indexOf(wanted) > 0)]
      : [];
    const found = near.filter((each) => each.toLocaleLowerCase() !== typed).slice(0, 40);
    list.replaceChildren(...found.map((name, place) => {
      const item = document.createElement("li");
      item.id = `${list.id}-${place}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.textContent = name;
      item.addEventListener("mousedown", (event) => { event.preventDefault(); take(name); });
      return item;
    }));
    chosen = -1;
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
  };
  input.addEventListener("input", show);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const does = {
      ArrowDown: () => choose(chosen + 1),
      ArrowUp: () => choose(chosen < 0 ? list.children.length - 1 : chosen - 1),
      Enter: () => (chosen < 0 ? null : take(list.children[chosen].textContent)),
      Tab: () => (chosen < 0 ? null : take(list.children[chosen].textContent)),
      Escape: close,
    }[event.key];
    if (!does || (chosen < 0 && ["Enter", "Tab"].includes(event.key))) return;
    event.preventDefault();
    event.stopPropagation();
    does();
  });
}
