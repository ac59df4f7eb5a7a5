"""What the command line and the buttons call: each function does one thing a user asks for."""
