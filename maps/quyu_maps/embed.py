"""Put values into a page so that no string of theirs can end up as markup or as script."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Characters that HTML or old script readers could take for more than text.
_HARMFUL = re.compile("[<>&\u2028\u2029\ud800-\udfff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def json_text(value: Any) -> str:  # noqa: ANN401 - whatever json can write
    r"""
    Write a value as JSON that is inert inside a ``<script type="application/json">``.

    Parameters
    ----------
    value
        Dictionaries, lists, strings, numbers, booleans and None.

    Returns
    -------
    text
        JSON without ``<``, ``>``, ``&``, U+2028, U+2029 and lone surrogates, all of
        them written as ``\uXXXX``: no tag, comment or entity can begin in it, and it
        can always be encoded in UTF-8. Keys keep their order.

    Raises
    ------
    ValueError
        If a number is not finite.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _HARMFUL.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def plain(text: str) -> str:
    """Replace lone surrogates, which no encoding can write, by U+FFFD."""
    return _SURROGATE.sub("\ufffd", text)


def content_security_policy(page: str, images: Sequence[str] = ()) -> str:
    """
    Give the policy that lets exactly the inline scripts of a page run, and no request.

    Parameters
    ----------
    page
        HTML with its scripts as ``<script>…</script>`` without attributes.
    images
        Origins that images may come from besides: none but those of tiles that were asked for.

    Returns
    -------
    policy
        For a ``Content-Security-Policy`` meta element: everything is forbidden but the
        scripts with these SHA-256 sums, inline styles and ``data:`` images.
    """
    hashes = dict.fromkeys(
        base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
        for script in _SCRIPT.findall(page)
    )
    scripts = " ".join(f"'sha256-{value}'" for value in hashes)
    return (
        f"default-src 'none'; script-src {scripts}; style-src 'unsafe-inline'; "
        f"img-src {' '.join(['data:', *images])}; base-uri 'none'; form-action 'none'"
    )
