"""Where settings come from.

Later wins: defaults, the TOML file, `HOLDSPACE_*` variables, flags.  What is wrong with them is
said in words: what, where it was said, and what to do.
"""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Final

import typed_settings as ts
from typed_settings.converters import TSConverter
from typed_settings.exceptions import (
    ConfigFileLoadError,
    InvalidOptionsError,
    InvalidSettingsError,
    UnknownFormatError,
)
from typed_settings.loaders import DictLoader, Loader

from signaling import setting_rules
from signaling.setting_rules import Mistake, SettingsRefused
from signaling.settings import Settings

PREFIX: Final = "HOLDSPACE_"
FILE: Final = "holdspace.toml"
FILE_VARIABLE: Final = "HOLDSPACE_CONFIG"

OTHER_VARIABLES: Final = frozenset({FILE_VARIABLE, "HOLDSPACE_MASTER_KEY", "HOLDSPACE_PURE"})
"""Read elsewhere: the master key is no setting, so that nothing prints it with the others."""


def load(flags: Mapping[str, str] | None = None, *, file: Path | None = None) -> Settings:
    """Return the settings, or raise SettingsRefused with everything that is wrong with them."""
    given = dict(flags or {})
    path = _file(file)
    loaders: list[Loader] = [
        ts.FileLoader({"*": ts.TomlFormat(None)}, [path] if path else []),
        ts.EnvLoader(PREFIX),
        DictLoader(given),
    ]
    converter = TSConverter(strlist_sep=_split)
    try:
        settings = ts.load_settings(Settings, loaders, converter=converter)
    except InvalidSettingsError as error:
        mistakes = [_of_conversion(str(one), given, path) for one in error.exceptions]
        raise SettingsRefused(mistakes) from None
    except (InvalidOptionsError, ConfigFileLoadError, UnknownFormatError) as error:
        raise SettingsRefused([_of_file(error, path)]) from None
    if mistakes := list(_located(setting_rules.broken_by(settings), given, path)):
        raise SettingsRefused(mistakes)
    return settings


def unknown_variables() -> list[str]:
    """Return the HOLDSPACE_* variables that nothing reads: misspelled, most likely."""
    known = OTHER_VARIABLES | {f"{PREFIX}{field.name.upper()}" for field in fields(Settings)}
    return sorted(name for name in os.environ if name.startswith(PREFIX) and name not in known)


def _file(named: Path | None) -> Path | None:
    if named is None and (variable := os.environ.get(FILE_VARIABLE)):
        named = Path(variable)
    if named is None:
        return Path(FILE) if Path(FILE).is_file() else None
    if not named.is_file():
        remedy = "Give the path of a TOML file, or leave it out to use the defaults."
        raise SettingsRefused([Mistake("config", f"There is no file {named}.", remedy)])
    return named


def _split(value: str) -> list[str]:
    return [part.strip() for part in value.split(",") if part.strip()]


def _of_conversion(complaint: str, flags: Mapping[str, str], path: Path | None) -> Mistake:
    # The library says which option by its text alone; the value it quotes may be a secret.
    names = {field.name: field for field in fields(Settings)}
    found = [name for name in re.findall(r"for option '(\w+)'", complaint) if name in names]
    name = found[-1] if found else "settings"
    wanted = setting_rules.WANTED.get(name, "something else")
    where = _where(name, flags, path)
    return Mistake(name, "Its value cannot be understood.", f"Give {wanted}.", where)


def _of_file(error: Exception, path: Path | None) -> Mistake:
    if isinstance(error, InvalidOptionsError):
        unknown = str(error).rpartition(": ")[2]
        said = f"There is no setting called {unknown}."
        return Mistake("config", said, "See `holdspace config check --help` for all.", str(path))
    return Mistake("config", f"Not TOML: {error}.", "Mend that line.", str(path))


def _located(
    mistakes: Iterator[Mistake], flags: Mapping[str, str], path: Path | None
) -> Iterator[Mistake]:
    for one in mistakes:
        yield Mistake(one.setting, one.said, one.remedy, _where(one.setting, flags, path))


def _where(name: str, flags: Mapping[str, str], path: Path | None) -> str:
    """Return who said it last."""
    if name in flags:
        return f"--{name.replace('_', '-')}"
    if (variable := f"{PREFIX}{name.upper()}") in os.environ:
        return variable
    return str(path) if path else "the defaults"
