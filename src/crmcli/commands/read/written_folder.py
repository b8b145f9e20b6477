"""What an export wrote into a folder, told to programs."""

import json

from crmcli.app.left_out import skipped_row
from crmcli.commands.shared.report_session import ReportSession
from crmcli.domain.text.visible import json_safe
from crmcli.exports.folder import MANIFEST, read_manifest


def manifest_json(session: ReportSession, report: str, folder: str, name: str = MANIFEST) -> str:
    """The manifest that lies there, with the files of the book that the folder is without."""
    skipped = [skipped_row(each, session.phrases) for each in sorted(session.book.library.skipped)]
    said = {"report": report, "folder": folder, **(read_manifest(folder, name) or {})}
    return json_safe(json.dumps({**said, "skipped": skipped}, ensure_ascii=False)) + "\n"
