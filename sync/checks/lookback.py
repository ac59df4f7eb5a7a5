"""Words by which a text looks back or compares, and whether a month or quarter is a period's own but for its year."""

from __future__ import annotations

import re

from sync.model.period import Period
from sync.normalise.dates import FoundMonth

COMPARED = re.compile(
    r"so (?:voi )?(?:cung ky|thang|nam|cuoi|quy)|cung ky|thang truoc|nam truoc|luy ke|tu dau nam|du kien"
    r"|ke hoach thang"
)
# Words by which a text looks back: what stands after them is of the past by right.
BACK = re.compile(
    r"\b(?:bao cao|tong ket|so ket|danh gia|nghiem thu|quyet toan|cong bo|ket qua|kiem ke|thanh ly|xep loai|cham diem"
    r"|thong ke|phan loai|khen thuong|thi dua|binh xet|chi so"
    r"|so lieu|ton dong|chuyen tiep|con lai|chua hoan thanh|giai doan|ra soat"
    r"|kiem diem|kiem toan|tong hop|luu tru|chinh ly|giai ngan|du toan|kinh phi"
    r"|doi chieu|thanh toan|quyet dinh|nghi quyet"
    r"|keo dai|bo sung|dieu chinh|sua doi|bai bo|thay the|hoc ky|nam hoc|nien do"
    r"|tiep tuc hoan thien|phe duyet|da duoc duyet"
    r"|ky niem|truoc|ra mat|khoa [ivx0-9]|cuoc thi|giai thuong|chuong trinh hop tac|hop dong|goi thau|thanh quyet)"
)
MARKS = re.compile(
    r"\b(?:tu|ke tu|bat dau|khoi cong|thanh lap|hieu luc|khoi to|ban hanh|phe duyet|giai doan|den|ra doi|ket thuc|truoc"
    r"|thi tuyen|to chuc (?:tu|vao))(?: \S+){0,2} $"
)
ORDERED = re.compile(r"de xuat,? dat hang[^.;:()]{0,90}$")


def in_quarter(quarter: int, period: Period) -> bool:
    """Return whether a period lies in this quarter of its year, or has part of it."""
    return 3 * quarter - 2 <= period.last_month and period.first_month <= 3 * quarter


def same_month_other_year(month: FoundMonth, period: Period) -> bool:
    """True for the period's own month in the year before or after: its year was typed wrong."""
    own = month.month is not None and period.first_month <= month.month <= period.last_month
    return own and month.year is not None and abs(month.year - period.year) == 1
