"""JSON: the profile as it is, and when it was exported."""

from __future__ import annotations

import orjson

from libs.profile.exported import ExportedProfile
from libs.profile.model import Profile
from services.export.formats.format import Export
from services.export.formats.profile_json import render
from tests.support.dossier import EXPORTED_AT, dossier


def test_it_is_the_profile_with_a_timestamp() -> None:
    content = render(Export(dossier(), EXPORTED_AT))
    found = orjson.loads(content)
    assert found.pop("exported_at") == "2026-03-04T05:06:07Z"
    assert Profile.model_validate(found) == dossier()
    assert ExportedProfile.model_validate_json(content).exported_at == EXPORTED_AT


def test_it_is_set_for_people_to_read() -> None:
    profile = dossier(summary="Ζωή, 王, “quoted”")
    text = render(Export(profile, EXPORTED_AT)).decode()
    assert text.startswith('{\n  "exported_at"')
    assert text.endswith("}\n")
    assert '\n  "summary": "Ζωή, 王, “quoted”",\n' in text
