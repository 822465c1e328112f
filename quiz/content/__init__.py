"""What is taught: modules, items, series, and the problems of their YAML.

Never: who answers, what a response is worth, how a page looks. The files are read by `files`
(the only place that knows YAML), judged by `reading` and `rules`, kept by `store`.
Open `module.py` first, then `item.py`.
"""
