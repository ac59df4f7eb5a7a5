"""Pieces that checks put into the facts of their sentences: what is lacking, where else, what speaks against it."""

from __future__ import annotations

LACKING_NUMBER = "số"
LACKING_SYMBOL = "ký hiệu"
LACKING_DAY = "ngày ban hành"
LACKING_YEAR = "năm ban hành"

ELSEWHERE = "chỗ khác trong biểu"
FORM_OF = "biểu {period}"
SYMBOL_BY_RULE = "quy định là"
SYMBOL_ELSEWHERE = "chỗ khác trong biểu ghi"
NO_FIGURES = "không số"
OR = " hoặc "
WHICH = " hay "
SAME_TIME = "cùng kỳ năm {year}"
INDICATOR_OF_SECTION = "chỉ tiêu {code} thuộc mục"
SECTION_THEN = "{period} việc này ở mục"
MONTH = "tháng {month:02d}"
YEAR = "năm {year}"
NAMED_YEAR = "năm {name}, tức năm {year}"
MONTHS_THROUGH = "{first} đến {last}"

REASON_SAYS = "Lý do ghi “{text}”"
RESULT_SAYS = "Kết quả ghi “{text}”"
PLANNED_ANEW = "việc này lại có trong tờ Kế hoạch của kỳ sau"
PLANNED_MORE = "kế hoạch là {planned:02d}, Kết quả ghi {told:02d} {what}"

RISEN = "tăng"
FALLEN = "giảm"
NEITHER_MORE_NOR_LESS = "không tăng, không giảm"
UNCHANGED = "không đổi"
