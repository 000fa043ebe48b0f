"""The stories that show each screen: keys from the home screen on."""

STORIES: dict[str, tuple[str, ...]] = {
    "home": (),
    "choice": ("down", "enter"),
    "verdict": ("down", "enter", "1"),
    "help": ("f1",),
    "browse": ("f2",),
    "fact": ("f2", "enter"),
    "statistics": ("f3",),
    "settings": ("f4",),
    "practise": ("f5",),
    "palette": ("ctrl+p",),
    "pause": ("enter", "f8"),
    "result": ("enter", "1", "enter", "f9"),
}
