"""Articles the rules were not written for: recall, and above all precision."""

import pytest

from tests.extract.hindi import FIXTURES, read
from tests.extract.scoring import read_expected, score

# (fixture, least recall): a wrong fact is worse than a missed one, so none is allowed.
ARTICLES = [
    ("hi-vitamin-d", 0.9),
    ("hi-vitamin-a", 0.9),
    ("hi-iron", 0.85),
    ("hi-vitamin-c", 0.9),
    ("hi-potassium", 0.9),
    ("hi-folic-acid", 0.95),
    ("hi-iodine", 0.95),
    ("hi-magnesium", 0.95),
    # Four at a time, each with its list of facts before it was first read. That first reading had
    # a precision of 0.88 and a recall of 0.41 over the first four, 0.81 and 0.44 over the second,
    # 0.93 and 0.70 over the third, 0.97 and 0.37 over the last two.
    ("hi-thiamine", 0.85),
    ("hi-zinc", 0.92),
    ("hi-thyroid", 0.7),
    ("hi-dehydration", 0.8),
    ("hi-calcium", 0.83),
    ("hi-vitamin-k", 0.74),
    ("hi-diabetes", 0.77),
    ("hi-protein", 0.69),
    ("hi-anaemia", 0.72),
    ("hi-omega3", 0.98),
    ("hi-b6", 0.78),
    ("hi-iodine-goitre", 0.9),
    ("hi-vitamin-e", 0.87),
    ("hi-b2", 0.8),
    # Of thirty more, five at a time, read likewise: precision 0.87, recall 0.71 over the first
    # five, 0.83 and 0.63 over the second, 0.75 and 0.65 over the third (the subject of one was
    # mistaken), 0.90 and 0.79 over the fourth, 0.91 and 0.80 over the fifth, 0.96 and 0.81 over
    # the sixth.
    ("hi-rickets", 0.97),
    ("hi-phosphorus", 0.95),
    ("hi-osteoporosis", 0.97),
    ("hi-constipation", 0.97),
    ("hi-migraine", 0.94),
    ("hi-dengue", 0.9),
    ("hi-kidney-stone", 0.97),
    ("hi-tuberculosis", 0.94),
    # Of twenty-eight more, six at a time and four at the last, read likewise: precision 0.95,
    # recall 0.66 over the first six, 0.94 and 0.58 over the second, 0.91 and 0.72 over the third,
    # 0.87 and 0.73 over the fourth (one counts its lines by bare numbers), 0.93 and 0.82 over the
    # last four.
    ("hi-biotin", 0.93),
    ("hi-copper", 0.91),
    ("hi-niacin", 0.92),
    ("hi-vitamin-d-sun", 0.95),
    ("hi-iron-headings", 0.87),
    ("hi-calcium-ages", 0.91),
    ("hi-selenium", 0.91),
    ("hi-magnesium-news", 0.95),
    ("hi-iodine-salt", 0.91),
    ("hi-sodium", 0.93),
    ("hi-chromium", 0.96),
    ("hi-manganese", 0.9),
    ("hi-b6-flat", 0.98),
]

# Texts of other kinds, which say next to nothing that the rules are about.
OTHERS = ["recipe", "biography", "news", "story", "travel", "exercise"]


@pytest.mark.parametrize(("name", "least"), ARTICLES)
def test_unseen_article(name: str, least: float) -> None:
    text = (FIXTURES / f"{name}.txt").read_text(encoding="utf-8")
    found = score(read(text).facts, read_expected(FIXTURES / f"{name}.facts.txt"), "hi")
    assert not found.wrong
    assert found.recall >= least, found.missed


@pytest.mark.parametrize("name", OTHERS)
def test_no_nonsense(name: str) -> None:
    text = (FIXTURES / f"hi-other-{name}.txt").read_text(encoding="utf-8")
    expected = read_expected(FIXTURES / f"hi-other-{name}.facts.txt")
    found = score(read(text).facts, expected, "hi")
    assert not found.wrong
    assert len(found.right) == len(expected)


@pytest.mark.parametrize("name", [name for name, _ in ARTICLES])
def test_spans_quote_the_text(name: str) -> None:
    text = (FIXTURES / f"{name}.txt").read_text(encoding="utf-8")
    facts = read(text).facts
    assert facts
    for fact in facts:
        for span in fact.spans:
            assert span.quote == text[span.start : span.end]
