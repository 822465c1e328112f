"""Public statistics: the State and its modules, on a page and as open data; never a figure of one ministry."""
