"""What the staff of a division see: the form, its templates, and reading a filled one back into a Book."""
