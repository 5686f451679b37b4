"""The documentation page: Swagger UI from its wheel, so that it works with no network."""

from __future__ import annotations

from functools import cache
from importlib import resources

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

_TYPES = {
    "swagger-ui-bundle.js": "text/javascript; charset=utf-8",
    "swagger-ui.css": "text/css; charset=utf-8",
    "favicon.png": "image/png",
}
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Vitae: API</title>
<link rel="icon" type="image/png" href="/docs/favicon.png">
<link rel="stylesheet" href="/docs/swagger-ui.css">
</head>
<body>
<div id="api"></div>
<noscript>The API is described in <a href="/openapi.json">openapi.json</a>.</noscript>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
"""
_START = """SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#api",
  deepLinking: true,
  validatorUrl: null,
  tryItOutEnabled: true
});
"""
_A_DAY = {"cache-control": "public, max-age=86400"}

router = APIRouter(prefix="/docs", include_in_schema=False)


@cache
def _asset(name: str) -> bytes:
    return (resources.files("fastapi_offline") / "static" / name).read_bytes()


@router.get("")
async def page() -> Response:
    return HTMLResponse(_PAGE)


@router.get("/start.js")
async def start() -> Response:
    return Response(_START, media_type="text/javascript", headers=_A_DAY)


@router.get("/{name}")
async def asset(name: str) -> Response:
    if name not in _TYPES:
        raise HTTPException(404)
    return Response(_asset(name), headers={"content-type": _TYPES[name], **_A_DAY})
