"""The roof of the house: the `baocao` command. It parses the words, calls a room of sync, and prints the answer."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import contextmanager

TYPE_CHECKING = False  # type checkers take it for true; typing and pathlib would be a third of what --help costs
if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any, NoReturn

    from sync.model.period import Period
    from sync.work.handout import Handed
    from sync.work.office import Office

DONE, FOUND, FAILED, STOPPED = 0, 1, 2, 130

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


class RefusalError(Exception):
    """A command that could not be done: the code of a sentence, and its facts."""

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 clean, 1 errors in the data, 2 could not do it, 130 stopped."""
    # A command makes much and drops little: looking for rubbish as often as Python does was a tenth of its time.
    gc.set_threshold(50_000, 20, 50)
    _speak_utf8()
    arguments = _parser().parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except KeyboardInterrupt:
        _tell("Đã dừng; chưa có gì bị mất.")
        return STOPPED
    except BrokenPipeError:
        sys.stdout = None  # nobody reads any more: nothing to flush at exit
        return DONE
    except Exception as error:  # noqa: BLE001 the last door: a sentence for the user, the traceback for the log
        return _failed(error, arguments)


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

    def command(name: str, run: Callable[[argparse.Namespace], int], help: str, *, period: bool = True) -> Any:
        made = commands.add_parser(
            name, help=help, description=help, formatter_class=lambda prog: argparse.HelpFormatter(prog, width=width)
        )
        made.set_defaults(run=run)
        made.add_argument("--debug", action="store_true", help="in chi tiết khi gặp lỗi của chương trình")
        if period:
            made.add_argument("--period", metavar="NĂM-THÁNG", help="kỳ báo cáo, ví dụ 2024-01")
            made.add_argument("--config", metavar="TỆP", help="đường dẫn đến config.yaml")
        return made

    made = command("init", _init, "tạo thư mục làm việc: config.yaml, mẫu Word, hộp thư đến", period=False)
    made.add_argument("folder", metavar="THƯ-MỤC")
    made = command("templates", _templates, "làm biểu Excel của kỳ cho từng đơn vị; không ghi đè tệp đã có")
    made.add_argument("--from", dest="source", metavar="TỆP", help="chuyển nội dung đã gõ ở biểu của kỳ khác sang")
    _with_format(command("sync", _sync, "đọc biểu của các đơn vị và hộp thư đến, rà soát, ghi lại"))
    _with_format(command("check", _check, "liệt kê các điểm cần xem lại"))
    _with_format(command("status", _status, "đơn vị nào đã gửi, còn vướng gì, việc tiếp theo"))
    made = command("accept", _accept, "chấp nhận một điểm, bỏ qua một đơn vị, hoặc chọn một trong hai tệp")
    made.add_argument("ids", nargs="*", metavar="MÃ", help="mã của điểm, như lệnh check đã in")
    made.add_argument("--without", action="append", default=[], metavar="ĐƠN-VỊ", help="báo cáo không có đơn vị này")
    made.add_argument("--use", default="", metavar="TỆP", help="dùng tệp này khi một đơn vị có hai tệp khác nhau")
    made.add_argument(
        "--withdraw", nargs="*", metavar="MÃ", help="rút lại: mã của điểm, mã đơn vị hoặc tệp đã chấp nhận trước đó"
    )
    made.add_argument("--reason", default="", metavar="LÝ-DO", help="lý do, được lưu cùng báo cáo")
    made = _with_format(command("report", _report, "làm báo cáo Word và tệp số liệu"))
    made.add_argument("--draft", action="store_true", help="in bản dự thảo dù còn điểm phải sửa")
    made.add_argument("--pdf", action="store_true", help="in thêm PDF qua LibreOffice")
    made.add_argument("--signer", default="", metavar="MÃ", help="người ký khác, theo mã trong config.yaml")
    made = command("lock", _lock, "chốt số liệu của kỳ: biểu sửa sau đó không làm đổi báo cáo")
    made.add_argument("--reason", default="", metavar="LÝ-DO", help="ghi chú, nếu cần")
    made = command("unlock", _unlock, "mở lại số liệu đã chốt, kèm lý do")
    made.add_argument("--reason", default="", metavar="LÝ-DO", help="vì sao mở lại")
    made = command("issue", _issue, "ghi số, ngày ban hành của báo cáo và lưu bản đã ký; kỳ được chốt hẳn")
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
    made = _with_format(command("trace", _trace, "một con số, vài chữ hoặc một mục trong báo cáo lấy từ ô nào"))
    made.add_argument("text", metavar="CHỮ")
    made = _with_format(command("doctor", _doctor, "xem máy này còn thiếu gì và phải làm gì"))
    made.add_argument(
        "--macro",
        action="store_true",
        required=True,
        help="những gì các nút của TongHop cần: Python, Excel, LibreOffice",
    )
    made = command("demo", _demo, "bày thư mục làm việc mẫu tháng 01 và 02/2024, đọc và làm báo cáo", period=False)
    made.add_argument("folder", metavar="THƯ-MỤC")
    return parser


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

    made = init(_path(arguments.folder))
    for path in (*made, *_starters(made[0].parent)):
        _say(f"Đã tạo {path}")
    arguments.config, arguments.period = str(made[0]), ""
    with _office(arguments) as (office, period):
        _say_workbooks(office, period, made[0].parent)
    _say(f"Việc tiếp theo: mở {made[0]}, sửa những chỗ có chữ ĐIỀN và xóa chữ ấy,")
    _say("rồi chạy: baocao templates --period NĂM-THÁNG")
    return DONE


