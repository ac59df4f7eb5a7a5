"""The roof of the house: the `baocao` command. It parses the words and calls the command."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from sync.service.commands.terminal import (
    DONE,
    FAILED,
    FOUND,
    STOPPED,
    RefusalError,
    config_path,
    flush,
    office_at_work,
    path_of,
    say,
    say_json,
    say_lines,
    sentence_of,
    tell,
)

TYPE_CHECKING = False  # type checkers take it for true; typing and pathlib would be a third of what --help costs
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any, NoReturn

    from sync.model.period import Period
    from sync.work.office import Office

EXAMPLES = """ví dụ:
  baocao init D:\\BaoCao                   tạo thư mục làm việc của sở
  baocao templates --period 2024-02       làm biểu cho các đơn vị
  baocao sync --period 2024-01            đọc biểu của các đơn vị
  baocao report --period 2024-01          làm báo cáo Word và tệp số liệu
  baocao trace 147 --period 2024-01       một con số lấy từ ô nào

mã kết thúc: 0 xong và sạch; 1 xong nhưng còn điểm phải sửa; 2 không làm được; 130 bị dừng giữa chừng"""

_ARGPARSE_WORDS = {
    "usage: ": "cách dùng: ",
    "options": "tùy chọn",
    "positional arguments": "tham số",
    "show this help message and exit": "xem trợ giúp này",
    "%(prog)s: error: %(message)s\n": "%(prog)s: sai câu lệnh: %(message)s\n",
    "the following arguments are required: %s": "thiếu: %s",
    "unrecognized arguments: %s": "không hiểu: %s",
    "expected one argument": "cần một giá trị",
    "expected at least one argument": "cần ít nhất một giá trị",
    "invalid choice: %(value)r (choose from %(choices)s)": "không có “%(value)s” (chọn một trong: %(choices)s)",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 clean, 1 errors in the data, 2 could not do it, 130 stopped."""
    # A command makes much and drops little: looking for rubbish as often as Python does was a tenth of its time.
    gc.set_threshold(50_000, 20, 50)
    _speak_utf8()
    arguments = _parser().parse_args(argv)
    try:
        ended = int(arguments.run(arguments))
        flush()
        return ended
    except KeyboardInterrupt:
        tell("Đã dừng; chưa có gì bị mất.")
        return STOPPED
    except BrokenPipeError:
        sys.stdout = None  # nobody reads any more: nothing to flush at exit
        return DONE
    except Exception as error:  # noqa: BLE001 the last door: a sentence for the user, the traceback for the log
        from sync.service.commands.failing import failed

        return failed(error, arguments)


