"""Who may use the page: users and their passwords, sessions, wrong tries. Knows nothing of the web."""
