"""No string of the data leaves its place in the page."""

from __future__ import annotations

import base64
import hashlib
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages import PAYLOADS
from quyu_maps.embed import content_security_policy, json_text, plain

_TEXT = st.text(st.characters(), max_size=40)


@given(st.dictionaries(_TEXT, _TEXT | st.integers() | st.lists(_TEXT)))
def test_json_is_inert_and_says_the_same(value: dict[str, object]) -> None:
    text = json_text(value)
    assert json.loads(text) == value
    assert not re.search("[<>&\u2028\u2029]", text)
    text.encode("utf-8")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_payloads_stay_strings(payload: str) -> None:
    text = json_text({payload: payload})
    assert "<" not in text
    assert json.loads(text) == {payload: payload}


def test_no_number_beyond_json_is_written() -> None:
    with pytest.raises(ValueError, match="JSON"):
        json_text(float("nan"))


def test_plain_replaces_what_cannot_be_encoded() -> None:
    assert plain("a\ud800b") == "a\ufffdb"


def test_the_policy_lets_only_these_scripts_run() -> None:
    page = (
        '<script type="application/json">{}</script><script>one()</script><script>\ntwo()</script>'
    )
    policy = content_security_policy(page)
    sums = [
        base64.b64encode(hashlib.sha256(script).digest()).decode()
        for script in (b"one()", b"\ntwo()")
    ]
    assert f"script-src 'sha256-{sums[0]}' 'sha256-{sums[1]}';" in policy
    assert policy.startswith("default-src 'none';")
    assert "connect-src" not in policy
    assert "'self'" not in policy
