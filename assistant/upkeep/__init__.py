"""Keeping a library whole: it is checked, repaired, backed up and restored. Nothing here runs while people ask, except
the backup and the part of a check that only reads."""
