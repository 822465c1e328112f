"""What is often missed, all ministries together, and its explanation: for referents, without any figure of a group.

Which items they are is settled by `item_analysis/statistics.py`, with its thirty attempts and its intervals.
"""
