"""How the parts of the analysis service fit together, over resources that are open."""

from __future__ import annotations

import logging
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any

from libs.bus.connection import Bus
from libs.bus.consumer import listen
from libs.bus.erasure import erasure_handlers, reconcile
from libs.bus.topology import MAX_DELIVERIES, listener, undertakers
from libs.db.database import Database
from libs.db.ids import new_id
from libs.db.outbox import Outbox
from libs.llm.embeddings import Embedder
from libs.rpc.channel import Peer
from services.analysis.consumers import Limits, Pool
from services.analysis.dispatch import Dispatcher
from services.analysis.engines.engine import Engine
from services.analysis.errors import FileGone
from services.analysis.faults import Faults
from services.analysis.files import UploadedFiles
from services.analysis.interview.assembly import Interview
from services.analysis.interview.engine import QuestionEngine
from services.analysis.interview.workers import Limits as QuestionLimits
from services.analysis.ledger import Claim, Ledger
from services.analysis.models import outbox
from services.analysis.passages.repository import PassageRepository
from services.analysis.passages.service import PassageService
from services.analysis.pipeline import Pipeline, Stages
from services.analysis.progress import announcer, stopper
from services.analysis.reconcile import Reconciler, keep_seen, repeat
from services.analysis.repository import Repository
from services.analysis.sandbox import Sandbox
from services.analysis.service import AnalysisService
from services.analysis.settings import Settings
from services.analysis.stages.resume import ResumeStages
from services.analysis.upkeep import VectorUpkeep
from services.analysis.vectors import IndexAway, PassageVectors

log = logging.getLogger(__name__)

SEEN_SECONDS = 10.0
ERASURE_RECONCILE_SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class Tools:
    """What reads, embeds, analyses, and makes questions."""

    sandbox: Sandbox
    engine: Engine
    embedder: Embedder
    questions: QuestionEngine


class Assembly:
    def __init__(
        self,
        settings: Settings,
        database: Database,
        bus: Bus,
        upload: Peer,
        tools: Tools,
        *,
        stages: Stages | None = None,
    ) -> None:
        """`stages` replaces the real ones, for measuring everything around them."""
        self._settings = settings
        self._database = database
        self._bus = bus
        self._files = UploadedFiles(upload)
        self._outbox = Outbox(outbox, database)
        self._repository = Repository(database)
        self._ledger = Ledger(database, self._outbox)
        self._announce = announcer(bus)
        self._vectors = PassageVectors(settings.chroma_url)
        self._faults = Faults(settings.fault_point, settings.fault_file)
        self.dispatcher = Dispatcher(database, bus, self._faults)
        self._stages = stages or ResumeStages(
            self._files,
            tools.sandbox,
            tools.engine,
            tools.embedder,
            self._vectors,
            self._ledger,
            settings.extract_seconds,
        )
        self._embedding_model = tools.embedder.model
        self.service = AnalysisService(
            self._repository,
            self.dispatcher,
            self._vectors,
            upload_exists=self._files.require,
            announce=self._announce,
            stop=stopper(bus),
        )
        self.passages = PassageService(PassageRepository(database), tools.embedder, self._vectors)
        limits = QuestionLimits(
            settings.ack_wait_seconds, settings.model_seconds, settings.model_wait_seconds
        )
        self.interview = Interview(database, bus, self._outbox, tools.questions, limits)

    def background(self) -> dict[str, Coroutine[Any, Any, None]]:
        """Everything that runs beside the RPC server, by name. Stopped last to first: the
        consumers hand back what they hold while the rest still works.
        """
        pool = self._pool()
        consumers = {
            f"consumer {number}": pool.consume()
            for number in range(self._settings.pipeline_consumers)
        }
        return {
            "outbox": self._outbox.relay(self._bus.publish),
            "dispatcher": self.dispatcher.run(),
            "stops": pool.obey_stops(),
            **self._upkeep(),
            **consumers,
            **self.interview.background(self._settings.question_workers),
        }

    def _pool(self) -> Pool:
        settings = self._settings
        limits = Limits(
            settings.ack_wait_seconds, settings.job_seconds, settings.model_wait_seconds
        )
        return Pool(
            self._bus,
            self._ledger,
            self._run,
            self._announce,
            room=self.dispatcher.room,
            limits=limits,
        )

    async def _run(self, claim: Claim) -> None:
        """The pipeline, but for a job submitted while its upload was being deleted: the erasure
        came before the job, so it is repeated.
        """
        pipeline = Pipeline(self._stages, self._ledger, self._announce, self._faults)
        try:
            await pipeline.run(claim)
        except FileGone:
            await self.service.erase_upload(claim.job.upload_id)

    async def _erase_missed(self, upload_id: str) -> None:
        try:
            await self.service.erase_upload(upload_id)
        except IndexAway:  # what is left there is of no job, and the repair removes it
            log.warning("index away", extra={"upload_id": upload_id})

    def _upkeep(self) -> dict[str, Coroutine[Any, Any, None]]:
        settings = self._settings
        reconciler = Reconciler(
            self._database,
            self._ledger,
            self._bus,
            self._announce,
            wake=self.dispatcher.wake,
            silent_seconds=settings.ack_wait_seconds + 5.0,
        )
        vectors = VectorUpkeep(self._database, self._vectors, self._embedding_model)
        erasing = erasure_handlers(
            self._bus,
            "analysis",
            user=self.service.erase_user,
            file=self.service.erase_upload,
        )
        stream, config = listener("analysis", list(erasing))
        graves, undertaker = undertakers()
        return {
            "seen": keep_seen(self._database, new_id(), settings.pipeline_consumers, SEEN_SECONDS),
            "reconciler": reconciler.run(settings.reconcile_seconds),
            "dead letters": listen(
                self._bus, graves, undertaker, {MAX_DELIVERIES: reconciler.bury}
            ),
            "erasures": listen(self._bus, stream, config, erasing),
            "erasure reconciler": reconcile(
                self._repository.uploads_after,
                self._files.existing,
                self._erase_missed,
                ERASURE_RECONCILE_SECONDS,
            ),
            "vectors": repeat(settings.vector_repair_seconds, (vectors.repair,)),
        }
