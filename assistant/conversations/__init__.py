"""What was asked and answered, by whom, with all that the answers rest on, and what readers remarked."""
