"""The folder of a dataset: parts that are there whole or not at all, and what was left out."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from quyu_cli.failures import UsageFailure
from quyu_geo.corpus.model import Failed
from quyu_geo.corpus.schema import TABLES
from quyu_maps.files import write_bytes, write_pieces

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from quyu_geo.corpus.model import Made, Settings

#: The description of the whole, written last; and the documents that gave no rows.
DATASET, ERRORS = "dataset.json", "errors.jsonl"
#: One small record a part, written after its tables: without it a part does not count.
RECORDS = "parts"
_FOLDERS = (*TABLES, RECORDS)
_KNOWN = {*_FOLDERS, DATASET, ERRORS}


@dataclass(frozen=True, slots=True)
class Store:
    """
    A dataset in a folder.

    Attributes
    ----------
    folder
        Where it lies.
    """

    folder: Path

    @classmethod
    def open(cls, folder: Path, *, resume: bool) -> Store:
        """
        Make a folder ready to be filled.

        Parameters
        ----------
        folder
            New or empty, or with a dataset that is to be gone on with.
        resume
            Whether it may hold one.

        Raises
        ------
        UsageFailure
            If it holds one nevertheless, or something else.
        OSError
            If it cannot be written to.
        """
        if folder.is_dir():
            names = {path.name for path in folder.iterdir()}
            if names - _KNOWN:
                strange = ", ".join(sorted(names - _KNOWN)[:3])
                raise UsageFailure(f"{folder}: holds something else than a dataset: {strange}")
            if names and not resume:
                raise UsageFailure(f"{folder}: holds a dataset; --resume goes on with it")
        try:
            for name in _FOLDERS:
                (folder / name).mkdir(parents=True, exist_ok=True)
                for left in (folder / name).glob(".*.part"):  # of a run that was killed
                    left.unlink()
            for name in (DATASET, ERRORS):  # they speak of a whole, which it is not yet
                (folder / name).unlink(missing_ok=True)
        except OSError as error:
            raise OSError(f"{folder}: cannot be written: {error.strerror or error}") from error
        return cls(folder)

    def held(self, number: int, digest: str) -> dict[str, Any] | None:
        """Give the record of a part if it is there, made from the same input, and sound."""
        try:
            record: dict[str, Any] = json.loads(self._record(number).read_bytes())
            if record["input"] != digest:
                return None
            for name in TABLES:
                data = self._table(name, number).read_bytes()
                if hashlib.sha256(data).hexdigest() != record["tables"][name]:
                    return None
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return record

    def keep(self, number: int, made: Made, digest: str) -> dict[str, Any]:
        """
        Write a part: its tables, then the record that makes them count.

        Raises
        ------
        OSError
            With one line that names the file and the reason.
        """
        self._record(number).unlink(missing_ok=True)
        for name, data in made.tables.items():
            write_bytes(self._table(name, number), data)
        record = made.record(digest)
        write_bytes(self._record(number), _text(record).encode("utf-8"))
        return record

    def finish(self, count: int, settings: Settings) -> dict[str, Any]:
        """
        Write what was left out and what the dataset is, and clear what it is not.

        Parameters
        ----------
        count
            Of parts; further ones are of an input that was longer once.
        settings
            That all parts were made with.
        """
        for path in self._beyond(count):
            path.unlink()
        write_pieces(self.folder / ERRORS, self._errors(count))
        totals: dict[str, int] = dict.fromkeys((*TABLES, "characters", "failed"), 0)
        for record in self._records(count):
            for name in totals:
                value = record[name]
                totals[name] += len(value) if name == "failed" else value
        said = {"settings": asdict(settings), "parts": count, **totals}
        write_bytes(self.folder / DATASET, _text(said).encode("utf-8"))
        return said

    def _records(self, count: int) -> Iterator[dict[str, Any]]:
        for number in range(count):
            yield json.loads(self._record(number).read_bytes())

    def _errors(self, count: int) -> Iterator[bytes]:
        for record in self._records(count):
            for each in record["failed"]:
                yield Failed(**each).line().encode("utf-8")

    def _beyond(self, count: int) -> Iterator[Path]:
        for name in _FOLDERS:
            for path in sorted((self.folder / name).iterdir()):
                number = path.stem.partition("-")[2]
                if number.isdigit() and int(number) >= count:
                    yield path

    def _table(self, name: str, number: int) -> Path:
        return self.folder / name / f"part-{number:06d}.parquet"

    def _record(self, number: int) -> Path:
        return self.folder / RECORDS / f"part-{number:06d}.json"


def _text(said: dict[str, Any]) -> str:
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"
