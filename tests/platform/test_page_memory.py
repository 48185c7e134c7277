"""The memory of finished pages keeps to its room."""

from lms.platform.web.page_memory import PageMemory


def test_pages_not_asked_for_longest_go_first() -> None:
    made: list[str] = []

    def page(name: str) -> None:
        memory.page(name, lambda: made.append(name) or name)  # type: ignore[func-returns-value]

    size = len(PageMemory().page("a", lambda: "a").packed)
    memory = PageMemory(room=2 * size)
    for name in "abacab":
        page(name)
    assert made == ["a", "b", "c", "b"]
