"""The tables of the store: facts are only ever added; `seen`, `tally` and `derived` are caches that may be dropped."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from sync.store import triggers

HEAD = "0009"  # the newest migration; the store is behind where its alembic_version differs

metadata = MetaData()

# Bytes by their SHA-256: staff's files, our reports, configs, templates.
blob = Table(
    "blob",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("bytes", LargeBinary, nullable=False),
    Column("at", String(32), nullable=False),
)

# The cells read from a workbook (sheets' wire form, deflated), by its bytes' digest and the reader's version.
book = Table(
    "book",
    metadata,
    Column("digest", String(64), ForeignKey("blob.digest"), primary_key=True),
    Column("reader", Integer, primary_key=True),
    Column("cells", LargeBinary, nullable=False),
    Column("row_digest", String(64), nullable=False),
)

run = Table(
    "run",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("period", String(8), nullable=False),
    Column("at", String(32), nullable=False),
    Column("who", Text, nullable=False),
    Column("product", String(32), nullable=False),
    Column("config", String(64), ForeignKey("blob.digest"), nullable=False),
    Column("row_digest", String(64), nullable=False),
)

# The order in which rounds were recorded: a clock may be set back, what is added comes after what was there.
run_order = Table(
    "run_order",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("period", String(8), nullable=False),
    Column("run", String(36), ForeignKey("run.id"), nullable=False),
    Column("row_digest", String(64), nullable=False),
)

# One row a version of a division's form for a period. A change of content is a new version; the same content is none.
version = Table(
    "version",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("division", String(16), nullable=False),
    Column("period", String(8), nullable=False),
    Column("version", Integer, nullable=False),
    Column("digest", String(64), ForeignKey("blob.digest"), nullable=False),
    Column("source", Text, nullable=False),
    Column("modified", String(32), nullable=False),
    Column("at", String(32), nullable=False),
    Column("form_version", Integer, nullable=False),
    Column("run", String(36), ForeignKey("run.id"), nullable=False),
    Column("row_digest", String(64), nullable=False),
    UniqueConstraint("division", "period", "version", name="one_version_number"),
)

# What a run met at each place it looked: the copy read, or the failure. The latest run's rows are how things stand.
sighting = Table(
    "sighting",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("run", String(36), ForeignKey("run.id"), nullable=False),
    Column("period", String(8), nullable=False),
    Column("division", String(16), nullable=True),
    Column("source", Text, nullable=False),
    Column("digest", String(64), nullable=True),
    Column("code", String(32), nullable=False),  # "" for a readable form, else the BookError or collect code
    Column("modified", String(32), nullable=False),
    Column("row_digest", String(64), nullable=False),
)

# What the sentence of a failed sighting names beside the source ({account}, {sheet} …), where there is such.
sighting_fact = Table(
    "sighting_fact",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("run", String(36), ForeignKey("run.id"), nullable=False),
    Column("source", Text, nullable=False),
    Column("body", Text, nullable=False),  # JSON: name → text
    Column("row_digest", String(64), nullable=False),
)

finding_log = Table(
    "finding_log",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("run", String(36), ForeignKey("run.id"), nullable=False),
    Column("period", String(8), nullable=False),
    Column("finding", String(16), nullable=False),
    Column("body", Text, nullable=False),  # JSON: code, severity, audience, division, book, tab, cell, line, facts
    Column("row_digest", String(64), nullable=False),
)

# A withdrawal is one more row: "withdraw:" before the name of what was accepted.
acceptance = Table(
    "acceptance",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("period", String(8), nullable=False),
    Column("finding", String(80), nullable=False),  # a finding's id, "without:QLCN" or "use:<digest>"
    Column("reason", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", String(32), nullable=False),
    Column("row_digest", String(64), nullable=False),
)

# What a division answered to a remark, as it typed it: the newest row of a remark holds; a blank one takes it back.
confirmation = Table(
    "confirmation",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("period", String(8), nullable=False),
    Column("division", String(16), nullable=False),
    Column("finding", String(16), nullable=False),
    Column("answer", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("medium", String(8), nullable=False),
    Column("who", Text, nullable=False),
    Column("at", String(32), nullable=False),
    Column("row_digest", String(64), nullable=False),
)

# What the service wrote into a division's sheet or beside it: on which content (`base`), what the file became
# (`digest`; its own writing is no new version), and which remarks it shows (`shown`).
feedback = Table(
    "feedback",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("period", String(8), nullable=False),
    Column("division", String(16), nullable=False),
    Column("medium", String(8), nullable=False),  # "beside", "inside", "google"
    Column("source", Text, nullable=False),
    Column("base", String(64), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("shown", String(64), nullable=False),
    Column("at", String(32), nullable=False),
    Column("row_digest", String(64), nullable=False),
)

report = Table(
    "report",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("period", String(8), nullable=False),
    Column("version", Integer, nullable=False),
    Column("draft", Integer, nullable=False),
    Column("signer", String(32), nullable=False),
    Column("docx", Text, nullable=False),  # file names below the period's folder
    Column("xlsx", Text, nullable=False),
    Column("docx_digest", String(64), ForeignKey("blob.digest"), nullable=False),
    Column("xlsx_digest", String(64), ForeignKey("blob.digest"), nullable=True),
    Column("config", String(64), ForeignKey("blob.digest"), nullable=False),
    Column("template", String(64), ForeignKey("blob.digest"), nullable=False),
    Column("product", String(32), nullable=False),
    Column("body", Text, nullable=False),  # JSON: versions printed by division, counts of findings, trace
    Column("at", String(32), nullable=False),
    Column("who", Text, nullable=False),
    Column("row_digest", String(64), nullable=False),
    UniqueConstraint("period", "version", name="one_report_number"),
)

# Lines of a version that go on from an earlier one: JSON, the id read from the place → the id first given.
line = Table(
    "line",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("division", String(16), nullable=False),
    Column("period", String(8), nullable=False),
    Column("digest", String(64), ForeignKey("blob.digest"), nullable=False),
    Column("body", Text, nullable=False),
    Column("row_digest", String(64), nullable=False),
    UniqueConstraint("division", "period", "digest", name="lines_once"),
)

edit = Table(
    "edit",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("name", String(16), nullable=False, unique=True),
    Column("period", String(8), nullable=False),
    Column("line", String(16), nullable=False),
    Column("field", String(16), nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", String(32), nullable=False),
    Column("row_digest", String(64), nullable=False),
)

# A period closed or opened again: the newest row says which. `body`, JSON: the digest of each division's copy.
lock = Table(
    "lock",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("period", String(8), nullable=False),
    Column("locked", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("config", String(64), ForeignKey("blob.digest"), nullable=False),
    Column("body", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", String(32), nullable=False),
    Column("row_digest", String(64), nullable=False),
)

# A report sent: its number and date, and the signed file where it was given.
issue = Table(
    "issue",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("period", String(8), nullable=False),
    Column("number", String(16), nullable=False),
    Column("date", String(10), nullable=False),
    Column("version", Integer, nullable=False),
    Column("file", Text, nullable=False),
    Column("digest", String(64), ForeignKey("blob.digest"), nullable=True),
    Column("who", Text, nullable=False),
    Column("at", String(32), nullable=False),
    Column("row_digest", String(64), nullable=False),
)

# A mail or note to somebody, under the reason that it is sent for: one row a step ("begun" before it is sent, then
# "sent" or "failed"), so that nothing is sent twice and one whose end is unknown is seen.
notice = Table(
    "notice",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("period", String(8), nullable=False),
    Column("division", String(16), nullable=True),
    Column("reason", String(80), nullable=False),
    Column("step", String(8), nullable=False),
    Column("body", Text, nullable=False),  # JSON: how it went, never an address
    Column("at", String(32), nullable=False),
    Column("row_digest", String(64), nullable=False),
    UniqueConstraint("reason", "step", name="one_step_a_reason"),
)

# What happened by itself: a round of the service, a backup, a failure of either.
event = Table(
    "event",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("kind", String(16), nullable=False),
    Column("period", String(8), nullable=False),  # "" where it is about none
    Column("run", String(36), nullable=False),  # the id that stands in log, page and mail too
    Column("body", Text, nullable=False),  # JSON
    Column("at", String(32), nullable=False),
    Column("row_digest", String(64), nullable=False),
)

# Who is at work (leases.py): the only rows that change, for they are no facts.
lease = Table(
    "lease",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("token", String(32), nullable=False),
    Column("host", Text, nullable=False),
    Column("pid", Integer, nullable=False),
    Column("born", String(32), nullable=False),
    Column("who", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("since", Float, nullable=False),
    Column("beat", Float, nullable=False),
)

# A cache: what a path looked like when it was last read, so that an unchanged file is not read again.
seen = Table(
    "seen",
    metadata,
    Column("period", String(8), primary_key=True),
    Column("source", String(512), primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("modified_ns", BigInteger, nullable=False),
    Column("digest", String(64), nullable=True),
    Column("division", String(16), nullable=True),
    Column("code", String(32), nullable=False),
    Column("form_version", Integer, nullable=False),
    Column("facts", Text, nullable=True),  # JSON, as in sighting_fact
)

# A cache: when a Google spreadsheet was last read for a period, and what Drive had listed of it before that.
sheet_seen = Table(
    "sheet_seen",
    metadata,
    Column("period", String(8), primary_key=True),
    Column("spreadsheet", String(100), primary_key=True),
    Column("source", Text, nullable=False),
    Column("modified", String(40), nullable=False),  # as Drive listed it, "" where it did not
    Column("read_at", String(40), nullable=False),
    Column("stood", Text, nullable=True),  # JSON of caches.Seen: what the reading gave, none where there was no form
    Column("remarks", String(64), nullable=True),  # of the tab Ý kiến rà soát, kept among the blobs
)

# A cache: how many findings were open when a period was last judged, and at which state of the facts (`key`).
tally = Table(
    "tally",
    metadata,
    Column("period", String(8), primary_key=True),
    Column("key", Text, nullable=False),
    Column("body", Text, nullable=False),  # JSON of caches.Tally
)

# A cache: submissions as they were read from a copy's cells, and a round's findings, each under all it depends on.
derived = Table(
    "derived",
    metadata,
    Column("period", String(8), primary_key=True),
    Column("division", String(16), primary_key=True),
    Column("digest", String(64), primary_key=True),
    Column("key", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

FACTS = (
    blob, book, run, run_order, version, sighting, sighting_fact, finding_log, acceptance, confirmation, feedback,
    report, line, edit, lock, issue, notice, event,
)  # fmt: skip


for _table in metadata.tables.values():
    for _column in _table.columns:
        if isinstance(_column.type, String):
            # SQLite holds no text to its length and orders by code point: what one store takes, the other takes, and
            # gives back in the same order.
            _column.type = _column.type.with_variant(Text(collation="C"), "postgresql")


def make(connection: Connection) -> None:
    """Make all tables in an empty store, as the migrations would, and the triggers that keep facts as they are."""
    metadata.create_all(connection, checkfirst=False)
    connection.exec_driver_sql(
        "CREATE TABLE alembic_version "
        "(version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
    )
    connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD})
    dialect = connection.dialect.name
    for statement in triggers.function(dialect):
        connection.exec_driver_sql(statement)
    for table in FACTS:
        for statement in triggers.keeping(dialect, table.name):
            connection.exec_driver_sql(statement)
