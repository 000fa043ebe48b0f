"""Figures and units as a language writes them."""

from quizgen.language.book import LanguageBook, Name
from quizgen.language.names import form_of
from quizgen.language.settings import Numbers
from quizgen.model import Quantity


def write_number(number: int | float, numbers: Numbers) -> str:
    """``1355.37`` as ``1 355,37``, ``1355.37``… No digit is added or lost."""
    if isinstance(number, float) and number.is_integer():
        number = int(number)
    digits = repr(number)
    if "e" in digits:
        digits = f"{number:f}".rstrip("0").rstrip(".")
    sign = "−" if digits.startswith("-") else ""
    whole, _, fraction = digits.lstrip("-").partition(".")
    if numbers.group and int(whole) >= numbers.group_from:
        groups: list[str] = []
        while len(whole) > 3:
            groups.insert(0, whole[-3:])
            whole = whole[:-3]
        whole = numbers.group.join([whole, *groups])
    return sign + whole + (numbers.decimal + fraction if fraction else "")


def unit_name(book: LanguageBook, unit: str | None, form: str = "") -> str:
    """The unit as this language writes it, in ``form``; an unknown unit stays as it is."""
    if unit is None:
        return ""
    entry = book.settings.units.get(unit)
    if entry is None:
        return unit
    forms = {k: v for k, v in entry.items() if isinstance(v, str)}
    return form_of(book, Name(name=str(entry["name"]), forms=forms), form)


def write_quantity(book: LanguageBook, quantity: Quantity) -> str:
    """The quantity with its operator and unit in the words of the language."""
    template = book.settings.quantity[quantity.op]
    return fill_quantity(book, quantity, template)


def quantity_parts(book: LanguageBook, quantity: Quantity) -> dict[str, str]:
    """``number``, ``low``, ``high`` as this language writes them; empty where there is none."""
    numbers = book.settings.numbers
    return {
        part: "" if (n := getattr(quantity, part)) is None else write_number(n, numbers)
        for part in ("number", "low", "high")
    }


def fill_quantity(book: LanguageBook, quantity: Quantity, template: str) -> str:
    """``template`` with ``{number}``, ``{low}``, ``{high}``, ``{unit}``, ``{unit:form}`` filled."""
    filled = template
    if quantity.unit in book.settings.close:
        filled = filled.replace(" {unit", "{unit").replace("\u00a0{unit", "{unit")
    for part, written in quantity_parts(book, quantity).items():
        filled = filled.replace(f"{{{part}}}", written)
    while "{unit" in filled:
        before, _, rest = filled.partition("{unit")
        form, _, after = rest.partition("}")
        filled = before + _plural(book, quantity, form.removeprefix(":")) + after
    return filled.strip()


def _plural(book: LanguageBook, quantity: Quantity, form: str) -> str:
    """The unit; in its ``plural`` where it has one and the figure is not exactly one."""
    entry = book.settings.units.get(quantity.unit or "", {})
    shown = quantity.high if quantity.op == "range" else quantity.number
    if not form and shown != 1 and isinstance(entry.get("plural"), str):
        return str(entry["plural"])
    return unit_name(book, quantity.unit, form)
