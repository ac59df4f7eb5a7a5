"""What runs by itself or sets an office up."""
