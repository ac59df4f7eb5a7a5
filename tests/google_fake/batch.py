"""spreadsheets.batchUpdate: all requests or none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.google_fake import dimensions, names, objects
from tests.google_fake.cells import repeat_cell, set_validation, sort_range, update_cells
from tests.google_fake.copying import twin
from tests.google_fake.desk import Desk
from tests.google_fake.discovery import masked
from tests.google_fake.refused import RefusedError
from tests.google_fake.spreadsheet import CELLS, Spreadsheet

Obj = dict[str, Any]

# What a request's own fields mask speaks of.
MASKED = {
    "updateCells": "CellData",
    "appendCells": "CellData",
    "repeatCell": "CellData",
    "updateSheetProperties": "SheetProperties",
    "updateSpreadsheetProperties": "SpreadsheetProperties",
    "updateProtectedRange": "ProtectedRange",
    "updateDimensionProperties": "DimensionProperties",
    "updateDeveloperMetadata": "DeveloperMetadata",
    "updateNamedRange": "NamedRange",
}


Handler = Callable[[Spreadsheet, Obj, Desk], Obj]
KINDS: dict[str, Handler] = {
    "addSheet": objects.add_sheet,
    "deleteSheet": objects.delete_sheet,
    "duplicateSheet": objects.duplicate_sheet,
    "updateSheetProperties": objects.update_sheet,
    "updateSpreadsheetProperties": objects.update_spreadsheet,
    "addProtectedRange": objects.add_protected,
    "updateProtectedRange": objects.update_protected,
    "deleteProtectedRange": objects.delete_protected,
    "addConditionalFormatRule": objects.add_rule,
    "updateConditionalFormatRule": objects.update_rule,
    "deleteConditionalFormatRule": objects.delete_rule,
    "createDeveloperMetadata": objects.create_metadata,
    "updateDeveloperMetadata": objects.update_metadata,
    "deleteDeveloperMetadata": objects.delete_metadata,
    "addNamedRange": names.add,
    "updateNamedRange": names.update,
    "deleteNamedRange": names.delete,
    "mergeCells": objects.merge,
    "unmergeCells": objects.unmerge,
    "updateCells": update_cells,
    "repeatCell": repeat_cell,
    "setDataValidation": set_validation,
    "sortRange": sort_range,
    "insertDimension": dimensions.insert,
    "deleteDimension": dimensions.delete,
    "appendDimension": dimensions.append,
    "appendCells": dimensions.append_cells,
    "updateDimensionProperties": dimensions.update,
}


def batch_update(book: Spreadsheet, requests: list[Obj], desk: Desk) -> tuple[Spreadsheet, list[Obj]]:
    """Return the spreadsheet as it is afterwards, and the replies; raises RefusedError, and nothing has changed."""
    if not requests:
        raise RefusedError(400, "Must specify at least one request.")
    after = twin(book)
    replies = []
    for index, request in enumerate(requests):
        kind, body = next(iter(request.items()))
        if kind not in KINDS:
            raise NotImplementedError(kind)
        try:
            _check_mask(kind, body)
            replies.append(KINDS[kind](after, body, desk))
        except RefusedError as refused:
            refused.message = f"Invalid requests[{index}].{kind}: {refused.message}"
            raise
        if sum(rows * columns for rows, columns in (tab.size for tab in after.tabs)) > CELLS:
            words = f"This action would increase the number of cells in the workbook above the limit of {CELLS} cells."
            raise RefusedError(400, f"Invalid requests[{index}].{kind}: {words}")
    after.number()
    return after, replies


def _check_mask(kind: str, body: Obj) -> None:
    if kind not in MASKED:
        return
    mask = body.get("fields", "")
    if not mask:
        raise RefusedError(400, "At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)")
    if masked("sheets.v4", MASKED[kind], mask):
        raise RefusedError(400, f"Invalid field mask: {mask}")
