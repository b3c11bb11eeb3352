"""What can be read in one sentence by looking: dates, amounts, offices, speakers, status; and how two compare."""
