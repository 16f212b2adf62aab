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
from hemero.stages.reading import load_articles
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


def gather_articles(
    config: Config,
    sources: Sequence[Source],
    workers: Crew,
    ledger: Ledger,
    former: Addresses,
    watch: Stopwatch,
) -> Gathered:
    """Read what changed, and tell what of it may be published. `former`: addresses of earlier
    builds."""
    wanted = wanted_withdrawals(config)
    addresses = former.permalinks, former.moved
    withdrawn = match_withdrawals(wanted, (), *addresses)
    cards, unread, structured = load_articles(config, sources, workers, ledger, watch, withdrawn)
    # Addresses that no earlier build gave are known only now.
    found = match_withdrawals(wanted, cards, *addresses)
    if found != withdrawn:
        withdrawn = found
        cards, unread, more = load_articles(config, sources, workers, ledger, watch, withdrawn)
        structured += more
    present = sum(1 for card in cards if card.withdrawn is not None)
    stubs, unknown = absent_cards(withdrawn, cards, former.permalinks)
    released, held = hold_back(cards, config.as_of)
    return Gathered(
        cards=sorted([*released, *stubs], key=lambda card: card.path) if stubs else released,
        complaints=(*unread, *held, *unknown, *note_of_pages(sources)),
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
