"""Every setting: name, type, default, what it does. Read from the environment here and nowhere else."""

import ipaddress
import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

ROOT = Path(__file__).resolve().parent
LOOPBACK_NAMES = {"localhost", "127.0.0.1", "::1"}
SMTP_PORTS = {"none": 25, "starttls": 587, "tls": 465}


class WrongSetting(Exception):
    """A setting cannot be used: says its name, the value found, and what is allowed."""

    def __init__(self, name: str, value: str, allowed: str) -> None:
        super().__init__(f"{name} is {value!r}, which cannot be used. Allowed: {allowed}.")
        self.name = name


@dataclass(frozen=True)
class Settings:
    """The settings of one installation, checked. `docs/operating.md` lists them for operators."""

    data_dir: Path  # everything that must be backed up lies here
    database_url: str  # SQLAlchemy URL; SQLite file in data_dir unless given
    secret_key: str  # signs nothing that outlives a restart of the key; made on first start, mode 0600
    host: str  # address the server listens on
    port: int
    site_name: str  # shown in the header and in page titles
    site_url: str  # public address without a slash at the end; certificates and QR codes carry it
    timezone: ZoneInfo  # of the people; the database holds UTC
    trusted_proxies: int  # how many reverse proxies stand in front and set X-Forwarded-*
    workers: int  # server processes
    draft_megabytes: int  # what all drafts of one speaker may hold together
    review_days: int  # within how many days an answer is promised to whoever hands a draft in
    review_turn_days: int  # after how many days of silence the next reviewer is asked
    smtp_host: str  # the mail server; "" where no mail leaves
    smtp_port: int
    smtp_user: str  # "" where the server asks for none
    smtp_password: str
    smtp_security: str  # none, starttls or tls
    mail_from: Address  # whom mail comes from
    gateway_url: str  # what takes messages to phones; "" where none leaves
    gateway_token: str  # sent with each; "" where it asks for none
    gateway_channel: str  # how they arrive: sms or whatsapp
    demo: bool  # whether the labelled demo people exist
    demo_password: str  # theirs; made and kept in data_dir if empty

    @property
    def is_sqlite(self) -> bool:
        """Whether the database is the default single file."""
        return self.database_url.startswith("sqlite")

    @property
    def sends_mail(self) -> bool:
        """Whether letters leave as e-mail; without a mail server they are in the inbox only."""
        return bool(self.smtp_host)

    @property
    def sends_messages(self) -> bool:
        """Whether letters leave as messages to phones too."""
        return bool(self.gateway_url)

    @property
    def is_https(self) -> bool:
        """Whether people reach the site over HTTPS, so that cookies may be marked Secure."""
        return self.site_url.startswith("https://")


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """The settings found in `environ` (the process environment if None).

    Creates `DATA_DIR` and the secret key in it on first use. Raises WrongSetting for the first value that
    cannot be used.
    """
    env = os.environ if environ is None else environ
    data_dir = _data_dir(env)
    host = env.get("HOST", "127.0.0.1")
    port = _number(env, "PORT", 8000, 1, 65535)
    demo = _switch(env, "DEMO", default=False)
    if demo and host not in LOOPBACK_NAMES and not env.get("DEMO_PASSWORD"):
        raise WrongSetting("DEMO", "on", f"with HOST={host} also set DEMO_PASSWORD, or keep HOST on this machine")
    return Settings(
        data_dir=data_dir,
        database_url=_database_url(env, data_dir),
        secret_key=env.get("SECRET_KEY") or _kept_secret(data_dir / "secret-key"),
        host=_host(host),
        port=port,
        site_name=env.get("SITE_NAME", "Rambutan"),
        site_url=_site_url(env, host, port),
        timezone=_timezone(env),
        trusted_proxies=_number(env, "TRUSTED_PROXIES", 0, 0, 10),
        workers=_number(env, "WORKERS", 2, 1, 64),
        draft_megabytes=_number(env, "DRAFT_MEGABYTES", 300, 1, 1_000_000),
        review_days=_number(env, "REVIEW_DAYS", 7, 1, 365),
        review_turn_days=_number(env, "REVIEW_TURN_DAYS", 3, 1, 365),
        **_mail(env),
        **_gateway(env),
        demo=demo,
        demo_password=_demo_password(env, data_dir) if demo else "",
    )


