"""`python -m tests.compat.json_resume`: our JSON Resume files against the schema that is published.

The schema is fetched with npm, one version of it, known by its hash; nothing of it is kept here.
Each file must be valid by it, and the tests' own restatement of it (tests/support/json_resume.py)
must say the same of each file and of each file with one value spoilt. Exit 1 where not.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import io
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema_rs
import orjson
from pydantic import ValidationError

from bench.resumes import FORMATS
from libs.profile.model import Profile
from services.analysis.engines.builtin import extract_facts
from services.analysis.reading.read import read
from services.analysis.rubric.judge import judge
from services.export.formats.json_resume import render
from tests.support import careers
from tests.support.dossier import dossier
from tests.support.json_resume import JsonResume

PACKAGE = "resume-schema@1.0.0"
SHA512 = "9ZEP3oO1IRrjQWTOfDq7fDNNeJp7gWqfS/l2D02f6f25nRw/wRAkpDyvIlw9uoaDARK7Ebj/CN2D/6Ht27S0zg=="
_SECONDS = 120
_TODAY = date(2026, 3, 5)
# Of another type, no date, half a date, a date, no address, nothing: each is wrong somewhere.
_SPOILT = (None, 7, {}, ["one", 7], "03/2019", "2019-03", "2019-03-31", "no address", "")


def fetch() -> dict[str, Any]:
    """The published schema. Raises `ValueError` where the package is not the one we know."""
    with tempfile.TemporaryDirectory() as directory:
        command = ("npm", "pack", PACKAGE, "--silent", "--pack-destination", directory)
        subprocess.run(command, check=True, timeout=_SECONDS, stdout=subprocess.DEVNULL)
        (archive,) = Path(directory).glob("*.tgz")
        content = archive.read_bytes()
    if base64.b64encode(hashlib.sha512(content).digest()).decode() != SHA512:
        raise ValueError(f"{PACKAGE} is not what it was")
    with tarfile.open(fileobj=io.BytesIO(content)) as package:
        member = package.extractfile("package/schema.json")
        assert member is not None
        return orjson.loads(member.read())


def profiles(directory: Path | None) -> Iterator[tuple[str, Profile]]:
    """Everybody the tests know, and whoever the resumes of a directory are of."""
    for make in (*careers.EVERYONE, careers.empty, dossier):
        yield make.__name__, make()
    for path in sorted(directory.iterdir()) if directory else ():
        if path.suffix in FORMATS and not path.stem.startswith("scan"):
            document = read(path.read_bytes(), FORMATS[path.suffix])
            yield path.name, judge(document, extract_facts(document), _TODAY)


def spoilt(resume: Any) -> Iterator[tuple[str, Any]]:
    """(where and how, the resume with that one value replaced); of a list, its first element."""
    for path in _paths(resume):
        for value in _SPOILT:
            copy = deepcopy(resume)
            holder = copy
            for step in path[:-1]:
                holder = holder[step]
            holder[path[-1]] = value
            yield f"{'.'.join(map(str, path))} = {value!r}", copy


def _paths(value: Any) -> Iterator[tuple[str | int, ...]]:
    if not isinstance(value, (dict, list)):
        return
    steps: Any = value if isinstance(value, dict) else range(min(len(value), 1))
    for step in steps:
        yield (step,)
        for rest in _paths(value[step]):
            yield (step, *rest)


def restated(resume: Any) -> bool:
    """Whether the tests' restatement takes it."""
    try:
        JsonResume.model_validate(resume)
    except ValidationError:
        return False
    return True


def check(directory: Path | None) -> bool:
    """Prints what was found; whether all is valid and the two judges are of one mind."""
    schema = jsonschema_rs.Draft4Validator(fetch())  # checks formats too
    files = variants = 0
    wrong: list[str] = []
    for name, profile in profiles(directory):
        resume = orjson.loads(render(careers.exported(profile)))
        files += 1
        wrong += [f"{name}: {error.message}" for error in schema.iter_errors(resume)]
        wrong += [] if restated(resume) else [f"{name}: refused by the restatement"]
        for where, broken in spoilt(resume):
            variants += 1
            if schema.is_valid(broken) != restated(broken):
                wrong.append(f"{name}: {where}: the schema says {schema.is_valid(broken)}")
    print(*wrong, f"{PACKAGE}: {files} files, {variants} spoilt ones, {len(wrong)} wrong", sep="\n")
    return not wrong


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.compat.json_resume", description=__doc__)
    parser.add_argument("resumes", nargs="?", type=Path, help="a directory of resumes to add")
    sys.exit(not check(parser.parse_args().resumes))
