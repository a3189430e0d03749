document.addEventListener("keydown", onKey);
document.getElementById("theme").addEventListener("click", darken);
document.getElementById("help").addEventListener("click", () => document.getElementById("keys").showModal());
document.getElementById("skip").addEventListener("click", (event) => {
  event.preventDefault();
  document.getElementById("main").focus();
});
document.getElementById("find").addEventListener("input", searched);
document.querySelectorAll("table.sortable").forEach(sortable);
for (const chip of document.querySelectorAll(".credit")) chip.replaceWith(credit(chip.dataset.credit));
let waiting = 0;
addEventListener("scroll", () => {
  clearTimeout(waiting);
  const at = shownAt;
  waiting = setTimeout(() => shownAt === at && scrolls.set(at, scrollY), 60);
});
addEventListener("hashchange", show);
addEventListener("beforeprint", unfolded);
addEventListener("afterprint", foldedAgain);
document.getElementById("main").addEventListener("click", ({ target }) => {
  const link = target.closest?.('a[href^="#"]');
  if (link) followed.set(shownAt, link.getAttribute("href"));
});
history.scrollRestoration = "manual";
show();
