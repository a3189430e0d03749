"""A fault as a person reads it: its line fits the screen, and the caret stands under the place."""

import pytest

from provaudit.report.plain import cells_of
from provaudit.written import Fault, Place


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("match: {words: {phrase: [harbour, bulletin]}}", "bulletin"),
        (
            'wall: {phrase: ["登录后阅读全文", "付费阅读", "会员专享", "訂閱後繼續閱讀", "会員限定", "続きを読む"]}',
            "会員限定",
        ),
        ("quay: {phrase: [" + "harbour office, " * 20 + "pier]}", "pier"),
        ("शब्द: {phrase: [समाचार एजेंसी के साथ, बंदरगाह कार्यालय]}", "बंदरगाह"),
    ],
)
def test_the_line_fits_and_the_caret_is_under_the_place(line, wrong, width):
    fault = Fault("a.yaml", Place(7, line.index(wrong) + 1), "wrong", source=line)
    shown, caret = fault.excerpt(width)
    assert cells_of(shown) <= width
    assert cells_of(shown[: shown.index(wrong[:3])]) == cells_of(caret) - 1
