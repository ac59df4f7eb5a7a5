"""Folders on which SQLite would lose data are known by their paths."""

from __future__ import annotations

from pathlib import PurePath, PurePosixPath, PureWindowsPath

import pytest

from sync.store.remote import is_remote

D_DRIVE = {"OneDriveCommercial": "D:\\Đám mây\\Sở KHCN"}


@pytest.mark.parametrize(
    "path",
    [
        PureWindowsPath(r"\\may-chu\chung\bao-cao"),
        PureWindowsPath("//may-chu/chung/bao-cao"),
        PureWindowsPath(r"C:\Users\Bình\OneDrive - Sở KH&CN\bao-cao"),
        PureWindowsPath(r"C:\Users\Bình\OneDrive\bao-cao"),
        PureWindowsPath(r"D:\Đám mây\Sở KHCN\bao-cao"),
        PurePosixPath("/Users/binh/Library/CloudStorage/OneDrive-So/bao-cao"),
    ],
)
def test_a_share_or_a_cloud_folder_is_told(path: PurePath) -> None:
    assert is_remote(path, D_DRIVE)


@pytest.mark.parametrize(
    "path",
    [
        PurePosixPath("/home/binh/bao-cao"),
        PurePosixPath("//home/binh/bao-cao"),
        PurePosixPath("/home/binh/khong-onedrive"),
    ],
)
def test_a_folder_of_this_machine_is_not(path: PurePath) -> None:
    assert not is_remote(path, {})
