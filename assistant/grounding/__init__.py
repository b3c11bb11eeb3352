"""Answer text + evidence → checked claims: the rules that say whether sentences bear a claim."""
