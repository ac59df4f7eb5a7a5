"""What may stand in Kết quả thực hiện of a planned task, and what it means."""

from __future__ import annotations

from collections.abc import Mapping

from sync.model.records import PlanResult

RESULTS: Mapping[str, PlanResult] = {
    "Đã hoàn thành": "done",
    "Đang thực hiện": "ongoing",
    "Chuyển kỳ sau": "carried",
    "Không thực hiện": "dropped",
}
