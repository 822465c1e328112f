"""What was published of a ministry week after week: the headline alone."""
