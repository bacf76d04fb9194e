"""Others are told what happens to a recording, and nothing of what anybody answers."""

from consent.consents import Consents
from consent.notices import News, Notice, announced
from consent.outcome import PublicOutcome
from tests.unit.consent.group import Group, agreed


def told(group: Group) -> list[Notice]:
    return list(announced(Consents(), group.events))


def news(group: Group) -> list[News]:
    return [notice.news for notice in told(group)]


def test_a_recording_from_the_question_to_its_end() -> None:
    group = agreed("Ada", "Ben")
    group.after(group.sitting.drop("Ben"))
    group.after(group.sitting.come_back("Ben"))
    group.withdraw("Ben")
    assert news(group) == [
        News.ASKED, News.SETTLED, News.STARTED, News.PAUSED, News.STARTED, News.ENDED,
    ]  # fmt: skip


def test_of_answers_and_of_keys_nobody_is_told() -> None:
    group = Group("Ada")
    group.ask()
    group.yes("Lena")
    group.later("Ada")
    group.no("Ada")
    assert news(group) == [News.ASKED]


def test_whoever_comes_in_with_a_yes_is_no_news() -> None:
    group = agreed("Ada", lobby=True)
    before = news(group)
    group.after(group.sitting.enter("Ben"))
    group.yes("Ben")
    group.after(group.sitting.admit("Ben", by="Lena"))
    assert news(group) == before


def test_what_came_out_is_told_in_public_words() -> None:
    group = Group("Ada")
    group.ask()
    group.wait(60.0)
    assert told(group)[-1] == Notice(News.SETTLED, group.of().id, 1060.0, PublicOutcome.NOT_AGREED)
    recorded = agreed("Ada")
    recorded.withdraw("Ada")
    assert told(recorded)[-1] == Notice(News.ENDED, recorded.of().id, 1000.0, PublicOutcome.ENDED)