def _starters(folder: Path) -> tuple[Path, ...]:
    from macros.starters import write_starters

    return write_starters(folder)


def _workbook(arguments: argparse.Namespace) -> int:
    with _office(arguments) as (office, period):
        _say_workbooks(office, period, _path(arguments.output) if arguments.output else office.config.folder)
    return DONE


def _say_workbooks(office: Office, period: Period, folder: Path) -> None:
    from macros.making import make_workbooks

    made = make_workbooks(office, period, folder)
    for old, kept in made.kept:
        _say(f"{old.name} cũ có thể có chỗ gõ dở nên được giữ lại: {kept}")
    for path in filter(None, (made.xlsm, made.ods)):
        _say(f"Đã tạo {path}")
    if made.without_ods:
        _tell(" ".join(_sentence(made.without_ods, {})))


def _templates(arguments: argparse.Namespace) -> int:
    from sync.work.handout import hand_out, move_over

    with _office(arguments) as (office, period):
        if arguments.source:
            source = _path(arguments.source)
            if not source.is_file():
                source = office.config.folder / arguments.source  # as check and sync name it
            if not source.is_file():
                raise RefusalError("file-missing", file=arguments.source)
            handed: Sequence[Handed] = (move_over(office, period, source),)
        else:
            handed = hand_out(office, period)
    for one in handed:
        _say(f"{one.division}: {'đã tạo' if one.made else 'đã có, giữ nguyên'} {one.path}")
    _tell_examples(office)
    _say(f"Việc tiếp theo: gửi biểu cho các đơn vị; khi họ gửi lại thì chạy: baocao sync --period {period.code}")
    return DONE


def _tell_examples(office: Office) -> None:
    """Say which places of config.yaml are still the example's, if any."""
    from sync.work.examples import left_to_fill, lines_told

    lines = left_to_fill(office.config.path)
    if lines:
        facts = {"file": office.config.path.name, "count": str(len(lines)), "lines": lines_told(lines)}
        _tell(f"! {' '.join(_sentence('config-example-left', facts))}")


def _sync(arguments: argparse.Namespace) -> int:
    from sync.work.answers import sync_answer, unread_answer
    from sync.work.collect import collect
    from sync.work.progress import shown
    from sync.work.spoken import outcome_message, said_of_sync, said_of_unread
    from sync.work.unread import unread

    with _office(arguments) as (office, period), shown() as progress:
        outcome = collect(office, period, progress)
        left = unread(office, period, {each.source for each in outcome.received})
    if arguments.format == "json":
        answer = sync_answer(outcome, [outcome_message(d, outcome) for d in outcome.divisions])
        _say_json({**answer, "unread": unread_answer(left)})
    else:
        _say_lines(said_of_sync(outcome))
        _say_lines(said_of_unread(left))
        _say(f"Việc tiếp theo: baocao check --period {period.code}")
    return FOUND if outcome.errors else DONE


