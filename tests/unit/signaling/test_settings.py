"""Settings: later sources win, secrets are never shown, and every mistake says what to do."""

from pathlib import Path

import pytest

from signaling.setting_rules import SettingsRefused
from signaling.setting_sources import load, unknown_variables
from signaling.settings import Settings, described

SECRET = "s" * 40
TURN = "turn:turn.example.org?transport=udp"


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("HOST", "PORT", "MEDIA_PORT", "API_KEYS", "PUBLIC_URL", "CONFIG", "PUMP"):
        monkeypatch.delenv(f"HOLDSPACE_{name}", raising=False)
    monkeypatch.chdir(tmp_path)


def refused(flags: dict[str, str] | None = None, file: Path | None = None) -> str:
    with pytest.raises(SettingsRefused) as caught:
        load(flags, file=file)
    return str(caught.value)


def test_the_defaults_serve_this_machine_alone() -> None:
    settings = load()

    assert (settings.host, settings.port, settings.media_port) == ("127.0.0.1", 8080, 7882)
    assert settings.data_dir == Path.cwd() / "data"
    assert settings.visitors_may_create
    assert not settings.exposed
    assert not settings.keys


def test_flags_win_over_variables_and_variables_over_the_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Path("holdspace.toml").write_text('port = 1\nhost = "::1"\nmedia_port = 11\n')
    monkeypatch.setenv("HOLDSPACE_PORT", "2")
    monkeypatch.setenv("HOLDSPACE_MEDIA_PORT", "22")

    settings = load({"port": "3"})

    assert (settings.host, settings.media_port, settings.port) == ("::1", 22, 3)


def test_lists_are_written_with_commas_or_as_toml(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOLDSPACE_API_KEYS", f"clinic:{SECRET}, practice:{SECRET}x")
    file = Path("other.toml")
    file.write_text('allowed_origins = ["https://a.example", "https://b.example"]')

    settings = load(file=file)

    assert settings.keys == {"clinic": SECRET.encode(), "practice": f"{SECRET}x".encode()}
    assert settings.allowed_origins == ("https://a.example", "https://b.example")


def test_secrets_are_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOLDSPACE_API_KEYS", f"clinic:{SECRET}")
    monkeypatch.setenv("HOLDSPACE_TURN_URLS", TURN)
    monkeypatch.setenv("HOLDSPACE_TURN_SECRET", SECRET)

    settings = load()

    shown = dict(described(settings))
    assert "clinic" in shown["api_keys"]
    assert (shown["turn_urls"], shown["turn_secret"]) == (TURN, "*******")
    assert SECRET not in repr(settings) + str(shown)


@pytest.mark.parametrize(
    ("urls", "secret", "wrong"),
    [
        ("stun:turn.example.org", SECRET, "turn_urls"),
        (",".join([TURN] * 5), SECRET, "turn_urls"),
        ("", SECRET, "turn_urls"),
        (TURN, "", "turn_secret"),
        (TURN, "tiny", "turn_secret"),
    ],
)
def test_a_turn_server_is_given_whole(
    monkeypatch: pytest.MonkeyPatch, urls: str, secret: str, wrong: str
) -> None:
    monkeypatch.setenv("HOLDSPACE_TURN_URLS", urls)
    monkeypatch.setenv("HOLDSPACE_TURN_SECRET", secret)

    said = refused()

    assert said.startswith(f"{wrong} (HOLDSPACE_{wrong.upper()}): ")
    assert not secret or secret not in said


def test_a_refused_secret_is_not_quoted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOLDSPACE_API_KEYS", f"no colon but {SECRET}")

    assert SECRET not in refused()


@pytest.mark.parametrize(
    ("host", "public_url", "open_creation", "may"),
    [
        ("127.0.0.1", "", None, True),
        ("localhost", "", None, True),
        ("::1", "", None, True),
        ("0.0.0.0", "", None, False),
        ("127.0.0.1", "https://rooms.example.org", None, False),
        ("0.0.0.0", "", True, True),
        ("127.0.0.1", "", False, False),
    ],
)
def test_visitors_start_rooms_on_this_machine_alone_unless_told(
    host: str, public_url: str, *, open_creation: bool | None, may: bool
) -> None:
    settings = Settings(host=host, public_url=public_url, open_creation=open_creation)

    assert settings.visitors_may_create is may


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("port", "eighty"),
        ("port", "70000"),
        ("media_port", "-1"),
        ("media_tcp_port", "65536"),
        ("media_tcp_port", "8080"),
        ("advertise", "here,there"),
        ("media_host", "here"),
        ("public_url", "rooms.example.org"),
        ("public_url", "https://rooms.example.org/path"),
        ("allowed_origins", "*"),
        ("allowed_origins", "null"),
        ("allowed_origins", "https://a.example/page"),
        ("log_format", "xml"),
        ("pump", "magic"),
        ("open_creation", "perhaps"),
    ],
)
def test_a_mistake_says_which_setting_and_where(setting: str, value: str) -> None:
    said = refused({setting: value})

    assert said.startswith(f"{setting} (--{setting.replace('_', '-')}): ")


@pytest.mark.parametrize(
    "keys", ["clinic", "clinic:", ":secret", "a b:secret", "holdspace:x", "a:x,a:y"]
)
def test_keys_must_be_an_id_and_a_secret(monkeypatch: pytest.MonkeyPatch, keys: str) -> None:
    monkeypatch.setenv("HOLDSPACE_API_KEYS", keys)

    assert "HOLDSPACE_API_KEYS" in refused()


def test_a_short_secret_will_do_on_this_machine_and_nowhere_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HOLDSPACE_API_KEYS", "dev:secret")

    assert load().keys == {"dev": b"secret"}
    assert "openssl rand" in refused({"host": "0.0.0.0"})


def test_all_mistakes_are_said_at_once() -> None:
    assert len(refused({"port": "70000", "pump": "magic", "public_url": "x"}).splitlines()) == 3


def test_a_file_that_is_wrong_is_named(tmp_path: Path) -> None:
    missing, broken, foreign = (tmp_path / name for name in ("a.toml", "b.toml", "c.toml"))
    broken.write_text("port =")
    foreign.write_text("prot = 8080")

    assert "a.toml" in refused(file=missing)
    assert "b.toml" in refused(file=broken)
    assert "prot" in refused(file=foreign)


def test_misspelled_variables_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOLDSPACE_PUBLIC_ULR", "https://rooms.example.org")
    monkeypatch.setenv("HOLDSPACE_MASTER_KEY", "00" * 32)

    assert unknown_variables() == ["HOLDSPACE_PUBLIC_ULR"]
