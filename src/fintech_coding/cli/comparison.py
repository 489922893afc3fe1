"""A comparison of codebooks in the terminal: cells, ranks, terms, changes, and a warning."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from fintech_coding.cli.tables import format_number, show_table
from fintech_coding.cli.terminal import say
from fintech_coding.inquiries.books import TOTAL, list_foreign
from fintech_coding.inquiries.comparison import Comparison, Contrast
from fintech_coding.inquiries.impact import TOO_MANY, ChangeImpact, Effect
from fintech_coding.validation.mentions import Driver
from fintech_coding.validation.ranks import RankCorrelation, find_median

WARNING = (
    "Do not pick the dictionary that suits the hypothesis: choose by what its terms mean and by a coded "
    "sample, before you look at results, and report every dictionary that was tried."
)
_WIDEST = 24  # reports; more are in the file
_DRIVERS = 3  # terms of a technology and side
_CHANGES = 20
_MOVES = 4  # numbers that a change moves


def show_comparison(comparison: Comparison) -> None:
    """Print what a comparison shows, each codebook beside the first."""
    unread = len(comparison.corpus.reports) - len(comparison.corpus.read)
    settings = comparison.settings
    section = f", section {settings.section}" if settings.section else ""
    skipped = sum(report.status == "skipped" for report in comparison.corpus.reports)
    note = f"; {unread - skipped} could not be read and have no values" if unread > skipped else ""
    say(
        f"{len(comparison.corpus.read)} reports, {settings.count} ({settings.variant}{section}); first is "
        f"{comparison.first.book.name}{note}."
    )
    for contrast in comparison.contrasts:
        say("")
        _show_cells(comparison, contrast)
        for line in _name_lacking(comparison, contrast):
            say(line)
        _show_ranks(comparison, contrast)
        for line in (*_describe_drivers(comparison, contrast), *_describe_impact(comparison, contrast)):
            say(line)
    say(f"\n{WARNING}")


def _show_cells(comparison: Comparison, contrast: Contrast) -> None:
    from fintech_coding.tables.matrix import order_reports

    technologies = comparison.technologies
    cells = {(effect.report_id, effect.technology) for effect in _pick(contrast.impact.effects, "cell")}
    differ = sum(name != TOTAL for _, name in cells)
    rows = [["report", *(name.replace("_", " ") for name in technologies)]]
    for report in order_reports(comparison.corpus.read):
        if any((report.report_id, name) in cells for name in technologies):
            rows.append([report.report_id])
            for name in technologies:
                key = report.report_id, name
                one, two = comparison.first.cells.get(key), contrast.other.cells.get(key)
                same = f"{format_number(one)}" if key not in cells else ""
                rows[-1].append(same or f"{format_number(one)} → {format_number(two)}")
    name = f"{comparison.first.book.name} → {contrast.other.book.name}"
    known = len(comparison.corpus.read) * (len(technologies) - 1)
    if len(rows) == 1:
        say(f"{name}: no cell differs." if known else f"{name}: no report was read, so nothing can differ.")
        return
    rows = rows[: _WIDEST + 1]
    show_table(f"{name}: {differ} of {known} cells differ", rows)
    left = len({report_id for report_id, _ in cells}) - len(rows) + 1
    if left > 0:
        say(f"… and {left} reports more in comparison.csv")


def _name_lacking(comparison: Comparison, contrast: Contrast) -> Iterator[str]:
    """Yield what a codebook cannot measure: technologies and languages it has no term for."""
    books = comparison.first.book, contrast.other.book
    for book, beside in (books, books[::-1]):
        lacking = [name for name in beside.technologies if name not in book.technologies]
        if lacking:
            yield (
                f"{book.name} has no term for {', '.join(lacking)}: not measured, which is no zero. "
                f"Its total is over {len(book.technologies)} technologies."
            )
        unassigned = [term.text for element in book.codebook.unassigned for term in element.terms]
        if unassigned:
            shown = ", ".join(unassigned[:5])
            yield f"{len(unassigned)} terms of {book.name} name no technology and count nowhere: {shown}, …"
        foreign = list_foreign(book, comparison.corpus.read)
        if foreign:
            yield (
                f"{book.name} has hardly a term in the language of {', '.join(foreign)}: "
                "its low counts there say nothing."
            )


def _show_ranks(comparison: Comparison, contrast: Contrast) -> None:
    names = dict.fromkeys(name for _, name in contrast.correlations)
    groups = list(comparison.groups)
    title = "Rank correlation of the reports"
    if len(groups) == 1:
        found = {name: contrast.correlations[groups[0], name] for name in names}
        rows = [["technology", "n", "tied in first", "in other", "Spearman", "Kendall tau-b", ""]]
        rows += [[name.replace("_", " "), *_format_correlation(one)] for name, one in found.items()]
        show_table(f"{title} ({groups[0]})", rows, texts=(0, 6))
    elif groups:
        rows = [["technology", "groups with a value", "median Spearman", "lowest", "median tau-b", "lowest"]]
        for name in names:
            values = [contrast.correlations[group, name] for group in groups]
            rhos = [one.spearman for one in values if one.spearman is not None]
            taus = [one.kendall for one in values if one.kendall is not None]
            shown = [find_median(rhos), min(rhos, default=None), find_median(taus), min(taus, default=None)]
            having = f"{len(rhos)} of {len(groups)}"
            rows.append([name.replace("_", " "), having, *(format_number(one) for one in shown)])
        show_table(f"{title}, within each of {len(groups)} years or kinds of document", rows)
        say("A group of one report, or of equal values, has no correlation: comparison_ranks.csv says which.")
        say("--ranks all ranks the reports of all years together.")
    say("Equal values share the mean of their ranks; tau-b is 1 only where both tie the same reports.")


def _format_correlation(found: RankCorrelation) -> list[str]:
    counts = [str(number) for number in (found.n, found.tied_first, found.tied_other)]
    return [*counts, format_number(found.spearman), format_number(found.kendall), found.note]


def _describe_drivers(comparison: Comparison, contrast: Contrast) -> Iterator[str]:
    books = comparison.first.book, contrast.other.book
    terms = [book.list_terms() for book in books]
    grouped = defaultdict(list)
    for driver in contrast.drivers:
        grouped[driver.technology, driver.side].append(driver)
    if grouped:
        yield "\nTerms that one counts and the other does not (hits, passages that only it counts):"
    for technology in comparison.technologies:
        for side in (0, 1):
            drivers = grouped.get((technology, side), [])
            shown = [_describe_driver(one, terms[1 - side]) for one in drivers[:_DRIVERS]]
            if shown:
                more = f", … {len(drivers) - _DRIVERS} more" if len(drivers) > _DRIVERS else ""
                hits = sum(driver.hits for driver in drivers)
                yield f"  {technology}, only {books[side].name}, {hits} hits: {', '.join(shown)}{more}"


def _describe_driver(driver: Driver, others: Mapping[str, Collection[str]]) -> str:
    """Return a term with its hits, the passages it decides, and what the other makes of its words."""
    text = f"{driver.term} ({driver.hits}, {driver.decided}"
    if driver.elsewhere:
        text += f"; the other counts it as {', '.join(driver.elsewhere)}"
    elif driver.term.casefold() in others.get(driver.technology, ()):
        text += "; in both, ruled out in the other"
    return f"{text})"


def _describe_impact(comparison: Comparison, contrast: Contrast) -> Iterator[str]:
    impact = contrast.impact
    books = comparison.first.book, contrast.other.book
    share = f"{impact.overlap:.0%} of the terms of both stand in both, in the same place"
    if not impact.is_versions:
        terms = [{term for some in book.list_terms().values() for term in some} for book in books]
        yield (
            f"\n{books[0].name} has {len(terms[0] & terms[1])} of the {len(terms[1])} terms of "
            f"{books[1].name}: no versions of one codebook, so no line is held to account."
        )
        return
    if not impact.changes:
        same = books[0].codebook.fingerprint == books[1].codebook.fingerprint
        yield f"\n{share}; {'they code alike' if same else 'no term, guard, word or setting differs'}."
        return
    tried = sum(found.tried == "yes" for found in impact.changes)
    bounded = sum(found.tried == TOO_MANY for found in impact.changes)
    yield (
        f"\n{share}: two versions of one codebook, with {len(impact.changes)} changes; {tried} tried alone, "
        f"{len(impact.changes) - tried - bounded} of words that stand nowhere in these reports"
        + (f", {bounded} not tried (--changes allows {comparison.settings.singles})." if bounded else ".")
    )
    moved = [(number, found) for number, found in enumerate(impact.changes, 1) if found.lost or found.gained]
    for number, found in moved[:_CHANGES]:
        yield from _describe_change(number, found, books[0].path.name, books[1].path.name)
    if len(moved) > _CHANGES:
        yield f"… and {len(moved) - _CHANGES} changes more in comparison_changes.csv"
    yield _describe_rest(contrast)


def _describe_change(number: int, found: ChangeImpact, first: str, other: str) -> Iterator[str]:
    change = found.change
    lines = [
        *([f"{first}:{change.line_first}"] if change.line_first else []),
        *([f"{other}:{change.line_other}"] if change.line_other else []),
    ]
    how = f" ({change.before} → {change.after})" if change.before or change.after else ""
    place = "/".join(filter(None, change.place)) if change.kind != "list" else "context"
    yield (
        f"{number}. {change.kind} {change.text} {change.action}{f' in {place}' if place else ''}{how}"
        f"{', ' if lines else ''}{', '.join(lines)}: {found.gained} hits more, {found.lost} fewer"
    )
    for kind, title in (("cell", "cells"), ("rank", "ranks"), ("descriptive", "descriptives")):
        effects = list(_pick(found.effects, kind))
        if kind == "descriptive":
            effects.sort(key=lambda effect: effect.statistic not in {"mean", "std_dev"})
        if effects:
            shown = ", ".join(_describe_effect(effect) for effect in effects[:_MOVES])
            more = f", … {len(effects) - _MOVES} more" if len(effects) > _MOVES else ""
            yield f"     {title}: {shown}{more}"


def _describe_effect(effect: Effect) -> str:
    name = " ".join(filter(None, (effect.report_id, effect.technology, effect.statistic)))
    return f"{name} {format_number(effect.before)} → {format_number(effect.after)}"


def _describe_rest(contrast: Contrast) -> str:
    """Return how many cells move, and whether the changes that were tried alone account for them."""
    impact = contrast.impact
    cells = {(e.report_id, e.technology) for e in _pick(impact.effects, "cell") if e.technology != TOTAL}
    alone = {
        (effect.report_id, effect.technology)
        for found in impact.changes
        for effect in _pick(found.effects, "cell")
    }
    left = len(cells - alone)
    text = f"All changes together move {len(cells)} cells"
    if left and any(found.tried == TOO_MANY for found in impact.changes):
        text += f"; {left} of them none of those tried moves alone"
    elif left:
        text += f"; {left} of them only several changes move together"
    return f"{text}. comparison_effects.csv has every number."


def _pick(effects: Iterable[Effect], kind: str) -> Iterator[Effect]:
    return (effect for effect in effects if effect.moves == kind)
