"""LibreOffice as a second home of the clerk's workbook: an xlwings engine over UNO (`engine.py`)."""
