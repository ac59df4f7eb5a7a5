"""The service: from Books to findings, the store and the consolidated report."""
