"""Pictures of every page, to be looked at: `make screenshots`. Nothing here asserts anything, and nothing is kept."""
