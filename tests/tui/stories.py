"""The stories that show each screen: keys from the home screen on."""

STORIES: dict[str, tuple[str, ...]] = {
    "home": (),
    "choice": ("down", "enter"),
    "verdict": ("down", "enter", "1"),
    "missed": ("down", "enter", "2"),
    "help": ("f1",),
    "browse": ("f2",),
    "fact": ("f2", "enter"),
    "day": ("f2", "enter", "f9"),
    "statistics": ("f3",),
    "settings": ("f4",),
    "practise": ("f5",),
    "palette": ("ctrl+p",),
    "pause": ("enter", "f8"),
    "result": ("enter", "1", "enter", "f9"),
}
