"""Files, folders, addresses and feeds → the library, once, and kept in step with them."""
