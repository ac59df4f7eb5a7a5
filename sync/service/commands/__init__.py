"""What each command does, one file a family; the roof parses the words and calls here when a command runs."""
