"""The one mouth that speaks of data: submissions and rounds in, findings out."""
