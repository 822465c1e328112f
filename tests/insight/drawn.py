"""Drawings of ours, read back."""

from xml.etree import ElementTree
from xml.etree.ElementTree import Element

SVG = "{http://www.w3.org/2000/svg}"


def elements(svg: str | bytes) -> Element:
    """The elements of a drawing; one that is not well formed is a mistake."""
    return ElementTree.fromstring(svg)  # noqa: S314 - made here, a moment ago
