"""The quarterly report of a ministry: two accessible pages (PDF/UA-1), in French, of what the dashboard shows.

Its words are those of the page: `render.py` takes them from the page's own templates; `report.typ` lays them out.
"""
