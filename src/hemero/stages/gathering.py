"""Which articles there are to publish: read, less what is withdrawn, a draft or embargoed."""

from collections.abc import Mapping, Sequence
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from hemero.archive.releases import hold_back
from hemero.archive.withdrawals import absent_cards, match_withdrawals
from hemero.config import Config
from hemero.executors import Crew
from hemero.loader.sources import note_of_pages
from hemero.model.article import Card
from hemero.model.report import Complaint, Source
from hemero.model.withdrawal import Withdrawal
from hemero.output.ledger import Ledger
from hemero.output.permalinks import Addresses
from hemero.stages.reading import Reading, load_cards, loader_spec
from hemero.stages.stopwatch import Stopwatch


class Gathered(Struct, frozen=True, kw_only=True):
    """The articles of one build by path; of withdrawn ones nothing but the address."""

    cards: list[Card]
    complaints: tuple[Complaint, ...]
    structured: int  # files judged anew
    present: int  # withdrawn articles whose file is still there

    @property
    def published(self) -> list[Card]:
        """Those that readers find."""
        return [card for card in self.cards if card.withdrawn is None]

    @property
    def held_back(self) -> int:
        """Drafts, and articles under an embargo."""
        return sum(1 for one in self.complaints if one.severity == "held-back")

    @property
    def withdrawn(self) -> str:
        """The paths of withdrawn articles: what must no longer be anywhere."""
        return "\n".join(card.path for card in self.cards if card.withdrawn is not None)

    def linked(self) -> "Gathered":
        """The same once they are linked: what only linking asks of their texts is let go, a third
        of what a card holds."""
        cards = [replace(card, sketch=b"", subjects="") for card in self.cards]
        return replace(self, cards=cards)


def plan_reading(
    config: Config, sources: Sequence[Source], ledger: Ledger, former: Addresses
) -> Reading:
    """What must be read anew. `former`: addresses of earlier builds, by which withdrawn articles
    may be named."""
    wanted = wanted_withdrawals(config)
    withdrawn = match_withdrawals(wanted, (), former.permalinks, former.moved)
    return Reading(loader_spec(config, withdrawn), ledger, sources)


def gather_articles(
    config: Config,
    reading: Reading,
    structured: int,
    workers: Crew,
    ledger: Ledger,
    former: Addresses,
    watch: Stopwatch,
) -> Gathered:
    """Tell what of all that was read may be published. `reading` was run and judged `structured`
    files; more are read here where that shows which articles are withdrawn."""
    wanted = wanted_withdrawals(config)
    withdrawn: Mapping[str, Withdrawal] = reading.spec.withdrawn
    cards, unread = load_cards(ledger)
    # Addresses that no earlier build gave are known only now.
    found = match_withdrawals(wanted, cards, former.permalinks, former.moved)
    if found != withdrawn:
        withdrawn = found
        more, _ = Reading(loader_spec(config, withdrawn), ledger, reading.sources).run(
            workers, watch
        )
        structured += more
        cards, unread = load_cards(ledger)
    present = sum(1 for card in cards if card.withdrawn is not None)
    stubs, unknown = absent_cards(withdrawn, cards, former.permalinks)
    released, held = hold_back(cards, config.as_of)
    return Gathered(
        cards=sorted([*released, *stubs], key=lambda card: card.path) if stubs else released,
        complaints=(*unread, *held, *unknown, *note_of_pages(reading.sources)),
        structured=structured,
        present=present,
    )


def wanted_withdrawals(config: Config) -> Mapping[str, Withdrawal]:
    """`withdrawn:` of hemero.yaml by the path or address that each names."""
    wanted: dict[str, Withdrawal] = {}
    for entry in config.settings.withdrawn:
        if isinstance(entry, str):
            wanted[_name(entry, config)] = Withdrawal()
        else:
            wanted[_name(entry.article, config)] = Withdrawal(entry.reason, entry.keep_title)
    return wanted


def _name(written: str, config: Config) -> str:
    """A path below content/ or an address below the site, however it was copied."""
    base = config.settings.base_url
    if base and written.startswith(base):
        written = unquote(written.removeprefix(base))
    written = written.strip().removeprefix("./").removeprefix("/")
    return written.removeprefix(f"{config.settings.content}/")
