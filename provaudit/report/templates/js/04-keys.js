// Keys, colours and the search box: what works in every view.

const PAGES = ["overview", "stories", "articles", "outlets", "rules", "method"];

function typing(target) {
  return target.matches && target.matches("input, select, textarea");
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || document.getElementById("keys").open) return;
  if (typing(event.target)) {
    if (event.key === "Escape") left(event);
    return;
  }
  const key = event.key;
  if (key === "/") document.getElementById("find").focus();
  else if (key === "?") document.getElementById("keys").showModal();
  else if (key === "Escape") back();
  else if (key === "d") darken();
  else if (/^[1-6]$/.test(key)) location.hash = `#${PAGES[key - 1]}`;
  else if (key === "n" || key === "p") stepMark(key === "n" ? 1 : -1);
  else if (key === "ArrowDown" || key === "ArrowUp") {
    if (!stepRow(key === "ArrowDown" ? 1 : -1)) return;
  } else return;
  event.preventDefault();
}

/** Leave a field; a search is taken back with its words, in the address too. */
function left(event) {
  if (event.target.id === "find" && event.target.value) {
    event.target.value = "";
    searched(event);
  }
  event.target.blur();
  atHead(document.querySelector("[data-view]:not([hidden])"));
  event.preventDefault();
}

/** Move the focus to the next row of the list that is shown; tell whether there is one. */
function stepRow(by) {
  const section = document.querySelector("[data-view]:not([hidden])");
  if (section.dataset.view === "articles" && list) return list.step(by);
  const rows = [...section.querySelectorAll("[data-row]")];
  if (!rows.length) return false;
  const here = rows.indexOf(document.activeElement);
  rows[Math.min(Math.max(here + by, 0), rows.length - 1)].focus();
  return true;
}

/** Move the focus to the next passage. */
function stepMark(by) {
  const section = document.querySelector("[data-view]:not([hidden])");
  const marks = [...section.querySelectorAll("[data-mark]")];
  if (!marks.length) return;
  const here = marks.indexOf(document.activeElement);
  const next = marks[(here + by + marks.length + (here < 0 && by < 0 ? 1 : 0)) % marks.length];
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "center" });
}

function darken() {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
}

/** Say something to who does not see the page. */
function tell(what) {
  document.getElementById("tell").textContent = what;
}

function searched(event) {
  const settings = routed(location.hash).view === "articles" ? routed(location.hash).settings : new URLSearchParams();
  event.target.value ? settings.set("q", event.target.value) : settings.delete("q");
  if (list && routed(location.hash).view === "articles") {
    settle(settings);
    list.filter(settings);
  } else location.hash = `#articles?${settings}`;
}

/** Let a click on a column's head sort a table that stands in the page. */
function sortable(table) {
  labelled(table);
  for (const [column, head] of [...table.tHead.rows[0].cells].entries()) {
    const button = h("button", { type: "button", class: "sort" }, ...head.childNodes);
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") !== "descending";
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const value = (row) => row.cells[column].dataset.value || row.cells[column].textContent.trim();
      const sorted = [...table.tBodies[0].rows].sort((a, b) => compared(value(a), value(b)) * (down ? -1 : 1));
      table.tBodies[0].append(...sorted);
    });
  }
}

/** Keep a table a table to screen readers where a narrow screen stacks it, and give each cell its column's name. */
function labelled(table) {
  const heads = [...table.tHead.rows[0].cells].map((head) => head.textContent.trim());
  const roles = [[[table], "table"], [[table.tHead, ...table.tBodies], "rowgroup"], [table.rows, "row"], [table.tHead.rows[0].cells, "columnheader"], [table.querySelectorAll("tbody th"), "rowheader"], [table.querySelectorAll("td"), "cell"]];
  for (const [elements, role] of roles) for (const one of elements) one.setAttribute("role", role);
  for (const cell of table.querySelectorAll("td, thead th")) cell.dataset.head = heads[cell.cellIndex];
}

const collator = new Intl.Collator("en", { numeric: true });

function compared(a, b) {
  const [left, right] = [a, b].map((one) => Number(String(one).replace(/[%,+]/g, "").replace("−", "-")));
  return Number.isNaN(left) || Number.isNaN(right) ? collator.compare(a, b) : left - right;
}
