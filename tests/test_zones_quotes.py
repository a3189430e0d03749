"""Quotations that carry no marks, and those that do but lie outside the prose."""

from test_zones import LAST, LEAD, MORE, pile, quotes, spans

from provaudit.zones import find_zones

POST = "The bridge is shut. Take the ferry!"


def test_marked_quotations_inside_the_prose_are_quotes():
    assert quotes(LEAD, "“We had no choice,” the mayor said, and she left the hall early.") == [
        "“We had no choice,”"
    ]


def test_a_quotation_in_a_caption_is_none_of_the_articles_own():
    assert quotes(LEAD, "A sign says “Shut” (AP Photo/Bo Tarn)", MORE) == []


def test_an_embedded_post_is_a_quote_up_to_its_signature():
    post = f"{POST} — Ada Quill (@adaquill) June 3, 2020"
    assert [post] == quotes(LEAD, post, MORE)
    assert [post] == quotes(LEAD, f"{post} The mayor did not answer.", MORE)


def test_the_paragraph_above_a_posts_signature_is_the_post():
    signature = "Ada Quill (@adaquill) June 3, 2020"
    assert [POST, signature] == quotes(LEAD, POST, signature, MORE)


def test_a_picture_link_of_a_post_makes_the_paragraph_a_quote():
    assert [f"{POST} pic.twitter.com/a1B2c3"] == quotes(LEAD, f"{POST} pic.twitter.com/a1B2c3", MORE)


def test_the_turns_of_a_transcript_are_quotes():
    turns = [
        "MAYOR ADALINE QUILL: Why was the bridge shut, and why only now?",
        "ENGINEER BO TARN: Because the piers were cracked in May, as we said.",
    ]
    assert turns * 2 == quotes(LEAD, *turns, *turns, MORE)


def test_labels_before_paragraphs_are_no_turns_where_nobody_speaks_twice():
    names = ("Ada Quill", "Bo Tarn", "Cy Farrow", "Di Lenn")
    assert (
        quotes(LEAD, *(f"{name}: the bridge will stay shut for two years, at least" for name in names)) == []
    )


def test_the_paragraph_below_a_repeated_speakers_name_is_a_quote():
    said = [
        f"We closed it for the reason we gave in May, part {n}, and will not open it again soon."
        for n in "abc"
    ]
    assert said == quotes(LEAD, *(part for words in said for part in ("ada quill", words)), MORE)


def test_the_paragraph_that_a_statement_is_announced_for_is_a_quote():
    words = "We regret the delay and thank the people of Oakdale for their patience through a hard spring."
    assert [words] == quotes(LEAD, "The mayor said in a statement:", words, MORE)


def test_an_excerpt_of_another_outlets_report_stays_prose():
    assert quotes(LEAD, "As the Farrow Post reported in its story:", MORE, LAST) == []


def test_overlapping_finds_are_one_quote():
    post = f"“{POST}” he wrote. — Ada Quill (@adaquill) June 3, 2020"
    articles = pile(f"{LEAD}\n\n{post}")
    found = spans(articles["text"][0], find_zones(articles))
    assert [("quote", post)] == [pair for pair in found if pair[0] == "quote"]
