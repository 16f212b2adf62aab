"""Content and output at addresses: a project whose articles lie in a bucket, and whose site goes
to one. A real server that speaks S3."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.conftest import Project, scrape
from tests.unit.commands.publish.services import S3Server, stored

from hemero.cli import main
from hemero.commands.fetching import fetch_content
from hemero.config import load_config
from hemero.errors import PublishError
from hemero.output.manifest import MANIFEST

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
CONTENT = f"s3://{S3Server.bucket}/scrapes"


def put(path: str, text: str) -> None:
    """One object more in the bucket."""
    import boto3

    boto3.client("s3").put_object(Bucket=S3Server.bucket, Key=path, Body=text.encode())


def article(number: int) -> None:
    """One article more among the scrapes."""
    title = f"Le pont numéro {number} est ouvert"
    put(f"scrapes/2021/{number}.txt", scrape(title, date=f"{number} mai 2021"))


def hemero(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments), catch_exceptions=False)


@pytest.fixture
def away(project: Project, s3: S3Server) -> Project:
    """A project whose three articles lie in the bucket."""
    (project.root / "content").rmdir()
    project.write("hemero.yaml", f"base_url: https://news.example/\ncontent: {CONTENT}\n")
    for number in (1, 2, 3):
        article(number)
    return project


def test_articles_in_a_bucket_make_the_site_that_a_folder_makes(
    away: Project, s3: S3Server, tmp_path: Path
) -> None:
    """The same bytes as from a folder with the same files."""
    done = hemero("build", str(away.root), "--jobs", "1")
    assert done.exit_code == 0
    assert f"3 files in {CONTENT}: 3 fetched." in done.output
    here = Project(tmp_path / "here")
    here.write("hemero.yaml", "base_url: https://news.example/\n")
    for number in (1, 2, 3):
        title = f"Le pont numéro {number} est ouvert"
        here.write(f"content/2021/{number}.txt", scrape(title, date=f"{number} mai 2021"))
    here.build()
    assert away.site() == here.site()


def test_only_what_changed_in_the_bucket_is_fetched_again(away: Project, s3: S3Server) -> None:
    """A new text, a changed one and one that is gone; nothing else is asked for."""
    import boto3

    config = load_config(away.root)
    fetch_content(config)
    again = fetch_content(config)
    assert again is not None and (again.files, again.fetched, again.removed) == (3, 0, 0)
    article(4)
    put("scrapes/2021/2.txt", scrape("Le pont numéro 2 est fermé", date="2 mai 2021"))
    boto3.client("s3").delete_object(Bucket=S3Server.bucket, Key="scrapes/2021/1.txt")
    found = fetch_content(config)
    assert found is not None and (found.files, found.fetched, found.removed) == (3, 2, 1)
    assert sorted(file.name for file in config.content.rglob("*.txt")) == [
        "2.txt", "3.txt", "4.txt",
    ]  # fmt: skip
    assert "fermé" in (config.content / "2021/2.txt").read_text(encoding="utf-8")


def test_a_copy_that_was_tampered_with_is_mended(away: Project, s3: S3Server) -> None:
    """Files that are lost here are fetched again, those that the store has not are removed."""
    config = load_config(away.root)
    fetch_content(config)
    (config.content / "2021/1.txt").unlink()
    (config.content / "stray.txt").write_text("x")
    found = fetch_content(config)
    assert found is not None and (found.fetched, found.removed) == (1, 1)
    assert not (config.content / "stray.txt").exists()


def test_another_address_is_another_copy(away: Project, s3: S3Server) -> None:
    """Nothing of the former store is taken for the new one's."""
    fetch_content(load_config(away.root))
    put("others/2021/1.txt", scrape("Une autre page", date="1 mai 2021"))
    config = load_config(away.root, content=f"s3://{S3Server.bucket}/others")
    found = fetch_content(config)
    assert found is not None and (found.files, found.fetched, found.removed) == (1, 1, 2)
    assert "Une autre page" in (config.content / "2021/1.txt").read_text(encoding="utf-8")


def test_names_that_lead_elsewhere_stay_where_they_are(away: Project, s3: S3Server) -> None:
    """A store may hold any name; none is written outside the copy, and each is told."""
    put("scrapes/../../../out.txt", "x")
    put("scrapes/2021/1.txt/inside.txt", "x")
    done = hemero("build", str(away.root), "--jobs", "1")
    assert done.exit_code == 0
    assert "out.txt cannot be the name of a file here" in done.output
    assert not list(away.root.parent.rglob("out.txt"))
    assert (away.root / "site/index.html").is_file()


def test_the_site_goes_to_a_bucket_after_each_build(project: Project, s3: S3Server) -> None:
    """All of it at first, then what changed; the copy here is not in the project's folder."""
    project.write("hemero.yaml", "base_url: https://news.example/\n")
    project.write("content/1.txt", scrape("Le pont est ouvert", date="1 mai 2021"))
    target = f"s3://{S3Server.bucket}/www"
    done = hemero("build", str(project.root), "--jobs", "1", "--output", target)
    assert done.exit_code == 0 and f"Published at {target}" in done.output
    assert not (project.root / "site").exists()
    site = project.root / ".hemero/site"
    built = {f"www/{f.relative_to(site).as_posix()}" for f in site.rglob("*") if f.is_file()}
    assert {path for path in stored(s3) if MANIFEST not in path} == built
    s3.log.clear()
    hemero("build", str(project.root), "--jobs", "1", "--output", target)
    assert s3.log == []


def test_a_store_that_cannot_be_read_is_told_without_its_secrets(project: Project) -> None:
    """The address as it may be printed, what went wrong, and exit code 1."""
    done = hemero("build", str(project.root), "--content", "sftp://me:hidden@127.0.0.1:1/x")
    assert done.exit_code != 0
    assert "hidden" not in done.output
    assert "127.0.0.1" in done.output
    with pytest.raises(PublishError):
        fetch_content(load_config(project.root, content="nosuch://x/y"))
