"""The top floor: the workbook that the clerk works in, its buttons, and what starts Python from them."""
