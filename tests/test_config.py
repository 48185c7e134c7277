"""Settings: what is found, and what is said when it cannot be used."""

import stat
from pathlib import Path

import pytest

from config import WrongSetting, read_settings

WRONG = [
    ("PORT", "eighty"),
    ("PORT", "70000"),
    ("HOST", "my server"),
    ("DATABASE_URL", "mysql://x"),
    ("SITE_URL", "belajar.kota.go.id"),
    ("TIMEZONE", "Asia/Binjai"),
    ("TRUSTED_PROXIES", "-1"),
    ("DEMO", "maybe"),
    ("SMTP_HOST", "my server"),
    ("SMTP_PORT", "0"),
    ("SMTP_SECURITY", "ssl"),
    ("GATEWAY_URL", "http://pesan.kota.go.id/"),
    ("GATEWAY_URL", "ftp://127.0.0.1/"),
    ("GATEWAY_CHANNEL", "telegram"),
    ("MAIL_FROM", "no address"),
    ("MAIL_FROM", "a@b.id\nBcc: c@d.id"),
]


@pytest.mark.parametrize(("name", "value"), WRONG, ids=[f"{name}={value}" for name, value in WRONG])
def test_a_wrong_value_is_named_with_what_is_allowed(name: str, value: str, tmp_path: Path) -> None:
    with pytest.raises(WrongSetting) as told:
        read_settings({"DATA_DIR": str(tmp_path), name: value})
    assert told.value.name == name
    assert repr(value)[1:-1].lower() in str(told.value).lower()
    assert "Allowed:" in str(told.value)


def test_the_secret_key_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    first = read_settings({"DATA_DIR": str(tmp_path)})
    second = read_settings({"DATA_DIR": str(tmp_path)})
    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= 32
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


def test_demo_people_on_an_open_address_need_a_password_of_their_own(tmp_path: Path) -> None:
    open_demo = {"DATA_DIR": str(tmp_path), "DEMO": "on", "HOST": "0.0.0.0"}
    with pytest.raises(WrongSetting):
        read_settings(open_demo)
    assert read_settings({**open_demo, "DEMO_PASSWORD": "tiga kata acak"}).demo_password == "tiga kata acak"


def test_a_mail_server_needs_a_sender_and_has_the_port_of_its_security(tmp_path: Path) -> None:
    given = {"DATA_DIR": str(tmp_path), "SMTP_HOST": "mail.kota.go.id"}
    with pytest.raises(WrongSetting) as told:
        read_settings(given)
    assert told.value.name == "MAIL_FROM"
    found = read_settings({**given, "MAIL_FROM": "belajar@kota.go.id"})
    assert (str(found.mail_from), found.smtp_port) == ("Rambutan <belajar@kota.go.id>", 587)
    assert read_settings({**given, "MAIL_FROM": "X <a@b.id>", "SMTP_SECURITY": "tls"}).smtp_port == 465
    assert not read_settings({"DATA_DIR": str(tmp_path)}).sends_mail
