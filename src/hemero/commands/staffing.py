"""Who does the work of a build, by the words of --executor."""

import re
from contextlib import AbstractContextManager

from hemero.errors import ConfigError
from hemero.executors import Crew, Workers

_WHERE = "--executor"
_HINT = "Say serial, local, local:N or dask://HOST:PORT."
_ADDRESS = re.compile(r"//([^/\s]+:([0-9]{1,5}))/?")
_HIGHEST_PORT = 65535
_MOST = 256  # local processes


def crew_for(executor: str, jobs: int | None) -> AbstractContextManager[Crew]:
    """The crew that was asked for, still to be entered. ConfigError for what names none.

    `jobs`, where given, is the number of local processes, and contradicts any other executor.
    """
    kind, _, number = executor.partition(":")
    if jobs is not None and executor not in ("", "local"):
        raise ConfigError(f"'{executor}' and --jobs {jobs} say two things.", _WHERE, "Say one.")
    if executor in ("", "local"):
        return Workers(jobs)
    if executor == "serial":
        return Workers(1)
    if kind == "local" and re.fullmatch("[1-9][0-9]{0,2}", number) and int(number) <= _MOST:
        return Workers(int(number))
    if kind == "dask" and (address := _ADDRESS.fullmatch(number)):
        from hemero.cluster.crew import Cluster

        if int(address[2]) <= _HIGHEST_PORT:
            return Cluster(address[1])
    raise ConfigError(f"'{executor}' names nobody who could work.", _WHERE, _HINT)
