"""The pages of a translation: opened, checked, published by itself."""
