"""Google Sheets: the transport that calls Google, and what stands on it."""
