"""An operator's own DSFR, laid over the pages: `quiz theme build` makes it, `static_files` serves it.

Nothing of the DSFR is in this repository, and nothing here accepts its terms: the operator does.
Open `build.py` first. `sheet` reads and writes CSS, `purge` takes away what no page uses, `own` what the
DSFR says better than we do; `files` alone touches the disk.
"""
