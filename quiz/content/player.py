"""Where a film is played and watched, by provider; loaded by nobody until someone asks."""

from dataclasses import dataclass

from quiz.content.module import Embed


@dataclass(frozen=True)
class Player:
    """The address of the player, its origin for the security policy, and the film's own page."""

    origin: str
    frame_url: str
    watch_url: str


def player(embed: Embed) -> Player:
    """The player of an embedded film, without autoplay (RGESN 2024, criterion 4.1)."""
    if embed.provider == "dailymotion":
        return Player(
            "https://geo.dailymotion.com",
            f"https://geo.dailymotion.com/player.html?video={embed.id}",
            f"https://www.dailymotion.com/video/{embed.id}",
        )
    origin = f"https://{embed.host or 'video.mentor.gouv.fr'}"
    return Player(origin, f"{origin}/videos/embed/{embed.id}", f"{origin}/w/{embed.id}")
