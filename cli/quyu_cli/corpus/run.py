"""Run a corpus: hand parts out, take them in, and write each as it comes."""

from __future__ import annotations

from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quyu_cli.corpus.supervisor import WorkerError
from quyu_cli.failures import Failure
from quyu_geo.corpus.parts import pack_part, parts, unpack_made

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quyu_cli.corpus.crew import Crew
    from quyu_cli.corpus.progress import Progress
    from quyu_cli.corpus.store import Store
    from quyu_geo.corpus.model import Item, Part, Settings

#: Bytes of parts that may be on their way, besides one a worker.
_UNDER_WAY = 64 << 20


@dataclass(frozen=True, slots=True)
class _Sent:
    """A part that somebody has in hand."""

    number: int
    digest: str
    size: int
    spent: int


@dataclass(frozen=True, slots=True)
class Run:
    """
    One run over a corpus.

    Attributes
    ----------
    crew
        Does the parts.
    store
        Keeps them.
    settings
        Hold for all documents.
    progress
        Is told of each part.
    """

    crew: Crew
    store: Store
    settings: Settings
    progress: Progress

    def over(self, items: Iterable[Item], documents: int) -> dict[str, Any]:
        """
        Work through documents.

        Never more of them is held than the crew has in hand. Parts are written in the order
        in which they are done, each to its own files, so that order leaves no trace.

        Parameters
        ----------
        items
            In the order of the input.
        documents
            Of a part.

        Returns
        -------
        said
            What the dataset says of itself.

        Raises
        ------
        Failure
            If there is no document, or no worker can work.
        """
        under_way: dict[Future[bytes], _Sent] = {}
        count = 0
        for part in parts(items, documents):
            count += 1
            self._give(part, under_way)
            while self._enough(under_way):
                self._take(under_way)
        while under_way:
            self._take(under_way)
        if not count:
            raise Failure("no document in what is named")
        said = self.store.finish(count, self.settings)
        self.progress.done()
        return said

    def _give(self, part: Part, under_way: dict[Future[bytes], _Sent]) -> None:
        digest = part.digest(self.settings)
        spent = sum(item.spent for item in part.items)
        record = self.store.held(part.number, digest)
        if record is not None:
            self.progress.part(record, spent, kept=True)
            return
        job = pack_part(part, self.settings)
        future = self.crew.executor.submit(self.crew.work, job)
        under_way[future] = _Sent(part.number, digest, len(job), spent)

    def _enough(self, under_way: dict[Future[bytes], _Sent]) -> bool:
        """Tell whether everybody has a part in hand and one to go on with."""
        size = sum(sent.size for sent in under_way.values())
        most = 2 * self.crew.size if size < _UNDER_WAY else self.crew.size
        return len(under_way) >= most

    def _take(self, under_way: dict[Future[bytes], _Sent]) -> None:
        done, _ = wait(under_way, return_when=FIRST_COMPLETED)
        for future in done:
            sent = under_way.pop(future)
            made = unpack_made(_result(future))
            record = self.store.keep(sent.number, made, sent.digest)
            self.progress.part(record, sent.spent, kept=False)


def _result(future: Future[bytes]) -> bytes:
    try:
        return future.result()
    except WorkerError as error:
        raise Failure(str(error)) from error
    except CancelledError as error:
        raise Failure("the scheduler has given up the work") from error
    except (KeyboardInterrupt, OSError):
        raise
    except Exception as error:  # whatever a scheduler may say
        raise Failure(f"a worker failed ({type(error).__name__}: {error})") from error
