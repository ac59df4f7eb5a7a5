"""The form in Excel's formats: template, reader, second look."""