def _parser() -> argparse.ArgumentParser:
    argparse._ = lambda text: _ARGPARSE_WORDS.get(text, text)  # type: ignore[attr-defined] # its gettext hook
    width = _width()
    parser = argparse.ArgumentParser(
        prog="baocao",
        description="Tổng hợp báo cáo tháng của sở từ biểu của các đơn vị.",
        epilog=EXAMPLES,
        formatter_class=lambda prog: argparse.RawDescriptionHelpFormatter(prog, width=width),
    )
    commands = parser.add_subparsers(title="các lệnh", metavar="LỆNH", required=True)

    def command(
        name: str, run: Callable[[argparse.Namespace], int], help: str, *, period: bool = True, config: bool = True
    ) -> Any:
        made = commands.add_parser(
            name, help=help, description=help, formatter_class=lambda prog: argparse.HelpFormatter(prog, width=width)
        )
        made.set_defaults(run=run)
        made.add_argument("--debug", action="store_true", help="in chi tiết khi gặp lỗi của chương trình")
        if period:
            made.add_argument("--period", metavar="NĂM-THÁNG", help="kỳ báo cáo, ví dụ 2024-01")
        if config:
            made.add_argument("--config", metavar="TỆP", help="đường dẫn đến config.yaml")
        return made

    made = command(
        "init", _init, "tạo thư mục làm việc: config.yaml, mẫu Word, hộp thư đến", period=False, config=False
    )
    made.add_argument("folder", metavar="THƯ-MỤC")
    made = command(
        "templates", _in("collecting", "templates"), "làm biểu của kỳ cho từng đơn vị; không ghi đè tệp đã có"
    )
    made.add_argument("--from", dest="source", metavar="TỆP", help="chuyển nội dung đã gõ ở biểu của kỳ khác sang")
    _with_format(command("sync", _in("collecting", "sync"), "đọc biểu của các đơn vị và hộp thư đến, rà soát, ghi lại"))
    _with_format(command("check", _in("judging", "check"), "liệt kê các điểm cần xem lại"))
    made = _with_format(command("status", _in("judging", "status"), "đơn vị nào đã gửi, còn vướng gì, việc tiếp theo"))
    made.add_argument("--html", default="", metavar="TỆP", help="làm cả trang tình hình, ví dụ status.html")
    made = command(
        "accept", _in("judging", "accept"), "chấp nhận một điểm, bỏ qua một đơn vị, hoặc chọn một trong hai tệp"
    )
    made.add_argument("ids", nargs="*", metavar="MÃ", help="mã của điểm, như lệnh check đã in")
    made.add_argument("--without", action="append", default=[], metavar="ĐƠN-VỊ", help="báo cáo không có đơn vị này")
    made.add_argument("--use", default="", metavar="TỆP", help="dùng tệp này khi một đơn vị có hai tệp khác nhau")
    made.add_argument(
        "--withdraw", nargs="*", metavar="MÃ", help="rút lại: mã của điểm, mã đơn vị hoặc tệp đã chấp nhận trước đó"
    )
    made.add_argument("--reason", default="", metavar="LÝ-DO", help="lý do, được lưu cùng báo cáo")
    made = _with_format(command("report", _in("reporting", "report"), "làm báo cáo Word và tệp số liệu"))
    made.add_argument("--draft", action="store_true", help="in bản dự thảo dù còn điểm phải sửa")
    made.add_argument("--pdf", action="store_true", help="in thêm PDF qua LibreOffice")
    made.add_argument("--signer", default="", metavar="MÃ", help="người ký khác, theo mã trong config.yaml")
    made = command(
        "feedback", _in("answering", "feedback"), "ghi ý kiến rà soát vào biểu của đơn vị và nhận câu trả lời ở đó"
    )
    made.add_argument("--dry-run", action="store_true", help="chỉ cho xem sẽ ghi gì, không ghi")
    made.add_argument(
        "--format",
        choices=("table", "text", "json"),
        default="table",
        help="table cho người, text để dán vào nhóm chat, json cho máy",
    )
    made = command("lock", _in("reporting", "lock"), "chốt số liệu của kỳ: biểu sửa sau đó không làm đổi báo cáo")
    made.add_argument("--reason", default="", metavar="LÝ-DO", help="ghi chú, nếu cần")
    made = command("unlock", _in("reporting", "unlock"), "mở lại số liệu đã chốt, kèm lý do")
    made.add_argument("--reason", default="", metavar="LÝ-DO", help="vì sao mở lại")
    made = command(
        "issue", _in("reporting", "issue"), "ghi số, ngày ban hành của báo cáo và lưu bản đã ký; kỳ được chốt hẳn"
    )
    made.add_argument("--number", required=True, metavar="SỐ", help="số văn bản do văn thư cấp, ví dụ 05")
    made.add_argument("--date", required=True, metavar="NGÀY", help="ngày ban hành, ví dụ 19/01/2024")
    made.add_argument("--file", default="", metavar="TỆP", help="bản đã ký (.docx hoặc .pdf), để lưu và so với bản in")
    made.add_argument("--take", action="store_true", help="lấy chỗ đã sửa trong bản ký (.docx) làm nội dung của kỳ")
    made.add_argument("--version", type=int, metavar="BẢN", help="bản đã ký trên giấy, nếu không phải bản mới nhất")
    made.add_argument("--anyway", action="store_true", help="vẫn ghi dù ngày hoặc tệp trông không đúng kỳ này")
    made.add_argument("--correct", default="", metavar="LÝ-DO", help="ghi lại số, ngày đã ghi nhầm, kèm lý do")
    made = command(
        "workbook", _workbook, "làm TongHop.xlsm (Excel) và TongHop.ods (LibreOffice) để làm việc bằng nút bấm"
    )
    made.add_argument("--output", default="", metavar="THƯ-MỤC", help="thư mục đặt tệp, nếu không phải thư mục của sở")
    made.add_argument("--take", action="store_true", help="chỉ nhận những gì đã gõ trong sổ đã lưu, không làm lại sổ")
    made = _with_format(
        command("trace", _in("judging", "trace"), "một con số, vài chữ hoặc một mục trong báo cáo lấy từ ô nào")
    )
    made.add_argument("text", metavar="CHỮ")
    made = _with_format(command("doctor", _doctor, "xem máy này còn thiếu gì và phải làm gì"))
    made.add_argument(
        "--macro",
        action="store_true",
        help="những gì các nút của TongHop cần: Python, Excel, LibreOffice",
    )
    made = command("remind", _in("serving", "remind"), "gửi thư nhắc của hôm nay cho đơn vị và người tổng hợp")
    made.add_argument("--dry-run", action="store_true", help="chỉ cho xem, không gửi")
    made.add_argument(
        "--format",
        choices=("table", "text", "json"),
        default="table",
        help="table cho người, text để dán vào nhóm chat, json cho máy",
    )
    made = command(
        "serve", _in("serving", "serve"), "chạy tự động: đọc biểu hằng đêm và theo giờ trong config.yaml", period=False
    )
    made.add_argument("--once", action="store_true", help="làm những việc đến giờ rồi thôi (cho Task Scheduler, cron)")
    made.add_argument("--log-format", choices=("text", "json"), default="text", help="dạng của nhat-ky/baocao.log")
    made = command("service", _in("serving", "service"), "cài, xem, gỡ dịch vụ chạy tự động của máy", period=False)
    made.add_argument("deed", choices=("install", "status", "remove"), metavar="VIỆC", help="install, status, remove")
    made.add_argument("--system", action="store_true", help="cho cả máy (Linux, cần quyền quản trị)")
    made.add_argument("--user", default="", metavar="TÀI KHOẢN", help="với --system: tài khoản mà dịch vụ chạy")
    made.add_argument("--with-password", action="store_true", help="chạy cả khi không ai đăng nhập (Windows)")
    made = command(
        "backup", _in("keeping", "backup"), "sao lưu dữ liệu, config.yaml và mẫu Word vào một tệp", period=False
    )
    made.add_argument("file", metavar="TỆP", help="tệp .zip sẽ tạo, hoặc thư mục (ví dụ ổ USB) để tự đặt tên")
    made = command(
        "restore",
        _in("keeping", "restore"),
        "khôi phục một bản sao lưu vào thư mục trống",
        period=False,
        config=False,
    )
    made.add_argument("file", metavar="TỆP", help="tệp do baocao backup hoặc dịch vụ tạo ra")
    made.add_argument("folder", nargs="?", default="", metavar="THƯ-MỤC", help="thư mục trống; không ghi: thư mục này")
    made = command(
        "export", _in("keeping", "export"), "lưu một kỳ thành gói làm bằng chứng: biểu, báo cáo, bản ký, truy nguồn"
    )
    made.add_argument("file", nargs="?", default="", metavar="TỆP", help="gói .zip sẽ tạo")
    made.add_argument("--verify", default="", metavar="GÓI", help="kiểm tra một gói và làm lại báo cáo từ các biểu")
    made = command(
        "google",
        _in("online", "google"),
        "xem đã đủ điều kiện dùng bảng tính Google chưa, hoặc thử chương trình với Google",
        period=False,
    )
    made.add_argument(
        "deed",
        choices=("setup", "selftest"),
        metavar="VIỆC",
        help="setup: xem từng điều kiện; selftest: thử trên một bảng tính trống",
    )
    made.add_argument(
        "--spreadsheet",
        default="",
        metavar="LIÊN-KẾT",
        help="selftest: liên kết của bảng tính trống, đã chia sẻ cho tài khoản dịch vụ",
    )
    made.add_argument(
        "--quota", action="store_true", help="selftest: thử cả lúc hết lượt gọi; lệnh khác phải chờ vài phút"
    )
    made.add_argument(
        "--wait",
        type=int,
        default=180,
        metavar="GIÂY",
        help="selftest: chờ Drive báo giờ sửa không quá chừng này; không ghi: 180",
    )
    made.set_defaults(period=None)
    made = command(
        "demo", _demo, "bày thư mục làm việc mẫu tháng 01 và 02/2024, đọc và làm báo cáo", period=False, config=False
    )
    made.add_argument("folder", metavar="THƯ-MỤC")
    return parser


