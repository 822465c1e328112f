"""Two persons who are one agent, as far as identities and sessions go; `learning/joining` does the rest."""
