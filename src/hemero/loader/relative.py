"""Times that are told from now ("Publié il y a 3 heures"): they date no article, since nobody
knows any more from when they were told, but they stand where dates stand."""

from collections.abc import Sequence

_MOST_WORDS = 14
_UNITS = """
hour hours hrs minute minutes min mins day days week weeks month months year years second seconds
heure heures jour jours semaine semaines mois an ans
stunde stunden minuten tag tage tagen woche wochen monat monate monaten jahr jahre jahren
hora horas minutos minuto día días semana semanas mes meses año años
ora ore minuti minuto giorno giorni settimana settimane mese mesi anno anni
dia dias mês ano anos godzin godzinę godziny minut dni tygodni miesiąc miesiące miesięcy
uur uren dagen dag weken maand maanden jaar timmar timme timmer time minutter minuter dager dage
veckor uger uker måneder månader час часа часов минут минуты дня дней недель месяцев
hodin hodinami dny dnů týdny saat dakika gün hafta ay önce jam menit hari
"""
_AGO = """
ago il vor hace fa há faz temu geleden sedan siden назад тому y před pred önce lalu
"""
_UNIT_WORDS, _AGO_WORDS = frozenset(_UNITS.split()), frozenset(_AGO.split())


def is_relative(parts: Sequence[str]) -> bool:
    """Whether the words of a short line tell a time from now."""
    if len(parts) > _MOST_WORDS:
        return False
    words = {part.lower().strip(".,:|·()") for part in parts}
    return bool(words & _UNIT_WORDS) and bool(words & _AGO_WORDS)
