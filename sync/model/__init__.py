"""The data that flows through the pipe and the sentences about it; no behaviour beyond what a value says of itself."""