def _in(family: str, name: str) -> Callable[[argparse.Namespace], int]:
    """Return a command of sync.service.commands, whose file is imported when the command runs."""

    def run(arguments: argparse.Namespace) -> int:
        return int(getattr(import_module(f"sync.service.commands.{family}"), name)(arguments))

    return run


def _width() -> int:
    """Return how wide help may be: argparse would load shutil, with all its compressors, to ask the terminal."""
    try:
        return int(os.environ.get("COLUMNS", "") or os.get_terminal_size().columns) - 2
    except (OSError, ValueError):
        return 78


def _with_format(command: Any) -> Any:
    command.add_argument("--format", choices=("table", "json"), default="table", help="table cho người, json cho máy")
    return command


def _init(arguments: argparse.Namespace) -> int:
    from sync.service.office import init

    made = init(path_of(arguments.folder))
    for path in (*made, *_starters(made[0].parent)):
        say(f"Đã tạo {path}")
    arguments.config, arguments.period = str(made[0]), ""
    with office_at_work(arguments) as (office, period):
        _say_workbooks(office, period, made[0].parent)
    say(f"Việc tiếp theo: mở {made[0]}, sửa những chỗ có chữ ĐIỀN và xóa chữ ấy,")
    say("rồi chạy: baocao templates --period NĂM-THÁNG")
    return DONE


