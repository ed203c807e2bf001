from sayso.reading.markup import fragment, parsable


def test_a_fragment_keeps_all_its_text() -> None:
    assert fragment("<p>One &amp; <b>two</b>.</p><ul><li>Three</li></ul>tail") == (
        "One & two.\n\nThree\n\ntail"
    )
    assert fragment("5 < 6 &amp; 7 > 6") == "5 < 6 & 7 > 6"
    assert fragment("") == ""


def test_a_fragment_may_come_without_captions_and_never_has_scripts() -> None:
    markup = "<p>One.</p><figure><img><figcaption>Ada Quill</figcaption></figure><script>x</script>"
    assert fragment(markup) == "One.\n\nAda Quill"
    assert fragment(markup, captions=False) == "One."


def test_wrapping_that_is_too_deep_goes_and_the_rest_stays() -> None:
    markup = f"{'<div>' * 300}<p>One.</p>{'</div>' * 300}"
    assert "<div>" not in parsable(markup)
    assert "<p>One.</p>" in parsable(markup)
    assert parsable("<div><p>One.</p></div>") == "<div><p>One.</p></div>"
    assert parsable("a\0b") == "a b"