def _check(arguments: argparse.Namespace) -> int:
    from sync.work.answers import check_answer, unread_answer
    from sync.work.decide import judge
    from sync.work.spoken import said_of_findings, said_of_unread
    from sync.work.unread import unread

    with _office(arguments) as (office, period):
        judged = judge(office, period)
        left = unread(office, period)
    if arguments.format == "json":
        _say_json({**check_answer(judged), "unread": unread_answer(left)})
    else:
        _say_lines(said_of_findings(judged))
        _say_lines(said_of_unread(left))
    return FOUND if judged.open_errors else DONE


def _status(arguments: argparse.Namespace) -> int:
    from sync.work.answers import status_answer, unread_answer
    from sync.work.overview import status
    from sync.work.spoken import said_of_status, said_of_unread
    from sync.work.unread import unread

    with _office(arguments) as (office, period):
        found = status(office, period)
        left = unread(office, period)
        _tell_examples(office)
    if arguments.format == "json":
        _say_json({**status_answer(found), "unread": unread_answer(left)})
    else:
        _say_lines(said_of_unread(left))
        _say_lines(said_of_status(found))
    return FOUND if found.open_errors else DONE


def _accept(arguments: argparse.Namespace) -> int:
    from sync.work.decide import accept, withdraw
    from sync.work.spoken import said_of_acceptances

    decide = accept if arguments.withdraw is None else withdraw
    ids = [*arguments.ids, *(arguments.withdraw or ())]
    with _office(arguments) as (office, period):
        made = decide(office, period, ids, arguments.reason, without=arguments.without, use=arguments.use)
    _say_lines(said_of_acceptances(made))
    return DONE


def _report(arguments: argparse.Namespace) -> int:
    from sync.work.answers import report_answer
    from sync.work.decide import judge
    from sync.work.publish import publish
    from sync.work.published import finding_line
    from sync.work.spoken import said_of_report

    with _office(arguments) as (office, period):
        published = publish(office, period, draft=arguments.draft, signer=arguments.signer)
        judged = judge(office, period) if published.docx is None else None
    pdf = _pdf(published.docx) if arguments.pdf and published.docx else None
    if arguments.format == "json":
        _say_json(report_answer(published, str(pdf) if pdf else None))
    else:
        lines = [finding_line(f, judged) for f in published.open_errors] if judged else []
        _say_lines(said_of_report(published, lines))
        if pdf:
            _say(f"PDF: {pdf}")
    return FOUND if published.open_errors else DONE


def _pdf(docx: Path) -> Path | None:
    from sync.render.pdf import PdfError, to_pdf

    try:
        return to_pdf(docx)
    except PdfError as error:
        from sync.work.log import log_error

        log_error(error, docx.parent.parent)
        _tell(" ".join(_sentence(error.code, {})))
        return None


def _trace(arguments: argparse.Namespace) -> int:
    from sync.work.answers import trace_answer
    from sync.work.spoken import said_of_trace
    from sync.work.tracing import trace

    with _office(arguments) as (office, period):
        hits = trace(office, period, arguments.text)
    if arguments.format == "json":
        _say_json(trace_answer(period.code, hits))
    else:
        _say_lines(said_of_trace(hits, arguments.text))
    return DONE


def _lock(arguments: argparse.Namespace) -> int:
    from sync.work.closing import lock

    with _office(arguments) as (office, period):
        lock(office, period, arguments.reason)
    _say(f"Đã chốt số liệu {period.label}. Việc tiếp theo: baocao report --period {period.code}")
    return DONE


def _unlock(arguments: argparse.Namespace) -> int:
    from sync.work.closing import unlock

    with _office(arguments) as (office, period):
        unlock(office, period, arguments.reason)
    _say(f"Đã mở lại số liệu {period.label}. Việc tiếp theo: baocao sync --period {period.code}")
    return DONE


def _issue(arguments: argparse.Namespace) -> int:
    from sync.work.closing import issue
    from sync.work.spoken import said_of_issue

    file = _path(arguments.file) if arguments.file else None
    with _office(arguments) as (office, period):
        sent = issue(
            office,
            period,
            arguments.number,
            arguments.date,
            file,
            take_over=arguments.take,
            correct=arguments.correct,
            version=arguments.version,
            anyway=arguments.anyway,
        )
    _say_lines(said_of_issue(sent))
    return DONE


