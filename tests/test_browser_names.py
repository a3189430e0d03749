"""Articles of one outlet in one story, in Chromium: what tells them apart is not said twice."""

import polars as pl
from browser import needs_chromium, opened

import provaudit

pytestmark = needs_chromium

STORY = (
    "The harbour board voted late on Monday to close the northern slip after divers found cracks in eleven piles.\n\n"
    "Chairman Odo Merriwell told the members that the repair would take nineteen weeks and cost four million.\n\n"
    "Passengers with season tickets can use the railway across the causeway free of charge until spring."
)


def test_a_name_that_says_a_date_or_a_headline_does_not_say_it_twice(tmp_path):
    twice = [("wire", "Mareline", "Slip shut", None, f"QUILLPORT, May 5 (Mareline) - {STORY}")]
    twice += [(f"a{n}", "Twin Post", f"Slip number {n} is shut", None, f"{STORY} {n}") for n in range(2)]
    twice += [(f"b{n}", "Day Post", f"Slip {n}", f"2031-05-0{n + 5}", f"{STORY} {n}") for n in range(2)]
    schema = ["id", "outlet", "title", "published", "text"]
    with opened(provaudit.audit(pl.DataFrame(twice, schema=schema, orient="row")), tmp_path) as watched:
        rows = watched.open("story/story:1").locator(".lineage-rows li").all_inner_texts()
    assert {row.count("Slip number 0") for row in rows if "Slip number 0" in row} == {1}
    assert {row.count("2031-05-05") for row in rows if "2031-05-05" in row} == {1}
