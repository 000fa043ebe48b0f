"""Two themes, one dark and one light, with the same meaning for each colour.

primary: where you are; success, warning, error: right, nearly, wrong; secondary: what is quiet.
Each pair of text and ground keeps a contrast of 4.5 : 1 or more (WCAG 2.2, level AA).
"""

from textual.theme import Theme

DARK = Theme(
    name="quizgen-dark",
    primary="#9db2ff",
    secondary="#9aa3b5",
    accent="#f0b6c8",
    success="#86d99b",
    warning="#f0cc7a",
    error="#ff9a94",
    foreground="#e8eaf0",
    background="#14161c",
    surface="#1d2029",
    panel="#272b37",
    dark=True,
    variables={
        "block-cursor-foreground": "#14161c",
        "input-selection-background": "#9db2ff 35%",
    },
)

LIGHT = Theme(
    name="quizgen-light",
    primary="#2f4bc0",
    secondary="#5b6374",
    accent="#a12a55",
    success="#17693a",
    warning="#7a5200",
    error="#b02a22",
    foreground="#1d2029",
    background="#fbfaf7",
    surface="#f0eee8",
    panel="#e4e1d8",
    dark=False,
    variables={"input-selection-background": "#2f4bc0 25%"},
)

THEMES = {"dark": DARK, "light": LIGHT}
