"""Write src/hemero/loader/personnames.json: first names of people, and family names that stand
before them in Chinese, Japanese and Korean.

Needs Faker (MIT), which nothing else here does:  python tests/quality/make_given_names.py
The names are those that Faker's locales list, folded, one word each; words that are common in
any text are left out ("Will"), and so are names of places that titles are full of.
"""

import json
import pkgutil
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import faker.providers.person as people

from hemero.loader.commonwords import common_words
from hemero.text import fold

# Locales whose lists are long and mostly names that nobody signs an article with, or in scripts
# whose words these lists do not tell apart.
LEFT_OUT = frozenset("is_IS bg_BG or_IN ta_IN si_LK zh_CN zh_TW ja_JP ko_KR vi_VN es en_TH".split())
FAMILY_FIRST = {"zh": ("zh_CN", "zh_TW"), "ja": ("ja_JP",), "ko": ("ko_KR",)}
# Family names beyond the few that Faker lists for these countries.
MORE_FAMILIES = {
    "ja": """
        佐々木 松本 井上 木村 林 清水 山崎 森 池田 橋本 阿部 石川 前田 藤田 後藤 小川 岡田 長谷川
        村上 石井 坂本 遠藤 青木 藤井 西村 福田 太田 三浦 藤原 岡本 松田 中川 中野 原田 小野 田村
        竹内 金子 和田 中山 石田 上田 森田 原 柴田 酒井 工藤 横山 宮崎 宮本 内田 高木 安藤 島田
        谷口 大野 高田 丸山 今井 河野 藤本 村田 武田 上野 杉山 増田 小山 大塚 平野 菅原 久保 松井
        千葉 岩崎 桜井 木下 野口 松尾 菊地 野村 新井 渡部 松岡 大西 浜田 川口 辻 水野 飯田 中島
        西田 菊池 小島 服部
    """,
    "ko": """
        김 이 박 최 정 강 조 윤 장 임 한 오 서 신 권 황 안 송 전 홍 유 고 문 양 손 배 백 허 남 심
        노 하 곽 성 차 주 우 구 민 진 지 엄 채 원 천 방 공 현 함 변 염 여 추 도 소 석 선 설 마 길
        연 위 표 명 기 반 왕 금 옥 육 인 맹 제 모 탁 국 어 은 편 용
    """,
    "zh": "",
}  # fmt: skip
NO_NAMES = frozenset(
    "paris london israel berlin madison austin dallas chelsea brooklyn sydney florence virginia "
    "georgia china india asia america africa jordan carolina lincoln washington denver houston "
    "phoenix memphis odessa vienna roma milan valencia santiago cordoba merida angeles dublin "
    "december april may june august sunday day page sky star news media king prince baron major "
    "judge mayor marine sport royal early price golden sage honor justice liberty unity nation "
    "country city ocean river lake forest storm summer winter autumn spring easter christmas "
    "noel reise wien video photo foto image world home "
    .split()
)  # fmt: skip


def main() -> None:
    common = common_words("")
    given = {
        word
        for locale in locales()
        if locale not in LEFT_OUT
        for word in listed(locale, "first_name")
        if len(word) > 2 and word.isalpha() and word not in common and word not in NO_NAMES
    }
    family = {
        language: sorted(
            {name for locale in names for name in listed(locale, "last_name")}
            | {fold(name) for name in MORE_FAMILIES[language].split()}
        )
        for language, names in FAMILY_FIRST.items()
    }
    table = {"given": " ".join(sorted(given)), **{k: " ".join(v) for k, v in family.items()}}
    target = Path(__file__).parents[2] / "src/hemero/loader/personnames.json"
    target.write_text(json.dumps(table, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def locales() -> Iterator[str]:
    yield from (module.name for module in pkgutil.iter_modules(people.__path__))


def listed(locale: str, kind: str) -> Iterator[str]:
    """The words of all names of one kind, folded."""
    provider = import_module(f"{people.__name__}.{locale}").Provider
    for field in dir(provider):
        if field.startswith(kind) and "romanized" not in field and "kana" not in field:
            for name in entries(getattr(provider, field)):
                yield from fold(name).replace("-", " ").split()


def entries(listing: Any) -> Iterable[str]:
    """The names of one of Faker's lists: tuples, weights by name, or (name, kana, romaji)."""
    if not isinstance(listing, tuple | list | dict | set):
        return ()
    return [name if isinstance(name, str) else name[0] for name in listing]


if __name__ == "__main__":
    main()
