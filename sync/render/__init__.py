"""The report as files: Word by Decree 30/2020, read back, judged, and as PDF."""
