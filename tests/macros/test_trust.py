"""Whether macros run where a workbook lies, as the registry of Windows and LibreOffice's settings tell it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PureWindowsPath

import pytest

from macros.machine import Key, zone_in
from macros.trust import Registry, excel_trusts, excel_verdict, excel_version, office_trusts, vba_off

OWN = r"HKCU\Software\Microsoft\Office\16.0\Excel\Security"
POLICY = r"HKCU\Software\Policies\Microsoft\Office\16.0\Excel\Security"
PLACES = rf"{OWN}\Trusted Locations"
FOLDER = PureWindowsPath("D:\\Báo cáo\\Sở KH&CN")


def registry(keys: Mapping[str, Mapping[str, str | int]]) -> Registry:
    """Return a registry that holds these keys, `HIVE\\path`, with their values by name."""

    def read(hive: str, path: str) -> Key:
        key = f"{hive}\\{path}"
        below = {name[len(key) + 1 :].partition("\\")[0] for name in keys if name.startswith(f"{key}\\")}
        return Key({name.lower(): value for name, value in keys.get(key, {}).items()}, tuple(sorted(below)))

    return read


def trusts(keys: Mapping[str, Mapping[str, str | int]], folder: PureWindowsPath = FOLDER) -> bool:
    return excel_trusts(registry(keys), "16.0", folder, {"USERPROFILE": "C:\\Users\\bình"})


class TestExcelIsThere:
    def test_its_version_is_that_of_the_class_that_programs_start(self) -> None:
        keys = {r"HKCR\Excel.Application\CurVer": {"": "Excel.Application.16"}}
        assert excel_version(registry(keys)) == "16.0"

    def test_without_the_class_there_is_none(self) -> None:
        assert excel_version(registry({})) == ""


class TestTrustedLocations:
    def test_the_folder_itself(self) -> None:
        assert trusts({rf"{PLACES}\Location0": {"Path": "D:\\Báo cáo\\Sở KH&CN\\"}})

    def test_however_its_letters_are_written(self) -> None:
        assert trusts({rf"{PLACES}\Location0": {"Path": "d:\\BÁO CÁO\\Sở kh&cn"}})

    def test_a_folder_above_only_where_it_covers_what_is_below(self) -> None:
        assert trusts({rf"{PLACES}\Location3": {"Path": "D:\\Báo cáo", "AllowSubFolders": 1}})
        assert not trusts({rf"{PLACES}\Location3": {"Path": "D:\\Báo cáo"}})
        assert not trusts({rf"{PLACES}\Location3": {"Path": "D:\\Báo", "AllowSubFolders": 1}})

    def test_a_path_with_a_variable(self) -> None:
        keys = {rf"{PLACES}\Location0": {"Path": "%UserProfile%\\Báo cáo"}}
        assert trusts(keys, PureWindowsPath("C:\\Users\\bình\\Báo cáo"))

    def test_what_the_administrator_trusts_counts_too(self) -> None:
        assert trusts({rf"{POLICY}\Trusted Locations\Location0": {"Path": str(FOLDER)}})

    def test_none_counts_where_all_are_switched_off(self) -> None:
        assert not trusts(
            {
                rf"{PLACES}\Location0": {"Path": str(FOLDER)},
                rf"{POLICY}\Trusted Locations": {"AllLocationsDisabled": 1},
            }
        )

    def test_a_share_only_where_shares_are_allowed(self) -> None:
        share = PureWindowsPath("\\\\may-chu\\bao-cao")
        location = {rf"{PLACES}\Location0": {"Path": "\\\\may-chu\\bao-cao"}}
        assert not trusts(location, share)
        assert trusts({**location, PLACES: {"AllowNetworkLocations": 1}}, share)

    def test_a_location_without_a_path_covers_nothing(self) -> None:
        assert not trusts({rf"{PLACES}\Location0": {"AllowSubFolders": 1}})


class TestElsewhere:
    @pytest.mark.parametrize(
        ("setting", "zone", "verdict"),
        [
            (None, None, "asks"),
            (None, 3, "blocked"),
            (None, 4, "blocked"),
            (None, 1, "asks"),
            (1, None, "runs"),
            (1, 3, "blocked"),
            (2, None, "asks"),
            (3, None, "forbidden"),
            (4, 3, "forbidden"),
        ],
    )
    def test_the_mark_of_the_web_and_the_macro_setting_decide(
        self, setting: int | None, zone: int | None, verdict: str
    ) -> None:
        keys = {OWN: {"VBAWarnings": setting}} if setting else {}
        assert excel_verdict(registry(keys), "16.0", zone) == verdict

    def test_the_administrators_word_stands_above_the_users(self) -> None:
        keys = {OWN: {"VBAWarnings": 1}, POLICY: {"VBAWarnings": 4}}
        assert excel_verdict(registry(keys), "16.0", None) == "forbidden"

    def test_vba_may_be_off_altogether(self) -> None:
        assert vba_off(registry({r"HKCU\Software\Policies\Microsoft\Office\16.0\Common": {"VbaOff": 1}}), "16.0")
        assert not vba_off(registry({}), "16.0")


@pytest.mark.parametrize(
    ("mark", "zone"),
    [
        ("[ZoneTransfer]\r\nZoneId=3\r\nHostUrl=https://mail.example/a.xlsm\r\n", 3),
        ("[ZoneTransfer]\nzoneid = 4", 4),
        ("[ZoneTransfer]\r\n", None),
        ("", None),
        ("ZoneId=x", None),
    ],
)
def test_a_mark_tells_its_zone(mark: str, zone: int | None) -> None:
    assert zone_in(mark) == zone


class TestLibreOffice:
    SECURE = '<item oor:path="x"><prop oor:name="SecureURL" oor:op="fuse"><value>{}</value></prop></item>'
    LEVEL = '<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>{}</value></prop>'

    def test_nothing_is_trusted_at_first(self) -> None:
        assert not office_trusts("", Path("/nhà/Báo cáo"))

    def test_a_listed_folder_and_what_is_below(self) -> None:
        settings = self.SECURE.format("<it>file:///home/x</it><it>file:///nh%C3%A0/B%C3%A1o%20c%C3%A1o</it>")
        assert office_trusts(settings, Path("/nhà/Báo cáo"))
        assert office_trusts(settings, Path("/nhà/Báo cáo/2024"))
        assert not office_trusts(settings, Path("/nhà/Báo cáo khác"))
        assert not office_trusts(settings, Path("/nhà"))

    def test_an_ampersand_in_a_name(self) -> None:
        assert office_trusts(self.SECURE.format("<it>file:///S%E1%BB%9F%20KH&amp;CN</it>"), Path("/Sở KH&CN"))

    @pytest.mark.parametrize(("level", "trusted"), [(0, True), (1, True), (2, False), (3, False)])
    def test_at_the_middle_level_it_asks(self, level: int, trusted: bool) -> None:
        assert office_trusts(self.LEVEL.format(level), Path("/nhà")) is trusted
