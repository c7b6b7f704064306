"""A source's kind and config as clients give them."""

from typing import Annotated, Any, Final

from msgspec import Meta

from jobscout.errors import BadConfig, FieldError, InvalidInput, SourceError
from jobscout.http import fields
from jobscout.http.keys import Services
from jobscout.sources import board_address, by_kind
from jobscout.sources.base import Nested

MAX_SETTINGS: Final = 20
MAX_SETTING_CHARS: Final = 500
MAX_VALUES: Final = 200
MAX_DEPTH: Final = 8

Kind = Annotated[str, Meta(max_length=50)]
Company = Annotated[fields.Name, Meta(description="slug or name")]
Choice = Annotated[
    str,
    Meta(min_length=1, max_length=500, description="of the candidates of an `ambiguous-board`"),
]
Config = Annotated[
    dict[str, Any],
    Meta(
        description="names the board, depending on the kind: board, or host and site; base_url;"
        " or says how a page is read, see docs/any-page.md"
    ),
]


def storable(config: dict[str, Any]) -> dict[str, Any]:
    """A few settings that can be stored and shown, of bounded size, number and nesting."""
    if len(config) > MAX_SETTINGS:
        raise ValueError(f"has more than {MAX_SETTINGS} settings")
    left = [(config, 1)]
    count = 0
    while left:
        value, depth = left.pop()
        count += 1
        if depth > MAX_DEPTH or count > MAX_VALUES:
            raise ValueError(f"is nested over {MAX_DEPTH} levels, or has over {MAX_VALUES} values")
        inside = [*value, *value.values()] if isinstance(value, dict) else value
        if isinstance(inside, list):
            left += [(one, depth + 1) for one in inside]
        elif value is not None:
            text = str(value)
            if len(text) > MAX_SETTING_CHARS or not text.isprintable() or not fields.storable(text):
                raise ValueError("contains a text that is too long or not printable")
    return config


def check_config(services: Services, kind: str, config: dict[str, Any]) -> None:
    """Raises InvalidInput: an unknown kind, an incomplete config, or a private address."""
    try:
        if not isinstance(by_kind(kind), Nested):
            _check_flat(config)
        board_address(kind, config)
        services.boards.check(kind, config)
    except BadConfig as error:
        faults = [
            FieldError("kind" if fault.field == "kind" else f"config.{fault.field}", fault.message)
            for fault in error.faults
        ]
        raise InvalidInput(faults) from error
    except SourceError as error:
        raise InvalidInput([FieldError("config", str(error)[:300])]) from error


def _check_flat(config: dict[str, Any]) -> None:
    if not all(isinstance(value, (str, int, float, bool)) for value in config.values()):
        said = "contains a value that is neither text nor a number"
        raise InvalidInput([FieldError("config", said)])
