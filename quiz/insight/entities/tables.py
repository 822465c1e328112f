"""Rows of entities: their counts, which no page reads, and the levels published."""

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from quiz.storage.database import Base


class EntityTallyRow(Base):
    """How many agents have completed a module in an entity of a ministry; of no day, so that no erasure moves it."""

    __tablename__ = "entity_tally"

    ministry_id: Mapped[str] = mapped_column(ForeignKey("ministry.id"), primary_key=True)
    entity_id: Mapped[str] = mapped_column(ForeignKey("entity.id"), primary_key=True)
    agents: Mapped[int]


class EntityLevelRow(Base):
    """The least number of agents that one publication tells of an entity; 0 tells nothing."""

    __tablename__ = "entity_level"
    __table_args__ = (Index("ix_entity_level_ministry_id_publication_id", "ministry_id", "publication_id"),)

    publication_id: Mapped[int] = mapped_column(ForeignKey("publication.id"), primary_key=True)
    ministry_id: Mapped[str] = mapped_column(String(60), primary_key=True)
    entity_id: Mapped[str] = mapped_column(String(121), primary_key=True)
    at_least: Mapped[int]
