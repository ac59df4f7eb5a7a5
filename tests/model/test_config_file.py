"""config.yaml: what it becomes, and what a clerk is told for each mistake."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.model.config import CheckSetting, Config, Extension, GoogleSettings, SheetPlace
from sync.model.config_file import ConfigError, ConfigProblem, load_config
from sync.model.messages.config import CONFIG
from sync.model.outline import ALWAYS, AnnexCount, PlanEntry, Validity
from sync.model.period import parse_period

GOOD = Path(__file__).parent / "data" / "config.yaml"
TEXT = GOOD.read_text(encoding="utf-8")


def written(folder: Path, data: str | bytes) -> Path:
    path = folder / "config.yaml"
    path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    return path


def changed(old: str, new: str) -> str:
    assert TEXT.count(old) == 1, f"{old!r} stands {TEXT.count(old)} times in the good file"
    return TEXT.replace(old, new)


def line_of(text: str, fragment: str) -> int:
    return text[: text.index(fragment)].count("\n") + 1


def problems(folder: Path, text: str | bytes, known_checks: list[str] | None = None) -> tuple[ConfigProblem, ...]:
    with pytest.raises(ConfigError) as caught:
        load_config(written(folder, text), known_checks)
    return caught.value.errors


@pytest.fixture(scope="module")
def config() -> Config:
    return load_config(GOOD, ["sum-of-parts", "date-far"])


class TestAGoodFile:
    def test_texts_lists_and_defaults_arrive_as_written(self, config: Config) -> None:
        assert config.name == "Sở Khoa học và Công nghệ"
        assert config.addressee == ("Ủy ban nhân dân tỉnh Ninh Thuận",)
        assert config.recipients == ("VP UBND tỉnh", "Các phòng, đơn vị", "Lưu: VT, VP")
        assert [s.title for s in config.signers] == [("GIÁM ĐỐC",), ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")]
        assert config.abbreviations["KH&CN"] == "khoa học và công nghệ"
        assert config.people[0].phone == "0259 000 001"

    def test_yaml_never_types_office_data(self, config: Config) -> None:
        """YAML 1.1 would make 01 the number 1, off the value False and 02/01/2026 or 2026-01-10 different things."""
        assert config.divisions[2].code == "01"
        assert config.checks[1] == CheckSetting("date-far", "off", line_of(TEXT, "date-far"))
        assert config.calendar.holidays == (dt.date(2026, 1, 2),)
        assert config.calendar.working_days == (dt.date(2026, 1, 10),)

    @pytest.mark.parametrize("typed", ["01", "0123", "no", "12:30", "1_000", "0x1F", "1e3", "2024-01-01"])
    def test_a_plain_text_stays_the_text_that_was_typed(self, tmp_path: Path, typed: str) -> None:
        text = changed("name: Phòng Một", f"name: {typed}")
        assert load_config(written(tmp_path, text)).divisions[2].name == typed

    def test_a_sheet_lives_where_config_says_or_at_the_usual_place(self, config: Config) -> None:
        assert [d.sheet for d in config.divisions] == [
            SheetPlace(excel="{period}/VP_BaoCao_{period}.xlsx"),
            SheetPlace(excel="{period}/khoa-hoc/QLKH_{period}.xlsx"),
            SheetPlace(excel="{period}/01_BaoCao_{period}.xlsx"),
            SheetPlace(google="1AbC"),
        ]
        assert [d.feedback for d in config.divisions] == ["beside", "beside", "beside", "inside"]
        assert config.divisions[2].replaces == ("XXX",)

    def test_google_is_told_where_the_key_lies_and_how_to_protect(self, tmp_path: Path, config: Config) -> None:
        assert config.google == GoogleSettings("khoa-google.json", "strict")
        without = changed("google: {key_file: khoa-google.json, protect: strict}\n", "")
        assert load_config(written(tmp_path, without)).google == GoogleSettings("", "warn")

    @pytest.mark.parametrize(
        "pasted",
        [
            'google: {key_file: "{\\"type\\": \\"service_account\\"}"}',
            'google: {key_file: "-----BEGIN PRIVATE KEY-----"}',
            "google: {private_key: abc}",
            "google: {client_email: baocao@example.iam.gserviceaccount.com}",
        ],
    )
    def test_the_key_itself_is_not_taken_from_config(self, tmp_path: Path, pasted: str) -> None:
        text = changed("google: {key_file: khoa-google.json, protect: strict}", pasted)
        assert [problem.code for problem in problems(tmp_path, text)] == ["config-key-itself"]

    def test_google_protects_in_one_of_two_ways(self, tmp_path: Path) -> None:
        told = problems(tmp_path, changed("protect: strict", "protect: stric"))
        assert [problem.code for problem in told] == ["config-misspelt-choice"]

    def test_validity_is_a_period_or_a_range_with_either_end_open(self, config: Config) -> None:
        assert config.signers[0].valid == ALWAYS
        assert config.signers[1].valid == Validity(dt.date(2024, 1, 1), dt.date(2025, 6, 30))
        assert config.divisions[2].valid == Validity(dt.date(2024, 1, 1), None)
        assert config.outline[1].texts[0].valid == Validity(dt.date(2024, 1, 1), dt.date(2024, 1, 31))
        last = config.outline[2].items[-1].text
        assert last is not None
        assert last.valid == Validity(dt.date(2024, 1, 1), dt.date(2024, 6, 30))

    @pytest.mark.parametrize(
        ("typed", "start", "end"),
        [
            ("..2024-06", None, dt.date(2024, 6, 30)),
            ("2024-Q1", dt.date(2024, 1, 1), dt.date(2024, 3, 31)),
            ("2024", dt.date(2024, 1, 1), dt.date(2024, 12, 31)),
            ("2024-02-10 .. 2024-03", dt.date(2024, 2, 10), dt.date(2024, 3, 31)),
        ],
    )
    def test_validity_takes_any_period_code_and_days(
        self, tmp_path: Path, typed: str, start: dt.date | None, end: dt.date | None
    ) -> None:
        text = changed("valid: 2024-01..\n", f"valid: {typed}\n")
        assert load_config(written(tmp_path, text)).divisions[2].valid == Validity(start, end)

    def test_the_outline_keeps_its_tree_and_its_lines(self, config: Config) -> None:
        assert [s.id for s in config.sections()] == ["trong-tam", "linh-vuc", "nghien-cuu"]
        section = config.section("nghien-cuu")
        assert section is not None
        assert section.supplied_by == ("QLKH",)
        assert [t.text for t in section.lead] == [
            "Tiếp tục theo dõi các đề tài, dự án.",
            "Riêng tháng đầu năm có thêm việc",
        ]
        assert [t.line for t in section.lead] == [line_of(TEXT, "Tiếp tục theo"), line_of(TEXT, "Riêng tháng")]
        assert section.close[0].text == "(Chi tiết theo phụ lục kèm theo)."
        assert section.line == line_of(TEXT, "id: nghien-cuu")
        assert section.annex == "nhiem-vu"

    def test_plan_items_are_texts_and_divisions_in_print_order(self, config: Config) -> None:
        first, second, third = config.outline[2].items
        assert first.text is not None
        assert first.text.text == "Tập trung triển khai các nhiệm vụ được giao."
        assert second == PlanEntry(division="QLKH")
        assert third.text is not None
        assert third.text.text == "Theo dõi, đôn đốc thực hiện các nhiệm vụ đúng tiến độ."

    def test_indicators_keep_their_numbers_exact(self, config: Config) -> None:
        total, stock = config.indicator("NV-TS"), config.indicator("TC-TONG")
        assert total is not None
        assert stock is not None
        assert total.parts == ("NV-QG", "NV-TINH")
        assert (stock.grows_by, stock.opening, stock.plan) == ("TC-MOI", Decimal(860), None)
        assert total.line == line_of(TEXT, "code: NV-TS")

    @pytest.mark.parametrize(
        ("typed", "value"), [("1500,5", "1500.5"), ("1500.25", "1500.25"), ("0", "0"), ("-3", "-3")]
    )
    def test_a_plan_may_have_a_fraction(self, tmp_path: Path, typed: str, value: str) -> None:
        text = changed("plan: 1500", f'plan: "{typed}"')
        found = load_config(written(tmp_path, text)).indicator("TC-MOI")
        assert found is not None
        assert found.plan == Decimal(value)

    def test_an_annex_has_columns_that_staff_fill(self, config: Config) -> None:
        annex = config.annexes[0]
        assert [c.key for c in annex.columns] == ["name", "level", "budget"]
        assert {c.fill for c in annex.columns} == {"yes"}
        assert annex.columns[1].choices == ("Quốc gia", "Tỉnh")
        assert annex.columns[0].required
        assert not annex.columns[1].required
        assert annex.counts == (AnnexCount("NV-TS"), AnnexCount("NV-QG", (("level", "Quốc gia"),)))

    def test_extensions_name_a_period_a_day_and_a_division(self, config: Config) -> None:
        assert config.calendar.extensions == (Extension("2024-02", dt.date(2024, 2, 22), "QLKH"),)

    def test_an_extension_may_be_the_reports_alone_or_beside_the_divisions(self, tmp_path: Path) -> None:
        given = "{period: 2024-03, report: 01/04/2024}\n    - {period: 2024-12, due: 31/12/2024, report: 05/01/2025}"
        text = changed("{period: 2024-02, due: 22/02/2024, division: QLKH}", given)
        read = load_config(written(tmp_path, text))
        assert read.calendar.extensions == (
            Extension("2024-03", None, None, dt.date(2024, 4, 1)),
            Extension("2024-12", dt.date(2024, 12, 31), None, dt.date(2025, 1, 5)),
        )

    def test_an_extension_without_any_day_lacks_one(self, tmp_path: Path) -> None:
        text = changed("{period: 2024-02, due: 22/02/2024, division: QLKH}", "{period: 2024-02}")
        with pytest.raises(ConfigError, match="due"):
            load_config(written(tmp_path, text))

    def test_the_digest_is_that_of_the_bytes(self, config: Config) -> None:
        assert config.digest == hashlib.sha256(GOOD.read_bytes()).hexdigest()
        assert config.path == GOOD

    def test_what_may_be_left_out_may_be_left_out(self, tmp_path: Path) -> None:
        text = TEXT[: TEXT.index("indicators:")] + "calendar: {due_divisions: 31, due_report: 31}\n"
        for old in ("addressee: Ủy ban nhân dân tỉnh Ninh Thuận\n", "            annex: nhiem-vu\n"):
            text = text.replace(old, "")
        read = load_config(written(tmp_path, text))
        assert (read.addressee, read.indicators, read.annexes, read.checks) == ((), (), (), ())
        assert (read.store, read.template, read.inbox) == ("baocao.db", "mau-bao-cao.docx", "hop-thu-den")

    @pytest.mark.parametrize("empty", ["[]", "", "~", "null"])
    def test_an_empty_list_may_be_written_in_any_way(self, tmp_path: Path, empty: str) -> None:
        text = changed("addressee: Ủy ban nhân dân tỉnh Ninh Thuận", f"addressee: {empty}")
        assert load_config(written(tmp_path, text)).addressee == ()

    def test_text_typed_in_pieces_arrives_composed(self, tmp_path: Path) -> None:
        """macOS writes "ở" as o + horn + hook; what is printed and compared is one letter."""
        text = changed("place: Ninh Thuận", "place: Ninh Thua\u0302\u0323n\u200b")
        assert load_config(written(tmp_path, text)).place == "Ninh Thuận"

    def test_checks_are_not_looked_at_without_a_list(self, tmp_path: Path) -> None:
        assert load_config(written(tmp_path, changed("sum-of-parts", "anything"))).checks[0].code == "anything"


class TestHowAFileMayBeSaved:
    def test_with_the_mark_that_notepad_puts_first(self, tmp_path: Path) -> None:
        assert load_config(written(tmp_path, b"\xef\xbb\xbf" + TEXT.encode())).symbol == "SKHCN"

    def test_with_windows_line_ends_and_the_same_lines(self, tmp_path: Path, config: Config) -> None:
        read = load_config(written(tmp_path, TEXT.replace("\n", "\r\n")))
        assert read.outline == config.outline
        assert read.annexes == config.annexes

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
    def test_utf_16_is_refused_with_the_way_out(self, tmp_path: Path, encoding: str) -> None:
        (only,) = problems(tmp_path, TEXT[TEXT.index("name:") :].encode(encoding))
        assert only.code == "config-utf16"
        assert "UTF-8" in " ".join(only.words(GOOD))

    def test_an_old_encoding_is_refused_with_its_line(self, tmp_path: Path) -> None:
        data = TEXT.encode().replace("Văn phòng Sở".encode(), b"V\xe3n ph\xf2ng S\xf5")
        (only,) = problems(tmp_path, data)
        assert (only.code, only.line) == ("config-not-utf8", line_of(TEXT, "Văn phòng Sở"))

    @pytest.mark.parametrize("data", ["", "\n\n", "# chỉ có chú thích\n", "\ufeff"])
    def test_an_empty_file_is_no_config(self, tmp_path: Path, data: str) -> None:
        assert [p.code for p in problems(tmp_path, data)] == ["config-empty"]

    def test_a_missing_file_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(ConfigError, match=r"Tệp cấu hình khong-co\.yaml: không tìm thấy"):
            load_config(tmp_path / "khong-co.yaml")

    def test_a_folder_is_no_file(self, tmp_path: Path) -> None:
        with pytest.raises(ConfigError) as caught:
            load_config(tmp_path)
        assert caught.value.code == "config-unreadable"


@dataclass(frozen=True)
class Mistake:
    """`old` in the good file becomes `new`; the clerk is shown the line of `at`, and `says` stands in the sentence."""

    old: str
    new: str
    at: str
    code: str
    says: str


_ESCAPES = {"\\n": "\n", "\\t": "\t", "\\a": "\x07", "\\\\": "\\"}


def mistakes() -> list[Mistake]:
    rows = (GOOD.parent / "config-mistakes.tsv").read_text(encoding="utf-8").splitlines()
    cells = [row.split("\t") for row in rows if not row.startswith("#")]
    return [Mistake(*(re.sub(r"\\.", lambda found: _ESCAPES[found[0]], cell) for cell in row)) for row in cells[1:]]


MISTAKES = mistakes()


class TestAMistake:
    @pytest.mark.parametrize("mistake", MISTAKES, ids=[f"{m.code}-{n}" for n, m in enumerate(MISTAKES)])
    def test_is_told_with_its_line_and_with_what_to_write_instead(self, tmp_path: Path, mistake: Mistake) -> None:
        text = changed(mistake.old, mistake.new)
        found = problems(tmp_path, text, ["sum-of-parts", "date-far"])
        told = {(p.code, p.line) for p in found}
        assert (mistake.code, line_of(text, mistake.at)) in told, told
        words = [" ".join(p.words(tmp_path / "config.yaml")) for p in found if p.code == mistake.code]
        assert any(mistake.says in sentence for sentence in words), words

    @pytest.mark.parametrize("mistake", MISTAKES, ids=[f"{m.code}-{n}" for n, m in enumerate(MISTAKES)])
    def test_does_not_drag_others_behind_it(self, tmp_path: Path, mistake: Mistake) -> None:
        assert len(problems(tmp_path, changed(mistake.old, mistake.new), ["sum-of-parts", "date-far"])) <= 2

    def test_is_told_of_in_at_least_sixty_ways(self) -> None:
        assert len(MISTAKES) >= 60

    def test_every_message_has_a_mistake_that_brings_it_out(self) -> None:
        elsewhere = {
            "config-missing", "config-unreadable", "config-empty", "config-utf16", "config-not-utf8",
            "config-not-a-mapping", "config-text-too-long",
        }  # fmt: skip
        assert {m.code for m in MISTAKES} | elsewhere == set(CONFIG)


class TestSeveralMistakes:
    def test_are_told_at_once_in_the_order_of_the_file(self, tmp_path: Path) -> None:
        text = changed("due_report: 25", "due_report: 99").replace("symbol: SKHCN", "symbol: skhcn")
        found = problems(tmp_path, text)
        assert [p.code for p in found] == ["config-bad-symbol", "config-out-of-range"]

    def test_the_error_speaks_as_its_first_problem_and_prints_them_all(self, tmp_path: Path) -> None:
        text = changed("due_report: 25", "due_report: 99").replace("symbol: SKHCN", "symbol: skhcn")
        path = written(tmp_path, text)
        with pytest.raises(ConfigError) as caught:
            load_config(path)
        error = caught.value
        assert (error.code, error.line, error.path) == ("config-bad-symbol", 5, path)
        assert error.facts["typed"] == "skhcn"
        assert str(error).splitlines()[0].startswith("config.yaml, dòng 5: ")
        assert len(str(error).splitlines()) == 2

    def test_a_broken_list_of_divisions_does_not_make_every_pointer_wrong(self, tmp_path: Path) -> None:
        start, end = TEXT.index("divisions:\n  - code"), TEXT.index("outline:")
        found = problems(tmp_path, TEXT[:start] + TEXT[end:])
        assert [p.code for p in found] == ["config-missing-key"]


class TestHostileTexts:
    def test_an_alias_that_holds_itself_is_refused(self, tmp_path: Path) -> None:
        text = changed("        sections:\n", "        sections: &x\n").replace("annex: nhiem-vu", "sections: *x")
        assert [(p.code, p.line) for p in problems(tmp_path, text)] == [("config-alias", line_of(text, "*x"))]

    def test_brackets_without_end_are_refused(self, tmp_path: Path) -> None:
        assert problems(tmp_path, "name: " + "[" * 5000)

    def test_a_list_is_no_config(self, tmp_path: Path) -> None:
        assert [p.code for p in problems(tmp_path, "- name: Sở\n")] == ["config-not-a-mapping"]

    def test_a_long_help_is_refused(self, tmp_path: Path) -> None:
        text = changed("type: number}", f"type: number, help: {'x' * 256}}}")
        assert [p.code for p in problems(tmp_path, text)] == ["config-text-too-long"]

    def test_braces_in_a_typed_value_are_printed_as_typed(self, tmp_path: Path) -> None:
        (only,) = problems(tmp_path, changed("kind: review", 'kind: "{line} {typed.x}"'))
        assert "{line} {typed.x}" in only.words(GOOD)[0]

    @given(st.data())
    def test_a_damaged_file_is_read_or_refused_but_never_breaks_us(
        self, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
    ) -> None:
        at = data.draw(st.integers(0, len(TEXT)))
        gone = data.draw(st.integers(0, 12))
        put = data.draw(st.text("\"'{}[]:,-#&*!|>%@` \t\n‹ạb1\\", max_size=3))
        path = written(tmp_path_factory.mktemp("damaged"), TEXT[:at] + put + TEXT[at + gone :])
        told: tuple[ConfigProblem, ...] = ()
        try:
            load_config(path)
        except ConfigError as error:
            told = error.errors
        assert all(0 <= p.line <= TEXT.count("\n") + 4 for p in told)
        assert all(all(p.words(path)) for p in told)


FORBIDDEN = ("null", "parse", "regex", "json", "yaml ", "exception", "string", "boolean", "mapping", "node", "token")


class TestTheSentences:
    @pytest.mark.parametrize("code", CONFIG)
    def test_are_short_and_in_words_that_staff_use(self, code: str) -> None:
        message = CONFIG[code]
        whole = f"{message.what} {message.action}".casefold()
        assert not [word for word in FORBIDDEN if word in whole]
        assert len(whole.split()) <= 45
        assert message.action[0].isupper()
        assert "{file}" in message.what


def test_the_departments_own_file_is_good() -> None:
    """The file that `init` starts a new department from, where it lies beside the packages."""
    root = Path(__file__).parents[2] / "config.yaml"
    config = load_config(root)
    assert all(config.sections_for(d.code, parse_period("2024-01")) for d in config.divisions)


def test_an_annex_may_start_empty_every_month(tmp_path: Path) -> None:
    text = changed("annexes:\n  - code: nhiem-vu\n", "annexes:\n  - code: nhiem-vu\n    starts_empty: true\n")
    assert [annex.starts_empty for annex in load_config(written(tmp_path, text)).annexes][:1] == [True]
    assert not load_config(GOOD).annexes[0].starts_empty


def test_an_indicator_may_say_what_the_year_had_come_to_before_the_office_started(tmp_path: Path) -> None:
    code = load_config(GOOD).indicators[0].code
    text = changed(f"{{code: {code}, ", f"{{code: {code}, cumulative_before: {{2024-10: 1250}}, ")
    assert load_config(written(tmp_path, text)).indicators[0].cumulative_before == (
        parse_period("2024-10"),
        Decimal(1250),
    )
    (problem,) = problems(tmp_path, text.replace("2024-10: 1250", "tháng 10: 1250"))
    assert problem.code == "config-not-a-period"


def test_a_signer_without_a_title_is_shown_one_of_a_person(tmp_path: Path) -> None:
    text = re.sub(r"(\{id: \w+), title: GIÁM ĐỐC", r"\1", TEXT, count=1)
    assert text != TEXT
    with pytest.raises(ConfigError) as found:
        load_config(written(tmp_path, text))
    assert "title: GIÁM ĐỐC" in str(found.value)
    assert "KẾT QUẢ" not in str(found.value)
