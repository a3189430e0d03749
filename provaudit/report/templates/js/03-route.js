// Every view has an address, `#view/NAME?setting=value`, and Back leads to where one was.

const VIEWS = Object.create(null); // what an address names is looked up here, "constructor" too
const scrolls = new Map();
const followed = new Map(); // by address: the link by which it was left
let shownAt = "";
let turn = 0;

/** Take an address apart: its view, the names in it, its settings. */
function routed(hash) {
  const [path, query = ""] = hash.replace(/^#/, "").split(/\?(.*)/s);
  const [view, ...names] = path.split("/").map(unescaped);
  return { view: VIEWS[view] ? view : "overview", lost: view && !VIEWS[view], names, settings: new URLSearchParams(query) };
}

function unescaped(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Show the view of the address; `back` keeps the place where its reader was. */
async function show() {
  const mine = ++turn;
  const hash = location.hash || "#overview";
  const first = shownAt === "";
  const again = history.state !== null; // a step of the history that was shown before
  if (!again) history.replaceState({ shown: true }, "");
  const { view, lost, names, settings } = routed(hash);
  const notice = document.getElementById("lost");
  notice.hidden = !lost;
  notice.textContent = lost ? `There is no view ${brief(alone(unescaped(hash)).replace(ODD, "�"))} in this report; this is the overview.` : "";
  for (const section of document.querySelectorAll("[data-view]")) section.hidden = section.dataset.view !== view;
  for (const link of document.querySelectorAll("nav a")) {
    const here = link.getAttribute("href") === `#${{ story: "stories", article: "articles", edge: "articles", outlet: "outlets" }[view] || view}`;
    here ? link.setAttribute("aria-current", "page") : link.removeAttribute("aria-current");
  }
  const section = document.querySelector(`[data-view="${view}"]`);
  shownAt = hash;
  document.body.dataset.at = view;
  const drawn = await drawnBy(view, section, names, settings);
  if (mine !== turn) return;
  if (drawn) section.replaceChildren(...[drawn].flat(Infinity).filter(Boolean));
  const head = section.querySelector("h1");
  document.title = `${head ? head.textContent.slice(0, 120) : view} · provaudit`;
  scrollTo(0, scrolls.get(hash) || 0);
  const link = again ? [...section.querySelectorAll("a")].find((one) => one.getAttribute("href") === followed.get(hash)) : null;
  if (link && !typing(document.activeElement)) link.focus({ preventScroll: true });
  else if (!first && !section.contains(document.activeElement) && !typing(document.activeElement)) atHead(section);
  const find = document.getElementById("find");
  if (view !== "articles" && document.activeElement !== find) find.value = "";
  section.dispatchEvent(new Event("shown"));
}

/** Put the focus to a view's head, from where the keys go on. */
function atHead(section) {
  const head = section.querySelector("h1");
  if (!head) return;
  head.tabIndex = -1;
  head.focus({ preventScroll: true });
}

/** Draw a view; where that fails (a browser that cannot unpack, a damaged file) the page says so and goes on. */
async function drawnBy(view, section, names, settings) {
  try {
    return await VIEWS[view](section, names, settings);
  } catch (fault) {
    console.error(fault);
    return [h("h1", {}, "This view cannot be shown"), h("p", {}, `The file may be damaged, or the browser older than 2023: ${fault.message}`)];
  }
}

/** Change the settings of the view that is shown, without a step in the history. */
function settle(settings) {
  const query = settings.toString();
  const hash = location.hash.split("?")[0] + (query ? `?${query}` : "");
  history.replaceState(history.state, "", hash);
  shownAt = hash;
}

function back() {
  if (history.length > 1 && shownAt !== "#overview") history.back();
  else location.hash = "#overview";
}

/** Return what stands where an address names nothing in this report. */
function nothing(what) {
  return h("div", {}, h("h1", {}, `There is no ${what} of this name here`), h("p", {}, h("a", { href: "#overview" }, "To the overview")));
}
