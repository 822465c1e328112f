"""A small design system of our own, with the DSFR's class names and none of its rules, laid out as its package is."""

import re
from pathlib import Path

from quiz.web.theme.files import BRIDGE

NOTICE = "/*! DSFR v1.14.9 | SPDX-License-Identifier: MIT | License-Filename: LICENSE.md | a stand-in of the tests */"
LIGHT = {"text": "#111", "background": "#fff", "border": "#666"}
DARK = {"text": "#fafafa", "background": "#1a1a1a", "border": "#aaa"}
# White letters lie on the dark blue of a button, and dark ones on its light blue.
INVERTED, ACTION = {"light": "#fff", "dark": "#111"}, {"light": "#003", "dark": "#bdf"}
RULES = """
@font-face{font-family:Stand-in;src:url(fonts/Stand-in-Bold.woff2) format("woff2");font-weight:700}
@font-face{font-family:Unused;src:url(fonts/Unused.woff2) format("woff2")}
@keyframes slide{from{opacity:0}to{opacity:1}}
@keyframes never{from{opacity:0}to{opacity:1}}
h1,h2,p,a,ul{font-family:Stand-in,sans-serif;color:var(--text-title-grey)}
.fr-container{padding:0 1rem}
.fr-alert:not(.fr-alert--sm){border:1px solid;padding:1rem}
.fr-alert--error::before,.fr-modal__close::before{-webkit-mask-image:url("icons/system/error.svg");mask-image:url("icons/system/error.svg")}
.fr-badge--success,.fr-badge--menthe{color:var(--text-default-success)}
.fr-btn{background:var(--background-action-high-blue-france);color:var(--text-inverted-blue-france);padding:1rem}
.fr-btn--secondary,.fr-btn--tertiary{background:transparent;color:var(--text-action-high-blue-france)}
.fr-modal{visibility:hidden;color:var(--only-for-modals)}
[class*=" fr-icon-"]::before{content:"";background:url(icons/never.svg)}
:is(.fr-callout,.fr-quote){animation:slide .2s;background:url(pictures/large.svg)}
:root[data-fr-theme=dark] .fr-tag{outline:1px solid}
@media (min-width:48em){.fr-container{padding:0 2rem}.fr-consent{color:red}}
@media (min-width:62em){.fr-consent{color:red}}
@media all and (-ms-high-contrast: none), (-ms-high-contrast: active){.fr-btn{color:red}}
@media print{.fr-btn{display:none}}
"""
SMALL = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'><path d='M0 0h8v8H0z' fill='#900'/></svg>"


def tokens(theme: str) -> str:
    """Every variable that our pages expect of the DSFR, in our colours."""
    colours = LIGHT if theme == "light" else DARK
    names = set(re.findall(r"var\((--(text|background|border)-[a-z-]+)\)", BRIDGE.read_text("utf-8")))
    values = {name: colours[kind] for name, kind in names}
    values |= {"--text-inverted-blue-france": INVERTED[theme], "--text-action-high-blue-france": ACTION[theme]}
    values |= {"--background-action-high-blue-france": ACTION[theme], "--only-for-modals": "#f00"}
    return ";".join(f"{name}:{value}" for name, value in sorted(values.items()))


def sheet() -> str:
    """The style sheet of the stand-in."""
    return f"{NOTICE}\n:root{{{tokens('light')}}}\n:root[data-fr-theme=dark]{{{tokens('dark')}}}{RULES}"


def stand_in(folder: Path) -> Path:
    """The stand-in, written as the package of the DSFR is: its sheet in dist, its licence beside."""
    dist = folder / "dist"
    for place in ("fonts", "icons/system", "pictures"):
        (dist / place).mkdir(parents=True)
    (dist / "dsfr.min.css").write_text(sheet(), "utf-8")
    (folder / "LICENSE.md").write_text("The licence of the stand-in.\n", "utf-8")
    (dist / "fonts/Stand-in-Bold.woff2").write_bytes(b"wOF2 no real letters")
    (dist / "icons/system/error.svg").write_text(SMALL, "utf-8")
    (dist / "pictures/large.svg").write_text(SMALL + f"<!--{'x' * 4000}-->", "utf-8")
    return folder
