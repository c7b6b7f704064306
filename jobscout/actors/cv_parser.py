"""CV parser: reads an uploaded file and stores its findings.

Reads    CVUploaded; claims the CV's row.
Writes   the CV's findings or why it failed, and the user's skills from it.
Sends    nothing: matching reads users' skills from the rows.

Files are untrusted. Each is read in a worker process with a deadline that kills and a memory
limit, so a file can only affect its own outcome.
"""

from __future__ import annotations

import logging
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

import anyio
import msgspec

from jobscout import logs, metrics, worker_processes
from jobscout.actors.leases import LeaseConsumer
from jobscout.cv.files import UnreadableError
from jobscout.cv.reader import read_packed
from jobscout.errors import NotFound, Outage
from jobscout.files import disk_outages
from jobscout.messages import CVUploaded
from jobscout.model import CVFault, Findings
from jobscout.rules import schedule
from jobscout.sql.cvs import ClaimedCV

if TYPE_CHECKING:
    from jobscout.inbox import Inbox
    from jobscout.outside.scratch import Scratch
    from jobscout.outside.storage import Storage
    from jobscout.sql.cvs import CVs
    from jobscout.worker_processes import Taxonomies

log = logging.getLogger(__name__)

READ_S = 20.0
MEMORY = worker_processes.MEMORY  # an ordinary CV takes 20 MB more than an idle worker
FAULT_TEXTS: Final[dict[CVFault, str]] = {
    "password-protected": "the file has a password; save it without one and upload it again",
    "no-text-layer": "needs OCR; it contains no text, only images or nothing at all, so"
    " export the CV from the program in which it was written",
    "damaged": "the file cannot be read completely; export it again and upload the new file",
    "too-long": "it has more than 50 pages, or far more content than a CV",
    "timed-out": f"reading it took more than {READ_S:g} seconds; export it with a simpler layout",
}


class CVParser(LeaseConsumer[CVUploaded, ClaimedCV]):
    name = "cv_parser"
    is_private = True
    lease = timedelta(minutes=2)
    snoozes = (Outage,)  # of the storage

    def __init__(
        self,
        inbox: Inbox[CVUploaded],
        *,
        cvs: CVs,
        skills: Taxonomies,
        files: Storage,
        scratch: Scratch,
        workers: anyio.CapacityLimiter,
        read_s: float = READ_S,
        memory: int = MEMORY,
    ) -> None:
        super().__init__(inbox, cvs)
        self.readers = int(workers.total_tokens)
        self._cvs = cvs
        self._skills = skills
        self._files = files
        self._scratch = scratch
        self._workers = workers
        self._read_s = read_s
        self._memory = memory

    async def process(self, claimed: ClaimedCV) -> None:
        logs.extend_context(cv_id=claimed.id)
        try:
            if claimed.attempts > schedule.MAX_DEATHS:
                raise UnreadableError("damaged", f"{schedule.MAX_DEATHS} tries killed the process")
            findings = await self._findings(claimed)
        except UnreadableError as error:
            await self._refused(claimed, error)
        except NotFound:  # the user deleted it in the meantime
            await self._cvs.discard(claimed.id, "deleted: the file was deleted")
        else:
            await self._cvs.complete(claimed, findings)
            self._log(claimed, "ready", skills=len(findings.skills), pages=findings.pages)

    async def fail(self, message: CVUploaded, error: Exception) -> None:
        """A fault of ours with this file; the error's message is not stored, as it may quote it.

        The cause may also be a full disk, so the file is retried, and the user sees a failure only
        after the last attempt.
        """
        await self._cvs.retry(message.id, f"damaged: {FAULT_TEXTS['damaged']}", None)
        metrics.CVS.labels("internal").inc()
        log.error("CV broke the reader", extra={"error": type(error).__name__})

    async def stop(self) -> None:
        """Finish the CVs being read; queued ones are read by the next process that runs."""
        self.inbox.drop()
        await super().stop()

    async def _findings(self, claimed: ClaimedCV) -> Findings:
        """Raises UnreadableError, NotFound, Outage."""
        taken = time.monotonic()
        taxonomy = await self._skills.packed()
        async with self._scratch.file() as path:
            with disk_outages():
                async with await anyio.open_file(path, "wb") as file:
                    async for piece in self._files.stream(claimed.storage_key):
                        await file.write(piece)
            async with self._workers:  # waiting for a free one is not the file's fault
                began = time.monotonic()
                metrics.CV_WAIT.observe(claimed.age.total_seconds() + began - taken)
                try:
                    today = datetime.now(UTC).date()
                    packed = await worker_processes.compute(
                        read_packed,
                        path,
                        taxonomy,
                        today,
                        within_s=self._read_s,
                        memory=self._memory,
                    )
                except TimeoutError:
                    raise UnreadableError("timed-out", "it was killed at its deadline") from None
                except MemoryError:
                    raise UnreadableError("too-long", "it needs too much memory") from None
                except anyio.BrokenWorkerProcess:
                    raise UnreadableError("damaged", "the process that read it ended") from None
                finally:
                    metrics.CV_SECONDS.observe(time.monotonic() - began)
        return msgspec.msgpack.decode(packed, type=Findings)

    async def _refused(self, claimed: ClaimedCV, error: UnreadableError) -> None:
        await self._cvs.discard(claimed.id, f"{error.fault}: {FAULT_TEXTS[error.fault]}")
        self._log(claimed, error.fault, detail=str(error))

    def _log(self, claimed: ClaimedCV, outcome: str, **said: object) -> None:
        metrics.CVS.labels(outcome).inc()
        fields = {"user_id": claimed.user_id, "outcome": outcome}
        waited = round(claimed.age.total_seconds(), 1)
        log.info("CV read", extra={**fields, "waited_s": waited, **said})
