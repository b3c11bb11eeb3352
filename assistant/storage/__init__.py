"""What lies on the disk: the folder of a library, and SQLite files that outlive a killed process."""
