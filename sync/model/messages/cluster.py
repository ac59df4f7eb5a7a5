"""What is told of the Dask cluster that should have read the forms: the round is done here all the same."""

from __future__ import annotations

from sync.model.messages.message import Message

CLUSTER: dict[str, Message] = {
    "cluster-unreachable": Message(
        "Không nối được cụm máy tính",
        "Không nối được cụm máy tính ở khóa executor; các biểu đã được đọc ngay trên máy này.",
        "Số liệu vẫn đủ. Nhờ người quản trị xem lại máy điều phối Dask, hoặc ghi executor: local trong config.yaml.",
    ),
    "cluster-empty": Message(
        "Cụm máy tính không có máy nào",
        "Cụm máy tính ở khóa executor chưa có máy tính toán nào; các biểu đã được đọc ngay trên máy này.",
        "Số liệu vẫn đủ. Nhờ người quản trị mở các máy tính toán (dask worker).",
    ),
    "cluster-gone": Message(
        "Cụm máy tính ngừng giữa chừng",
        "Cụm máy tính ngừng giữa chừng; phần còn lại đã được đọc trên máy này, không biểu nào bị bỏ sót.",
        "Số liệu vẫn đủ. Nhờ người quản trị xem nhật ký của cụm máy tính.",
    ),
    "cluster-other-code": Message(
        "Cụm máy tính chạy bản khác",
        "Cụm máy tính chạy bản chương trình khác với máy này; các biểu đã được đọc ngay trên máy này.",
        "Số liệu vẫn đủ. Nhờ người quản trị cài cùng một bản chương trình và Python ở mọi máy của cụm.",
    ),
    "cluster-no-library": Message(
        "Thiếu phần nối với cụm máy tính",
        "Máy này chưa có phần nối với cụm máy tính Dask; các biểu đã được đọc ngay trên máy này.",
        'Cài thêm bằng lệnh: python -m pip install "baocao[dask]", hoặc ghi executor: local trong config.yaml.',
    ),
}