def _doctor(arguments: argparse.Namespace) -> int:
    from macros.doctor import answer, examine

    config = _config_path(arguments.config)
    if not config.is_file():
        raise RefusalError("config-not-found")
    found = examine(config.parent)
    if arguments.format == "json":
        _say_json(answer(found))
    else:
        _say_lines(each.line for each in found)
    return FOUND if any(each.state == "error" for each in found) else DONE


def _demo(arguments: argparse.Namespace) -> int:
    from sync.service.office import DEMO_PERIODS, demo, remember_demo

    config = demo(_path(arguments.folder))
    for code in DEMO_PERIODS:
        for command in ("sync", "report"):
            ended = main([command, "--period", code, "--config", str(config)])
            remember_demo(config.parent)
            if ended not in {DONE, FOUND}:
                return ended
        _say("")
    _say(f"Xem các điểm rà soát: baocao check --period 2024-01 --config {config}")
    return DONE


@contextmanager
def _office(arguments: argparse.Namespace) -> Iterator[tuple[Office, Period]]:
    """Open the office and the period that the words name; raises RefusalError, ConfigError, StoreError."""
    from sync.work.opening import opened, usual_period

    given = _period(arguments.period) if arguments.period else None
    with opened(_config_path(arguments.config)) as office:
        yield office, given or usual_period(office)


def _path(text: str) -> Path:
    from pathlib import Path

    return Path(text).absolute()


def _config_path(given: str | None) -> Path:
    named = given or os.environ.get("BAOCAO_CONFIG")
    if named:
        path = _path(named)
        return path / "config.yaml" if (path / "config.yaml").is_file() else path
    here = _path("")
    for folder in (here, *here.parents):
        if (folder / "config.yaml").is_file():
            return folder / "config.yaml"
    raise RefusalError("config-not-found")


def _period(text: str) -> Period:
    from sync.model.period import PeriodError, parse_period

    try:
        period = parse_period(text)
    except PeriodError as error:
        raise RefusalError("not-a-period", typed=text) from error
    if period.kind != "month":
        raise RefusalError("period-not-yet", label=period.label, month=f"{period.year}-{period.last_month:02d}")
    return period


def _failed(error: Exception, arguments: argparse.Namespace) -> int:
    from sheets.errors import BookError
    from sync.model.config_error import ConfigError
    from sync.render.as_read import SignedError
    from sync.store.engine import StoreError
    from sync.work.decide import DecisionError
    from sync.work.files import FileBusyError

    match error:
        case ConfigError():
            for problem in error.errors:
                _tell(" ".join(problem.words(error.path)))
        case RefusalError() | DecisionError():
            _tell(" ".join(_sentence(error.code, error.facts)))
        case StoreError():
            _tell(" ".join(_sentence(error.code, {"detail": error.detail})))
        case FileBusyError():
            _tell(" ".join(_sentence(error.code, {"file": str(error.path)})))
        case SignedError():
            _tell(" ".join(_sentence(error.code, {})))
        case BookError():
            _tell(" ".join(_sentence(error.code, {"source": getattr(arguments, "source", "")})))
        case _:
            from sync.work.log import log_error

            log_error(error, _log_folder(arguments))
            _tell(" ".join(_sentence("unforeseen", {})))
    if arguments.debug:
        raise error
    return FAILED


def _log_folder(arguments: argparse.Namespace) -> Path:
    try:
        return _config_path(getattr(arguments, "config", None)).parent
    except RefusalError:
        return _path("")


def _sentence(code: str, facts: dict[str, str]) -> tuple[str, str]:
    from sync.model.messages import sentence

    return sentence(code, facts)


def _say(line: str) -> None:
    print(line)


def _say_lines(lines: Iterable[str]) -> None:
    for line in lines:
        _say(line)


def _say_json(answer: dict[str, Any]) -> None:
    import json

    _say(json.dumps(answer, ensure_ascii=False, indent=2))


def _tell(line: str) -> None:
    if sys.stderr is not None:
        print(line, file=sys.stderr)


def _speak_utf8() -> None:
    """Windows and pipes may expect another code page; under pythonw there are no streams at all."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _run() -> NoReturn:
    sys.exit(main())


if __name__ == "__main__":
    _run()
