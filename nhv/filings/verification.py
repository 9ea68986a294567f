"""Whether everything that was acknowledged is still what was acknowledged: receipts, answers, files, diary."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256

from nhv.filings.cabinet import Cabinet, cabinets
from nhv.filings.tables import FilingVersionBase
from nhv.records.each_row import each_row
from nhv.records.keys import PublicKey
from nhv.records.receipts import Content, ReceiptFault, faults_of, read, utc_text
from nhv.records.verification import guarded, the_first


def faults() -> Iterator[str]:
    """What does not verify, one Swedish sentence each. What the files hold is for each memory's files to verify."""
    for cabinet in cabinets():
        what = f"kontrollen av {cabinet.versions._meta.db_table}"
        yield from the_first(what, guarded(what, _faults_of(cabinet)))


def _faults_of(cabinet: Cabinet) -> Iterator[str]:
    memory = cabinet.memory
    keys = memory.keys.public_keys()
    sizes = dict(memory.files.rows._default_manager.values_list("sha256", "size"))
    entries = memory.diary.entries._default_manager.filter(subject_kind="filing")
    kept = dict(entries.values_list("number", "subject_key"))
    for key, version in each_row(cabinet.versions._default_manager.select_related("filing")):
        if version is None:
            yield f"raden {cabinet.versions._meta.db_table} {key} är ändrad och går inte att läsa"
            continue
        name = f"{version.filing.key}, version {version.number}"
        for fault in guarded("kontrollen", _of_version(version, keys=keys, sizes=sizes)):
            yield f"{name}: {fault}"
        if kept.get(version.diary_number) != version.filing.key:
            yield f"{name}: händelseloggen har ingen post {version.diary_number} om mottagandet"


def _of_version(version: FilingVersionBase, *, keys: Sequence[PublicKey], sizes: Mapping[str, int]) -> Iterator[str]:
    answers = version.answers.encode()
    there = [Content(file["name"], file["sha256"], sizes.get(file["sha256"], -1)) for file in version.files]
    there.append(Content("svaren", version.answers_sha256, len(answers)))
    try:
        parts = read(version.receipt)
    except ReceiptFault as fault:
        yield str(fault)
        return
    wrong = faults_of(parts, keys=keys, files=there)
    yield from wrong
    if wrong:
        return
    told = parts["receipt"]
    if told["received_at"] != utc_text(version.received_at) or told["class"] != version.time_class:
        yield "kvittot har en annan tid än registret"
    if (told["filing"], told["version"]) != (version.filing.key, version.number):
        yield "kvittot hör till något annat"
    if told["answers_sha256"] != version.answers_sha256 or sha256(answers).hexdigest() != version.answers_sha256:
        yield "svaren är ändrade i efterhand"
    if told.get("reply_sha256", "") != (sha256(version.reply.encode()).hexdigest() if version.reply else ""):
        yield "det skriftliga svaret är ändrat i efterhand"
