"""A built project, and a place to publish it to."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.conftest import Project
from tests.unit.commands.publish.services import S3Server, built_project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """An empty project."""
    return Project(tmp_path / "carnet")


@pytest.fixture
def built(project: Project) -> Project:
    """A project of three articles, built."""
    return built_project(project)


@pytest.fixture
def there(tmp_path: Path) -> Path:
    """A folder that is not there yet."""
    return tmp_path / "there"


@pytest.fixture
def s3(monkeypatch: pytest.MonkeyPatch) -> Iterator[S3Server]:
    """A server that speaks S3, with an empty bucket."""
    import boto3
    import s3fs

    server = S3Server()
    for name, value in {
        "AWS_ENDPOINT_URL": server.url,
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "hidden-secret",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    s3fs.S3FileSystem.clear_instance_cache()
    client = boto3.client("s3")
    client.create_bucket(Bucket=server.bucket)
    server.log.clear()
    yield server
    for page in client.get_paginator("list_objects_v2").paginate(Bucket=server.bucket):
        for about in page.get("Contents", ()):
            client.delete_object(Bucket=server.bucket, Key=about["Key"])
    server.close()
