"""Read a folder of resumes with the builtin engine; write what was found, in the scorer's shape.

Usage: python -m bench.resumes DOCS_DIR OUT_DIR
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from libs.profile.model import Profile
from services.analysis.engines.builtin import extract_facts
from services.analysis.errors import DocumentError
from services.analysis.reading.document import FileFormat
from services.analysis.reading.read import read

FORMATS: dict[str, FileFormat] = {".pdf": "pdf", ".docx": "docx", ".doc": "doc"}


def prediction(profile: Profile) -> dict[str, Any]:
    """A profile in the shape the scorer of resumes reads."""
    person = profile.personal_info
    return {
        "name": person.name,
        "email": person.email,
        "phone": person.phone,
        "links": person.links,
        "skills": [skill.name for skill in profile.skills],
        "experience": [
            {
                "company": post.company,
                "title": post.title,
                "start": post.start,
                "end": "present" if post.current else post.end,
            }
            for post in profile.experience
        ],
        "education": [
            {"institution": e.institution, "degree": e.degree, "year": e.end or e.start}
            for e in profile.education
        ],
    }


def predict(path: Path) -> dict[str, Any]:
    """What the engine finds in one file, with the seconds it took, or how it failed."""
    started = time.perf_counter()
    try:
        document = read(path.read_bytes(), FORMATS[path.suffix.lower()])
        read_at = time.perf_counter()
        found = prediction(extract_facts(document))
    except DocumentError as error:
        return {"_error": error.code}
    now = time.perf_counter()
    return {**found, "_seconds": now - started, "_facts_seconds": now - read_at}


def main() -> int:
    """Read every document of the folder; print how each ended where it did not end well."""
    if len(sys.argv) != 3:
        sys.stderr.write(__doc__ or "")
        return 2
    docs, out = Path(sys.argv[1]), Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    slowest = 0.0
    for path in sorted(docs.iterdir()):
        if path.suffix.lower() not in FORMATS:
            continue
        found = predict(path)
        slowest = max(slowest, found.get("_facts_seconds", 0.0))
        (out / f"{path.stem}.json").write_text(json.dumps(found, ensure_ascii=False, indent=1))
        if "_error" in found:
            sys.stdout.write(f"{path.name}: {found['_error']}\n")
    sys.stdout.write(f"slowest extraction of facts: {slowest * 1000:.0f} ms\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
