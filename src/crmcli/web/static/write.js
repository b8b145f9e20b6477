// What makes writing quick: findings while a file's text is typed, and a button that is pressed once.
// Every form works without it.
for (const text of document.querySelectorAll("textarea[data-judge]")) {
  const form = text.form, list = form.querySelector(".findings");
  let later = 0, asked = 0;
  const told = (lines) => {
    list.replaceChildren(...lines.map((line) => {
      const item = document.createElement("li");
      item.textContent = line;
      return item;
    }));
  };
  const judge = async () => {
    const mine = ++asked;
    try {
      const answer = await fetch(text.dataset.judge, {
        method: "POST",
        body: new URLSearchParams({ token: form.elements.token.value, account: form.elements.account.value, text: text.value }),
      });
      if (!answer.ok || mine !== asked) return;
      const { findings } = await answer.json();
      told(findings.length ? findings : [list.dataset.none]);
    } catch { /* not served just now: the button asks again */ }
  };
  text.addEventListener("input", () => { clearTimeout(later); later = setTimeout(judge, 400); });
  list.addEventListener("click", (event) => {
    const at = /^(\d+):(\d+) /.exec(event.target.textContent ?? "");
    if (!at) return;
    const lines = text.value.split("\n");
    const place = lines.slice(0, at[1] - 1).join("\n").length + (at[1] > 1 ? 1 : 0) + Number(at[2]) - 1;
    text.focus();
    text.setSelectionRange(place, place);
  });
}
for (const form of document.querySelectorAll("form.write[method=post]")) {
  form.addEventListener("submit", () => { form.classList.add("sent"); });
}
addEventListener("pageshow", () => { for (const form of document.querySelectorAll("form.sent")) form.classList.remove("sent"); });
// leaving with something typed that is nowhere yet is asked about
let typed = false;
addEventListener("input", (event) => { if (event.target.closest?.("form.write[method=post]")) typed = true; });
addEventListener("submit", () => { typed = false; });
addEventListener("beforeunload", (event) => { if (typed) event.preventDefault(); });
for (const wrong of document.querySelectorAll(".troubles, .moved")) { wrong.tabIndex = -1; wrong.focus(); break; }