def _starters(folder: Path) -> tuple[Path, ...]:
    from macros.starters import write_starters

    return write_starters(folder)


def _workbook(arguments: argparse.Namespace) -> int:
    with office_at_work(arguments) as (office, period):
        folder = path_of(arguments.output) if arguments.output else office.config.folder
        understood = _take_saved(office, folder)
        if arguments.take:
            return DONE if understood else FAILED
        _say_workbooks(office, period, folder)
    return DONE


def _take_saved(office: Office, folder: Path) -> bool:
    """Take in what was typed into saved workbooks and tell it; say whether all of it could be taken."""
    from macros.saved import lines_told, take_saved

    found = take_saved(office, folder)
    say_lines(lines_told(found))
    return not any(each.refused for each in found)


def _say_workbooks(office: Office, period: Period, folder: Path) -> None:
    from macros.making import make_workbooks

    made = make_workbooks(office, period, folder)
    for old, kept in made.kept:
        say(f"{old.name} cũ có thể có chỗ gõ dở nên được giữ lại: {kept}")
    for path in filter(None, (made.xlsm, made.ods)):
        say(f"Đã tạo {path}")
    if made.without_ods:
        tell(" ".join(sentence_of(made.without_ods, {})))


def _doctor(arguments: argparse.Namespace) -> int:
    from sync.service.examined import answer

    config = config_path(arguments.config)
    if not config.is_file():
        raise RefusalError("config-not-found")
    if arguments.macro:
        from macros.doctor import examine as examine_macros

        found = list(examine_macros(config.parent))
    else:
        from sync.service.doctor import examine

        found = examine(config)
    if arguments.format == "json":
        say_json(answer(found))
    else:
        say_lines(each.line for each in found)
    return FOUND if any(each.state == "error" for each in found) else DONE


def _demo(arguments: argparse.Namespace) -> int:
    from sync.service.office import DEMO_PERIODS, demo, remember_demo

    config = demo(path_of(arguments.folder))
    for code in DEMO_PERIODS:
        for command in ("sync", "report"):
            ended = main([command, "--period", code, "--config", str(config)])
            remember_demo(config.parent)
            if ended not in {DONE, FOUND}:
                return ended
        say("")
    say(f"Xem các điểm rà soát: baocao check --period 2024-01 --config {config}")
    return DONE


def _speak_utf8() -> None:
    """Windows and pipes may expect another code page; under pythonw there are no streams at all."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _run() -> NoReturn:
    sys.exit(main())


if __name__ == "__main__":
    _run()