def _mail(env: Mapping[str, str]) -> dict[str, Any]:
    host, security = env.get("SMTP_HOST", ""), env.get("SMTP_SECURITY", "starttls").lower()
    if not re.fullmatch(r"[\w.:-]*", host, re.ASCII):
        raise WrongSetting("SMTP_HOST", host, "the name or address of a mail server, or nothing")
    if security not in SMTP_PORTS:
        raise WrongSetting("SMTP_SECURITY", security, "none, starttls or tls")
    return {
        "smtp_host": host,
        "smtp_port": _number(env, "SMTP_PORT", SMTP_PORTS[security], 1, 65535),
        "smtp_user": env.get("SMTP_USER", ""),
        "smtp_password": env.get("SMTP_PASSWORD", ""),
        "smtp_security": security,
        "mail_from": _mail_from(env, is_needed=bool(host)),
    }


def _gateway(env: Mapping[str, str]) -> dict[str, Any]:
    url, token, channel = env.get("GATEWAY_URL", ""), env.get("GATEWAY_TOKEN", ""), env.get("GATEWAY_CHANNEL", "sms")
    parts = urlsplit(url)
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK_NAMES)
    if url and not (is_safe and parts.hostname and url.isascii() and url.isprintable() and " " not in url):
        raise WrongSetting("GATEWAY_URL", url, "an https:// address, http:// on this machine only, or nothing")
    if not token.isascii() or not token.isprintable():
        raise WrongSetting("GATEWAY_TOKEN", "…", "letters, digits and signs of ASCII")
    if channel not in ("sms", "whatsapp"):
        raise WrongSetting("GATEWAY_CHANNEL", channel, "sms or whatsapp")
    return {"gateway_url": url, "gateway_token": token, "gateway_channel": channel}


def _mail_from(env: Mapping[str, str], *, is_needed: bool) -> Address:
    text = env.get("MAIL_FROM", "")
    if not text and not is_needed:
        return Address()
    name, address = parseaddr(text)
    try:
        if "@" not in address or not text.isprintable():
            raise ValueError(text)
        return Address(name or env.get("SITE_NAME", "Rambutan"), addr_spec=address)
    except (ValueError, HeaderParseError):
        raise WrongSetting("MAIL_FROM", text, "an address such as Rambutan <belajar@kota.go.id>") from None


def _data_dir(env: Mapping[str, str]) -> Path:
    text = env.get("DATA_DIR", str(ROOT / "var"))
    path = Path(text)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise WrongSetting("DATA_DIR", text, f"a folder this program may write to ({problem.strerror})") from problem
    if not os.access(path, os.W_OK):
        raise WrongSetting("DATA_DIR", text, "a folder this program may write to")
    return path.resolve()


def _database_url(env: Mapping[str, str], data_dir: Path) -> str:
    url = env.get("DATABASE_URL", f"sqlite:///{data_dir / 'rambutan.sqlite3'}")
    if url.startswith("postgresql://"):
        url = "postgresql+psycopg://" + url.removeprefix("postgresql://")
    if not url.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise WrongSetting("DATABASE_URL", url, "sqlite:///FILE or postgresql://USER@HOST/NAME")
    return url


def _kept_secret(path: Path) -> str:
    """The secret kept in `path`; made there on first use, readable only by this account."""
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(32))
    return path.read_text().strip()


def _demo_password(env: Mapping[str, str], data_dir: Path) -> str:
    given = env.get("DEMO_PASSWORD")
    if given is None or given == "":
        return _kept_secret(data_dir / "demo-password")
    if len(given) < 10:
        raise WrongSetting("DEMO_PASSWORD", given, "at least 10 characters")
    return given


def _host(text: str) -> str:
    if text == "localhost":
        return text
    try:
        ipaddress.ip_address(text)
    except ValueError:
        raise WrongSetting("HOST", text, "an IP address such as 127.0.0.1 or 0.0.0.0, or localhost") from None
    return text


def _number(env: Mapping[str, str], name: str, default: int, low: int, high: int) -> int:
    text = env.get(name, str(default))
    if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
        raise WrongSetting(name, text, f"a whole number from {low} to {high}")
    return int(text)


def _switch(env: Mapping[str, str], name: str, *, default: bool) -> bool:
    text = env.get(name, "on" if default else "off").lower()
    if text not in {"on", "off", "1", "0", "true", "false", "yes", "no", ""}:
        raise WrongSetting(name, text, "on or off")
    return text in {"on", "1", "true", "yes"}


def _site_url(env: Mapping[str, str], host: str, port: int) -> str:
    shown = f"[{host}]" if ":" in host else host
    text = env.get("SITE_URL", f"http://{shown}:{port}").rstrip("/")
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query:
        raise WrongSetting("SITE_URL", text, "http:// or https:// and a host name, such as https://belajar.kota.go.id")
    return text


def _timezone(env: Mapping[str, str]) -> ZoneInfo:
    text = env.get("TIMEZONE", "Asia/Jakarta")
    if text not in available_timezones():
        raise WrongSetting("TIMEZONE", text, "a name of the time zone database, such as Asia/Jakarta")
    return ZoneInfo(text)
