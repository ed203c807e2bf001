
"use strict";
(() => {
  const sheet = document.getElementById("sheet");
  const narrow = matchMedia("(max-width: 60rem)");
  const parts = new Map();
  for (const part of document.querySelectorAll("[data-s]")) {
    // Words may be one statement's content and another's source: each key has its role.
    const roles = part.dataset.r?.split(" ") ?? [];
    part.dataset.s.split(" ").forEach((key, index) => {
      if (!parts.has(key)) parts.set(key, []);
      parts.get(key).push([part, "on" + (roles[index] ? "-" + roles[index] : "")]);
    });
  }

  let shown = null;
  let pinned = null;

  function show(key) {
    if (key === shown) return;
    for (const [part, on] of parts.get(shown) ?? []) part.classList.remove(on);
    for (const [part, on] of parts.get(key) ?? []) part.classList.add(on);
    shown = key;
  }

  // The innermost statement stands last.
  function keyOf(target) {
    const part = target instanceof Element ? target.closest("[data-s]") : null;
    return part ? part.dataset.s.split(" ").at(-1) : null;
  }

  function pin(key, target) {
    pinned = key;
    show(key);
    const item = key && document.getElementById("s" + key);
    sheet.hidden = !(item && narrow.matches);
    if (!item) return;
    if (narrow.matches) {
      sheet.replaceChildren(...item.cloneNode(true).childNodes);
      const hidden = target.getBoundingClientRect().bottom - sheet.getBoundingClientRect().top;
      if (hidden > 0) scrollBy(0, hidden + 16);
    } else {
      // Only the list scrolls: the text stays where the reader is.
      const list = item.closest("aside");
      const top = item.getBoundingClientRect().top - list.getBoundingClientRect().top;
      if (top < 0 || top + item.offsetHeight > list.clientHeight) {
        list.scrollTop += top - list.clientHeight / 3;
      }
    }
  }

  document.addEventListener("mouseover", (event) => show(keyOf(event.target) ?? pinned));
  document.addEventListener("focusin", (event) => {
    const key = keyOf(event.target);
    if (key) show(key);
  });
  document.addEventListener("focusout", () => show(pinned));
  document.addEventListener("click", (event) => {
    if (sheet.contains(event.target)) return;
    const inText = event.target instanceof Element && event.target.closest(".text");
    if (inText && event.target.closest("a.n")) event.preventDefault();
    const key = keyOf(event.target);
    if (inText || !key) pin(key, event.target);
    else {
      pinned = key;
      show(key);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") pin(null);
  });
})();
