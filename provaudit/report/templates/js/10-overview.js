// The overview is in the page; what needs the pile is put beside it.

VIEWS.overview = () => {
  const place = document.getElementById("overview-stories");
  if (place.childElementCount) return null;
  const stories = DATA.stories.slice(0, DATA.stories.length > 1 ? 2 : 1);
  if (DATA.stories.length > stories.length) place.append(h("p", { class: "small" }, `Of ${count(DATA.stories.length, "story", "stories")}, ${stories[0].open ? `the ${stories.length} with most words taken without the right credit` : `the ${stories.length} largest; none has text without the right credit`}:`));
  place.append(...stories.map((story) => h("section", { class: "story-box" }, h("h2", {}, h("a", { href: address("story", story.id) }, headOf(story))), h("p", {}, story.verdict, " ", h("a", { href: address("story", story.id) }, "Who has it from whom")), essentials(story, "h3", 4))));
  if (DATA.stories.length > stories.length) place.append(h("p", {}, h("a", { href: "#stories" }, `All ${DATA.stories.length.toLocaleString("en")} stories`)));
  document.getElementById("overview-cases").hidden = DATA.stories.length <= stories.length;
  if (DATA.problems.length) document.getElementById("overview-problems").append(h("details", {}, h("summary", {}, `${count(DATA.problems.length, "problem or note", "problems and notes")}`), h("ul", {}, DATA.problems.map((one) => h("li", {}, visible(one))))));
  return null;
};

VIEWS.rules = () => null;
VIEWS.method = () => null;
