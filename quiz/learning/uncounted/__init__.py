"""What of persons' paths the tallies do not know yet: held, asked, settled."""
