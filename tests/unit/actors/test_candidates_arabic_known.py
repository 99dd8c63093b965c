"""Agencies, firms and clubs that Arabic newspapers name without a word of explanation."""

from __future__ import annotations

import pytest
from dossier.domain.actors import ActorRole

from tests.unit.actors.test_candidates import names, role_of


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("وكانت مايكروسوفت أطلقت ذلك", "مايكروسوفت", ActorRole.ORGANISATION),
        ("وقالت نيويورك تايمز إن الأمر انتهى", "نيويورك تايمز", ActorRole.MEDIA_OUTLET),
        ("أكد متحدث لرويترز ذلك", "رويترز", ActorRole.MEDIA_OUTLET),
        ("تحدث زعيم طالبان عن ذلك", "طالبان", ActorRole.ORGANISATION),
    ],
)
def test_names_that_nobody_explains(text: str, name: str, role: ActorRole) -> None:
    assert role_of(text, name) is role


def test_a_town_is_a_club_in_a_text_about_a_game_only() -> None:
    game = "فاز الفريق في مباراة الدوري، وقال لاعب إن برشلونة ومانشستر سيتي أفضل. ثم انتقل للهلال."
    assert {"برشلونة", "مانشستر سيتي", "للهلال"} <= names(game, "ar")
    assert not names("سافر الرجل إلى برشلونة ونظر إلى الهلال", "ar")
