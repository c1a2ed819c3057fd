"""Files are read strictly: what would be lost in silence is refused, with its place."""

import json
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.core.reading import Source, sources, verbatim
from governance.core.refusals import Problem, Refused

from .conftest import source


def problem(name: str, content: str | bytes) -> Problem:
    with pytest.raises(Refused) as refused:
        Source(name, content if isinstance(content, bytes) else content.encode()).node()
    return refused.value.problems[0]


@pytest.mark.parametrize(
    ("content", "position", "reason"),
    [
        ('{"a": 1,\n "b": }', "line 2, column 7", "Expecting value"),
        ('{"a": 1,\n "b": {"c": 1, "c": 2}}', "line 2, column 7", "“c” stands twice"),
        ('[{"a": 1}, {"n": 0.1000000000000000055}]', "line 1, column 12", "cannot be kept exactly"),
        ('{"n": 1e999}', "line 1, column 1", "cannot be kept exactly"),
        ('{"n": NaN}', "line 1, column 1", "NaN is not a number"),
        (b'{"a": "\xff"}', "byte 8", "not UTF-8"),
        ('{"a": ["x\\u0000"]}', "a[0]", "cannot be kept"),
        ('{"a": {"b": "\\ud800"}}', "a.b", "cannot be kept"),
        ("[" * 100_000, "", "nested too deeply"),
        ("[" * 895 + "]" * 895, "", "nested too deeply"),
        ('{"a":' * 102 + "1" + "}" * 102, "", "nested too deeply"),
        ("", "line 1, column 1", "Expecting value"),
    ],
)
def test_json_that_would_lose_something_is_refused_with_its_place(content, position, reason):
    found = problem("a.json", content)
    assert (found.file, found.position) == ("a.json", position)
    assert reason in found.reason


@pytest.mark.parametrize(
    ("content", "position", "reason"),
    [
        ("a: 1\nb:\n  c: 1\n  c: 2\n", "line 3, column 3", "stands twice"),
        ("a: &x [1]\nb: *x\n", "line 2, column 4", "aliases"),
        ("a: [1\n", "line 2, column 1", "expected ',' or ']'"),
        ("a: !!python/object:os.system x\n", "line 1, column 4", "tags are not taken in"),
        ("1: a\n", "line 1, column 1", "not a text"),
        ("a: !!timestamp foo\n", "line 1, column 4", "tags are not taken in"),
        ("a: !!float .nan\n", "line 1, column 4", "tags are not taken in"),
        ("a: !!set {b}\n", "line 1, column 4", "tags are not taken in"),
    ],
)
def test_yaml_that_would_lose_or_run_something_is_refused_with_its_place(content, position, reason):
    found = problem("a.yml", content)
    assert (found.position, reason in found.reason) == (position, True), found


@pytest.mark.parametrize("name", ["a.json", "a.yml"])
def test_values_may_be_nested_a_hundred_deep_and_no_deeper(name):
    assert source(name, "[" * 101 + "]" * 101).node().value
    for depth in (102, 300, 895):
        assert problem(name, "[" * depth + "]" * depth).reason.endswith("its values are nested too deeply.")


def test_words_in_yaml_stay_words():
    said = (
        source("a.yml", "a: NO\nb: on\nc: 2020-01-02\nd: 12:30\ne: 1.10\nf: 0x1F\ng: 7\nh: true\ni: ~\n").node().value
    )
    expected = {"a": "NO", "b": "on", "c": "2020-01-02", "d": "12:30", "e": "1.10", "f": "0x1F", "g": 7, "h": True}
    assert said == expected | {"i": None}


def test_a_mark_at_the_beginning_of_a_file_does_not_matter():
    assert Source("a.json", b"\xef\xbb\xbf[1]").node().value == [1]


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner),
    max_leaves=20,
)


@given(VALUES)
def test_what_was_read_is_kept_as_it_was_whatever_it_is(value):
    assert json.loads(verbatim(Source("a.json", json.dumps(value).encode()).node().value)) == value


def test_a_number_beyond_every_computer_word_is_read_exactly():
    assert source("a.json", '{"n": 123456789012345678901234567890}').node().value == {
        "n": 123456789012345678901234567890
    }


def test_a_folder_is_read_by_its_endings_in_the_order_of_names(tmp_path):
    (tmp_path / "inner").mkdir()
    (tmp_path / "folder.json").mkdir()
    for name in ("b.json", "a.JSON", "inner/c.json", "readme.txt"):
        (tmp_path / name).write_text("[]")
    assert [one.name for one in sources(tmp_path, (".json",))] == ["a.JSON", "b.json", "inner/c.json"]


def test_a_folder_without_such_files_or_no_folder_at_all_is_refused(tmp_path):
    with pytest.raises(Refused, match=r"No file here ends in \.yml or \.yaml"):
        list(sources(tmp_path, (".yml", ".yaml")))
    with pytest.raises(Refused, match="no such file"):
        list(sources(tmp_path / "none", (".yml",)))


def test_a_name_that_is_not_text_is_refused_whether_of_a_file_or_of_the_folder(tmp_path):
    folder = tmp_path / os.fsdecode(b"f\xff")
    folder.mkdir()
    (folder / os.fsdecode(b"a\xe9.json")).write_text("[]")
    (tmp_path / os.fsdecode(b"a\xe9.json")).write_text("[]")
    for path, shown in ((tmp_path, "a\ufffd.json"), (folder, "f\ufffd")):
        with pytest.raises(Refused, match=r"is not UTF-8 text\. Rename it") as refused:
            list(sources(path, (".json",)))
        assert refused.value.problems[0].file == shown


def test_a_link_that_leads_nowhere_is_told(tmp_path):
    (tmp_path / "a.json").symlink_to(tmp_path / "gone")
    with pytest.raises(Refused, match=r"a\.json: No such file"):
        list(sources(tmp_path, (".json",)))
