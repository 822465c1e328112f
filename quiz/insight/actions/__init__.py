"""What a ministry did besides the modules, as its referent declares it: printed apart, and added to no figure.

`action.py` says which declaration is right; `store.py` keeps it; the dashboard, the report and the exports print it.
"""
