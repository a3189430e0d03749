import pytest

from provaudit.report.styles import percent, signed


@pytest.mark.parametrize(
    ("share", "told"),
    [
        (0, "0%"),
        (0.005, "<1%"),
        (0.125, "13%"),
        (0.375, "38%"),
        (0.12496, "13%"),
        (0.1146, "11%"),
        (0.00001, "<1%"),
        (0.9949, "99%"),
        (0.9978, "99%"),
        (0.99999, "99%"),
        (1 - 1e-16, "100%"),
        (1, "100%"),
    ],
)
def test_a_share_s_half_is_rounded_up_as_the_browser_does(share, told):
    assert percent(share) == told


@pytest.mark.parametrize(
    ("points", "told"), [(0.25, "+0.3"), (-0.25, "-0.3"), (0.04, "0"), (3, "+3"), (None, "–")]
)
def test_points_halves_are_rounded_away_from_zero_as_the_browser_does(points, told):
    assert signed(points) == told
