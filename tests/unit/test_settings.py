"""Settings: every variable, good and bad, and sentences that give nothing away."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from jobscout.errors import SettingError
from jobscout.settings import _READERS, ROLES, Settings, from_env, misspelt
from tests.documents import ROOT, text_of

SECRET = "a-secret-that-is-long-enough-to-be-one"

GOOD: list[tuple[str, str, Any]] = [
    ("HOST", "0.0.0.0", "0.0.0.0"),  # noqa: S104
    ("PORT", "0", 0),
    ("PORT", "65535", 65535),
    ("METRICS_PORT", "9090", 9090),
    ("DATA_DIR", "/data", Path("/data")),
    ("DATA_DIR", "~", Path.home()),
    ("DATABASE_URL", "postgresql://u:p@h:5432/db", "postgresql://u:p@h:5432/db"),
    ("DATABASE_URL", "postgresql://u@/db?host=/run/pg", "postgresql://u@/db?host=/run/pg"),
    ("DATABASE_URL", "postgres://h", "postgres://h"),
    ("DB_POOL_MIN", "0", 0),
    ("DB_POOL_MAX", "1000", 1000),
    ("DB_STATEMENT_TIMEOUT_S", "2.5", 2.5),
    ("REDIS_URL", "rediss://:p@h:6379/0", "rediss://:p@h:6379/0"),
    ("REDIS_URL", "unix:///run/valkey.sock", "unix:///run/valkey.sock"),
    ("SECRET_KEY", SECRET, SECRET),
    ("SECRET_KEY", "é" * 16, "é" * 16),
    ("SECRET_KEY_PREVIOUS", SECRET, SECRET),
    ("STORAGE_URL", "file:///srv/a%20b", "file:///srv/a%20b"),
    ("STORAGE_URL", "s3://my.bucket", "s3://my.bucket"),
    (
        "STORAGE_URL",
        "s3://bucket/a/b/?region=eu-west-1&endpoint=http%3A%2F%2F127.0.0.1:9000",
        "s3://bucket/a/b/?region=eu-west-1&endpoint=http%3A%2F%2F127.0.0.1:9000",
    ),
    ("STORAGE_URL", "s3://bucket?endpoint=https://h/s3", "s3://bucket?endpoint=https://h/s3"),
    ("SMTP_URL", "smtps://u:p%40@mail.example:465", "smtps://u:p%40@mail.example:465"),
    ("MAIL_FROM", "Job Scout <jobs@example.org>", "Job Scout <jobs@example.org>"),
    ("MAIL_FROM", "jobs@localhost", "jobs@localhost"),
    ("MAIL_FROM", "jobs@mailhost", "jobs@mailhost"),
    ("MAIL_FROM", '"Jobs (all)" <jobs@m\u00fcnchen.de>', '"Jobs (all)" <jobs@xn--mnchen-3ya.de>'),
    ("BOUNCE_ADDRESS", "bounces@b.example.org", "bounces@b.example.org"),
    ("FIREBASE_CREDENTIALS_PATH", "/run/fcm.json", Path("/run/fcm.json")),
    ("WEBHOOK_SECRET", SECRET, SECRET),
    ("SEED", "None", "none"),
    ("SEED", "demo", "demo"),
    ("LOG_FORMAT", "JSON", "json"),
    ("LOG_LEVEL", "Debug", "debug"),
    ("SENTRY_DSN", "https://key@sentry.example/7", "https://key@sentry.example/7"),
    ("SENTRY_DSN", "http://k@127.0.0.1:9/at/7", "http://k@127.0.0.1:9/at/7"),
    ("SENTRY_ENVIRONMENT", "staging-2", "staging-2"),
    ("SENTRY_SAMPLE_RATE", "0.25", 0.25),
    ("SENTRY_TRACES_SAMPLE_RATE", "1", 1.0),
    ("PUBLIC_URL", "https://jobs.example.org/base/", "https://jobs.example.org/base"),
    ("DASHBOARD_URL", "http://localhost:3000", "http://localhost:3000"),
    ("TRUSTED_PROXIES", "10.0.0.0/8, ::1", ("10.0.0.0/8", "::1")),
    (
        "CORS_ORIGINS",
        "https://a.example,https://b.example/",
        ("https://a.example", "https://b.example"),
    ),
    ("CONTACT_EMAIL", "ops@example.org", "ops@example.org"),
    ("CONTACT_EMAIL", "ops@example\u3002org", "ops@example.org"),
    ("ROLES", "http, matcher", frozenset({"http", "matcher"})),
    ("FETCH_ALLOW", "127.0.0.1:9000,[::1]:80", frozenset({"127.0.0.1:9000", "[::1]:80"})),
    ("FETCH_PACE_S", "0.05", 0.05),
    ("REQUESTS_PER_DAY", "5000", 5000),
    ("HOST_REQUESTS_PER_DAY", "500", 500),
    ("SHUTDOWN_GRACE_S", "5", 5.0),
    ("SWEEP_S", "0.5", 0.5),
    ("FULL_READ_DAYS", "0.5", 0.5),
    ("BOARD_GONE_DAYS", "7", 7.0),
    ("BACKLOG_NEWS_DAYS", "0", 0.0),
    ("HEARTBEAT_S", "0.5", 0.5),
    ("RETRY_S", "1", 1.0),
    ("RESTART_S", "0.1", 0.1),
    ("AUTH_CALLS_PER_MINUTE", "10", 10),
    ("PASSWORD_CALLS_PER_MINUTE", "10", 10),
    ("JOBS_CALLS_PER_MINUTE", "600", 600),
    ("SEARCH_SECONDS_PER_MINUTE", "0.5", 0.5),
    ("SEARCHES_AT_ONCE", "8", 8),
    ("SEARCHES_AT_ONCE_EACH", "1", 1),
    ("CV_UPLOADS_PER_DAY", "20", 20),
    ("SKILLS_FILE", "/etc/skills.tsv", Path("/etc/skills.tsv")),
    ("SCRAPE_TRIGGERS_PER_MINUTE", "2", 2),
    ("BOARD_REQUESTS", "Auto", "auto"),
    ("BOARD_REQUESTS", "off", "off"),
    ("BOARD_REQUESTS_PER_DAY", "20", 20),
    ("NAV_TOKEN", "eyJh.eyJi.c-_1", "eyJh.eyJi.c-_1"),
    ("REED_KEY", "0b6a-11", "0b6a-11"),
    ("RELIEFWEB_APPNAME", "Acme-jobs-4f2", "Acme-jobs-4f2"),
    ("USAJOBS_EMAIL", "ops@example.org", "ops@example.org"),
    ("USAJOBS_KEY", "aB+/c=", "aB+/c="),
    ("WTTJ_KEY", "0f3a", "0f3a"),
]

BAD = [
    ("BOARD_REQUESTS", "yes", "must be one of off, ask, auto"),
    ("BOARD_REQUESTS_PER_DAY", "0", "must be a number"),
    ("NAV_TOKEN", "Bearer hunter2", "must be ASCII without spaces"),
    ("REED_KEY", "hunter2\nX-Other: 1", "must be ASCII without spaces"),
    ("RELIEFWEB_APPNAME", "hunter2é", "must be ASCII without spaces"),
    ("USAJOBS_EMAIL", "hunter2", "must be one mail address"),
    ("USAJOBS_KEY", "hunter2" * 600, "of at most 4000 characters"),
    ("WTTJ_KEY", "hunter 2", "must be ASCII without spaces"),
    ("CV_UPLOADS_PER_DAY", "0", "must be a number"),
    ("WEBHOOK_SECRET", "hunter2", "must be at least 32 bytes long"),
    ("PORT", "http", "must be a number from 0 to 65535, not 'http'"),
    ("PORT", "65536", "must be a number"),
    ("PORT", "1.5", "must be a number"),
    ("PORT", "-1", "must be a number"),
    ("METRICS_PORT", "all", "must be a number from 0 to 65535, not 'all'"),
    ("DATA_DIR", "~nobody-of-that-name/x", "an unknown home folder"),
    ("DATABASE_URL", "mysql://u:hunter2@h/db", "must begin with postgresql:// or postgres://"),
    ("DATABASE_URL", "postgresql://", "contains no host"),
    ("DATABASE_URL", "postgresql://u:hunter2@h:port/db", "is not an address"),
    ("DATABASE_URL", "postgresql://[::1/hunter2", "is not an address"),
    ("DATABASE_URL", "postgresql://u:hunter2@h/d b", "is not an address"),
    ("DB_POOL_MIN", "31", "must be at most DB_POOL_MAX, 30"),
    ("DB_POOL_MIN", "-1", "must be a number from 0 to 1000"),
    ("DB_POOL_MAX", "0", "must be a number from 1 to 1000"),
    ("DB_STATEMENT_TIMEOUT_S", "0", "must be a number from 1 to 3600"),
    ("REDIS_URL", "unix://", "contains no host"),
    ("REDIS_URL", "localhost:6379", "must begin with redis://"),
    ("SECRET_KEY", "hunter2", "must be at least 32 bytes long"),
    ("SECRET_KEY", "hunter2\udcff" * 8, "must be UTF-8 text"),
    ("SECRET_KEY_PREVIOUS", "hunter2", "must be at least 32 bytes long"),
    ("STORAGE_URL", "/srv/hunter2", "must begin with file:// or s3://"),
    ("STORAGE_URL", "gs://hunter2", "must begin with file:// or s3://"),
    ("STORAGE_URL", "file:/srv/hunter2", "must begin with file:// or s3://"),
    ("STORAGE_URL", "file://srv/hunter2", "must be the absolute path of a folder"),
    ("STORAGE_URL", "file:///srv?key=hunter2", "must be the absolute path of a folder"),
    ("STORAGE_URL", "file:///", "must be the absolute path of a folder"),
    ("STORAGE_URL", "file:///hunter2%00", "is not an address"),
    ("STORAGE_URL", "file:///srv/hunter2#1", "is not an address"),
    ("STORAGE_URL", "file:///srv/hunter2 files", "is not an address"),
    ("STORAGE_URL", "s3://[hunter2", "is not an address"),
    ("STORAGE_URL", "s3:///hunter2", "must name a bucket"),
    ("STORAGE_URL", "s3://key:hunter2@bucket", "must name a bucket"),
    ("STORAGE_URL", "s3://bucket/../hunter2", "must name a bucket"),
    ("STORAGE_URL", "s3://bucket//hunter2", "must name a bucket"),
    ("STORAGE_URL", "s3://bucket?secret=hunter2", "may have only region and endpoint"),
    ("STORAGE_URL", "s3://bucket?hunter2", "may have only region and endpoint"),
    ("STORAGE_URL", "s3://bucket?region=eu+hunter2", "contains an invalid region"),
    ("STORAGE_URL", "s3://bucket?endpoint=hunter2:9000", "must have an endpoint such as"),
    ("STORAGE_URL", "s3://bucket?endpoint=", "must have an endpoint such as"),
    ("STORAGE_URL", "s3://bucket?endpoint=http://u:hunter2@h", "must have an endpoint such as"),
    ("STORAGE_URL", "s3://bucket?endpoint=http://h:hunter2", "must have an endpoint such as"),
    ("SMTP_URL", "https://u:hunter2@h", "must begin with smtp:// or smtps://"),
    ("SMTP_URL", "smtp:mail.example", "must begin with smtp://"),
    ("SMTP_URL", "smtp:///hunter2", "contains no host"),
    ("MAIL_FROM", "Job Scout", "must be one mail address"),
    ("MAIL_FROM", "Job Scout jobs@example.org", "must be one mail address"),
    ("MAIL_FROM", "a@b, c@d", "must be one mail address"),
    ("MAIL_FROM", "jobs@", "must be one mail address"),
    ("MAIL_FROM", "@", "must be one mail address"),
    ("MAIL_FROM", "a@b\nBcc: c@d", "must be one mail address"),
    ("MAIL_FROM", "a@b.de (us)", "must be one mail address"),
    ("MAIL_FROM", "Jobs <a@b.de> (us)", "must be one mail address"),
    ("MAIL_FROM", "Jobs <a@[127.0.0.1]>", "must be one mail address"),
    ("MAIL_FROM", '"a b"@b.de', "must be one mail address"),
    ("MAIL_FROM", "jobs@example.org\u200b", "must be one mail address"),
    ("MAIL_FROM", "Jobs <\u00fcser@b.de>", "must be in ASCII before the @"),
    ("BOUNCE_ADDRESS", "Jobs <a@b.de>", "must be only a mail address"),
    ("BOUNCE_ADDRESS", "long-bounces@b.de", "must begin with one to ten letters or digits"),
    ("BOUNCE_ADDRESS", "a+b@b.de", "must begin with one to ten letters or digits"),
    ("SEED", "production", "must be one of demo, none, not 'production'"),
    ("LOG_FORMAT", "xml", "must be one of text, json"),
    ("LOG_LEVEL", "loud", "must be one of debug, info"),
    ("SENTRY_DSN", "sentry.example/7", "must begin with http:// or https://"),
    ("SENTRY_DSN", "https://sentry.example/7", "must be as Sentry shows it"),
    ("SENTRY_DSN", "https://hunter2@sentry.example/", "must end with a project number"),
    ("SENTRY_DSN", "https://hunter2@sentry.example/7?x=1", "must be as Sentry shows it"),
    ("SENTRY_ENVIRONMENT", "my place", "must be one word such as production"),
    ("SENTRY_SAMPLE_RATE", "2", "must be a number from 0 to 1"),
    ("SENTRY_TRACES_SAMPLE_RATE", "all", "must be a number from 0 to 1"),
    ("PUBLIC_URL", "jobs.example.org", "must begin with http:// or https://"),
    ("PUBLIC_URL", "https:/jobs.example.org", "must begin with http://"),
    ("PUBLIC_URL", "https://jobs.example.org/?a=1", "must not have a query or fragment"),
    ("PUBLIC_URL", "https://jobs.exa\nmple.org", "is not an address"),
    ("DASHBOARD_URL", "https://", "contains no host"),
    ("TRUSTED_PROXIES", "10.0.0.0/8,proxy", "but 'proxy' is not"),
    ("CORS_ORIGINS", "https://a.example,*", "must begin with http://"),
    ("CORS_ORIGINS", "https://a.example/app", "without a path"),
    ("CONTACT_EMAIL", "example.org", "must be one mail address"),
    ("CONTACT_EMAIL", "Ops <ops@example.org>", "must be only a mail address"),
    ("CONTACT_EMAIL", "\u00fcser@example.org", "must be in ASCII before the @"),
    ("ROLES", "http,cook", "must be some of http, scheduler"),
    ("ROLES", ",", "must be some of"),
    ("FETCH_ALLOW", "localhost", "must be host:port items, but 'localhost' is not"),
    ("FETCH_ALLOW", "localhost:99999", "is not"),
    ("FETCH_ALLOW", "http://localhost:80", "is not"),
    ("FETCH_ALLOW", "::1:80", "is not"),
    ("FETCH_PACE_S", "0", "must be a number from 0.01 to 60"),
    ("FETCH_PACE_S", "nan", "must be a number"),
    ("REQUESTS_PER_DAY", "1", "must be a number from 2 to 1e+08"),
    ("HOST_REQUESTS_PER_DAY", "1", "must be a number from 2 to 1e+07"),
    ("SHUTDOWN_GRACE_S", "0.5", "must be a number from 1 to 600"),
    ("SWEEP_S", "61", "must be a number"),
    ("FULL_READ_DAYS", "0", "must be a number from 0.0001 to 365"),
    ("BOARD_GONE_DAYS", "0", "must be a number from 0.0001 to 365"),
    ("BACKLOG_NEWS_DAYS", "-1", "must be a number from 0 to 36500"),
    ("HEARTBEAT_S", "0.1", "must be a number from 0.2 to 15"),
    ("RETRY_S", "0", "must be a number from 0.1 to 3600"),
    ("RESTART_S", "2", "must be a number from 0.05 to 1.5"),
    ("AUTH_CALLS_PER_MINUTE", "0", "must be a number"),
    ("PASSWORD_CALLS_PER_MINUTE", "0", "must be a number"),
    ("JOBS_CALLS_PER_MINUTE", "", None),
    ("SCRAPE_TRIGGERS_PER_MINUTE", "1001", "must be a number"),
    ("SEARCH_SECONDS_PER_MINUTE", "0", "must be a number"),
    ("SEARCHES_AT_ONCE", "0", "must be a number"),
    ("SEARCHES_AT_ONCE_EACH", "0", "must be a number"),
]


@pytest.mark.parametrize(("name", "text", "value"), GOOD)
def test_good_value(name: str, text: str, value: Any) -> None:
    """What is said rightly is taken, and nothing else changes."""
    settings = from_env({name: f" {text} "})

    assert getattr(settings, name.lower()) == value


@pytest.mark.parametrize(("name", "text", "sentence"), BAD)
def test_bad_value(name: str, text: str, sentence: str | None) -> None:
    """What is said wrongly is refused in one sentence that begins with the variable."""
    if sentence is None:
        assert from_env({name: text}) == Settings()
        return
    with pytest.raises(SettingError) as refused:
        from_env({name: text})

    assert refused.value.name == name
    assert str(refused.value).startswith(f"{name} ")
    assert sentence in str(refused.value)
    assert "\n" not in str(refused.value)
    assert "hunter2" not in str(refused.value)


def test_every_reader_is_tried_here() -> None:
    """What no other variable is read by comes with a good and a bad value in this file."""
    readers = set(_READERS.values())

    assert {_READERS[name] for name, _, _ in GOOD} == readers
    assert {_READERS[name] for name, _, _ in BAD} == readers - {str}
    assert {name.lower() for name in _READERS} == set(Settings.__struct_fields__)


def test_example_of_every_variable() -> None:
    """``.env.example`` shows each, with a value that can be read where it shows one."""
    examples = re.findall(r"^#?([A-Z_]+)=(.*)$", text_of(ROOT / ".env.example"), re.MULTILINE)

    assert {name for name, _ in examples} == set(_READERS)
    for name, value in examples:
        assert from_env({name: value.strip('"')})


def test_nothing_set_is_fine() -> None:
    """Without any variable, or with empty ones, the program runs on its defaults."""
    settings = from_env({"HOST": "", "DATABASE_URL": " ", "SECRET_KEY_FILE": "", "PATH": "/bin"})

    assert settings == Settings()
    assert settings.roles == set(ROLES)
    assert settings.base_url == "http://127.0.0.1:8080"


def test_public_url_is_the_base() -> None:
    """Links lead to PUBLIC_URL where there is one."""
    assert from_env({"PUBLIC_URL": "https://x.example/"}).base_url == "https://x.example"


def test_files_are_kept_with_the_data() -> None:
    """Files go where STORAGE_URL says, and under DATA_DIR where it says nothing."""
    assert from_env({"DATA_DIR": "/da ta"}).storage == "file:///da%20ta/storage"
    assert from_env({}).storage == (Path.cwd() / "var" / "storage").as_uri()
    assert from_env({"STORAGE_URL": "s3://bucket"}).storage == "s3://bucket"


def test_name_file_is_read(tmp_path: Path) -> None:
    """NAME_FILE names a file that holds NAME; the newline at its end is not part of it."""
    (tmp_path / "secret").write_text(f"{SECRET}\n")

    assert from_env({"SECRET_KEY_FILE": str(tmp_path / "secret")}).secret_key == SECRET


def test_set_twice() -> None:
    """NAME and NAME_FILE together are a mistake, not a choice of ours."""
    with pytest.raises(SettingError, match=r"^SECRET_KEY is set twice, once as SECRET_KEY_FILE$"):
        from_env({"SECRET_KEY": SECRET, "SECRET_KEY_FILE": "/run/secret"})


def test_empty_beside_its_file(tmp_path: Path) -> None:
    """An empty NAME beside NAME_FILE is not set, as compose files like to have it."""
    (tmp_path / "secret").write_text(SECRET)

    found = from_env({"SECRET_KEY": " ", "SECRET_KEY_FILE": str(tmp_path / "secret")})
    assert found.secret_key == SECRET


def test_file_that_is_not_there() -> None:
    """The sentence says why, and does not repeat what may be the secret in the wrong place."""
    with pytest.raises(SettingError) as refused:
        from_env({"SECRET_KEY_FILE": SECRET})

    assert str(refused.value) == "SECRET_KEY_FILE cannot be read: No such file or directory"


def test_file_that_is_not_text(tmp_path: Path) -> None:
    """Bytes that are no text are refused, and not shown."""
    (tmp_path / "secret").write_bytes(b"\xff" * 40)

    with pytest.raises(SettingError) as refused:
        from_env({"SECRET_KEY_FILE": str(tmp_path / "secret")})
    assert str(refused.value) == "SECRET_KEY_FILE does not contain UTF-8 text"


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("DATABASE_ULR", "DATABASE_URL"),
        ("DATABASEURL", "DATABASE_URL"),
        ("SECRETKEY_FILE", "SECRET_KEY_FILE"),
        ("ROLE", "ROLES"),
        ("REDIS_URI", "REDIS_URL"),
    ],
)
def test_misspelt_name_is_pointed_out(name: str, meant: str) -> None:
    """A slip in a name is answered with the name that was meant."""
    assert misspelt({name: "x", "PATH": "/bin"}) == [(name, meant)]


def test_names_of_others_are_left_alone() -> None:
    """Short and foreign names are no slips of ours, and right names none at all."""
    env = dict.fromkeys(("POST", "SORT", "HOME", "USER", "SHELL", "PORT", "PORT_FILE", "X"), "1")

    assert misspelt(env) == []
