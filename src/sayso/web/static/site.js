// What pages do beyond HTML: themes, dropped files, marks that light up together.

const root = document.documentElement;
const themes = ["auto", "light", "dark"];
const button = document.getElementById("theme");
const named = () => root.dataset.theme ?? "auto";
function showTheme() {
  button.textContent = `Theme: ${named()}`;
}
button.addEventListener("click", () => {
  const next = themes[(themes.indexOf(named()) + 1) % themes.length];
  if (next === "auto") delete root.dataset.theme;
  else root.dataset.theme = next;
  try {
    localStorage.setItem("theme", next);
  } catch {
    // It holds for this page.
  }
  showTheme();
  document.dispatchEvent(new Event("theme"));
});
showTheme();
button.parentElement.hidden = false;

// On a narrow screen the pages are a row to push aside: where one is should be in sight.
const pages = document.querySelector(".top nav");
const current = pages?.querySelector("[aria-current]");
if (current) pages.scrollLeft = current.offsetLeft - pages.clientWidth / 2 + current.offsetWidth / 2;

// A file may be dropped on the whole page.
const paste = document.querySelector(".paste");
if (paste) {
  const file = paste.querySelector("input[type=file]");
  const over = (on) => paste.classList.toggle("over", on);
  addEventListener("dragover", (event) => {
    event.preventDefault();
    over(true);
  });
  addEventListener("dragleave", () => over(false));
  addEventListener("drop", (event) => {
    event.preventDefault();
    over(false);
    if (event.dataTransfer.files.length === 0) return;
    file.files = event.dataTransfer.files;
    paste.requestSubmit();
  });
}

// Words of one statement, in the text and beside it, light up together.
const parts = new Map();
for (const part of document.querySelectorAll("[data-s]")) {
  for (const key of part.dataset.s.split(" ")) {
    if (!parts.has(key)) parts.set(key, []);
    parts.get(key).push(part);
  }
}
let shown = null;
function show(key) {
  if (key === shown) return;
  for (const part of parts.get(shown) ?? []) part.classList.remove("on");
  for (const part of parts.get(key) ?? []) part.classList.add("on");
  shown = key;
}
function keyOf(target) {
  // The innermost statement stands last.
  return target instanceof Element ? target.closest("[data-s]")?.dataset.s.split(" ").at(-1) : null;
}
if (parts.size > 0) {
  document.addEventListener("mouseover", (event) => show(keyOf(event.target) ?? null));
  document.addEventListener("focusin", (event) => show(keyOf(event.target) ?? null));
}

// Who reviews says their name once.
for (const field of document.querySelectorAll("[data-remember]")) {
  const name = `remember-${field.dataset.remember}`;
  try {
    field.value ||= localStorage.getItem(name) ?? "";
    field.form.addEventListener("submit", () => localStorage.setItem(name, field.value));
  } catch {
    // Then they say it again.
  }
}

// Citations are there to be taken along.
for (const cited of document.querySelectorAll(".cite pre")) {
  if (!navigator.clipboard) break; // Only pages of this machine or over https may copy.
  const copy = document.createElement("button");
  copy.type = "button";
  copy.textContent = "Copy";
  copy.setAttribute("aria-live", "polite");
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(cited.textContent);
      copy.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(cited);
      copy.textContent = "Marked: press Ctrl+C";
    }
    setTimeout(() => (copy.textContent = "Copy"), 2000);
  });
  cited.after(copy);
}
