"""The quotes writer: an answer made of the documents' own sentences.

In: evidence. Out: a draft of at most three short runs of consecutive sentences, the direct answer
first; several districts speak under a heading each. Needs no model. Passages are chosen first and
sentences inside them (in a trial, sentences of the best three passages found .894 of the marked
ones, sentences from everywhere .768).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.disagreement import contradicted_by
from assistant.draft import Draft, DraftParagraph, DraftSentence
from assistant.evidence import NOT_FOUND, Evidence, stems, without_reporter
from assistant.finding import Found
from assistant.preferring import rank_as_wished
from assistant.understanding.asked_of import says_what_is_asked
from assistant.understanding.listing import asks_for_all
from assistant.understanding.naming import name_words
from assistant.weighing import place_of, quotable, says_it_was_not_found
from vectorstore.words import content_words, words

MAX_RUNS = 3
_BESIDE = 1e-6  # what says otherwise is heard right after the first sentence
MAX_IN_RUN, MAX_IN_LIST = 3, 6
_PARTLY = 0.45  # of a part's words, for which nothing else is quoted
_NEARLY = 0.85  # of a part's best sentence, for the next one to stand in for it
_FEW = 3  # parts that may have more than one run each
_WIDER = re.compile(r"\bCalifornia(?:['’]s)?(?! State)\b|\b(?:state|nation)wide\b")
_SAME, _HELD = 0.7, 0.9  # of the longer sentence's words, or of the shorter one's
_FIGURE = re.compile(
    r"\d+|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|first|second|third|fourth|fifth"
    r"|sixth|seventh)\b"
)
# What makes another statement of the same words: "more likely", "as likely", "not".
_TURNS = re.compile(r"\b(?:not|no|never|without|more|less|fewer|higher|lower|as \w+ as|than)\b")


@dataclass(frozen=True, slots=True)
class _Run:
    """Consecutive sentences of one passage; worth as much as its best one."""

    evidence: tuple[Evidence, ...]
    worth: float


def write_quotes(found: Sequence[Found]) -> Draft:
    """Choose the sentences that answer, and lay them out; several parts have a heading each."""
    if any(item.counted or item.all_of_it for item in found):
        return _write_counted(found)
    if len(found) == 1 and not found[0].part.name:
        return Draft(_lay_out(_choose_of(found[0])[:MAX_RUNS], found[0].part.search_text))
    most = MAX_RUNS - 1 if len(found) <= _FEW else 1
    spoken: dict[str, str] = {}  # by sentence, the heading under which a sentence stands
    groups: dict[str, list[_Run]] = {}
    unanswered: list[str] = []
    merged = False  # parts that share all their sentences share a heading, if only one
    for item in found:
        runs = _choose_of(item)[:most]
        new = [kept for run in runs if (kept := _unspoken(run, spoken))]
        name = item.part.name
        if runs and not new and (gap := _stated_gap(item.evidence, spoken)):
            new = [gap]
        elif runs and (before := spoken.get(_key(runs[0].evidence[0].text))):
            if says_what_is_asked(item.part, runs[0].evidence[0].text):
                groups, name = _rename(groups, spoken, before, name)
                merged = True
            else:
                new = _next_best(item, spoken, runs[0].worth)
        if runs and not new and name not in groups:
            unanswered.append(name)
            continue
        groups.setdefault(name, []).extend(new)
        spoken |= {_key(e.text): name for run in new for e in run.evidence}
    alone = len(found) == 1  # what else was asked is not answered, so say what this is on
    return Draft(
        tuple(
            DraftParagraph(_sentences(run), heading if number == 0 else None)
            for name, runs in groups.items()
            for number, run in enumerate(runs)
            for heading in [
                _heading(name) if len(groups) > 1 or alone or merged or unanswered else None
            ]
        ),
        unanswered=tuple(unanswered),
    )


def _heading(name: str) -> str | None:
    return name[:1].upper() + name[1:] or None


def _choose_of(item: Found) -> list[_Run]:
    """Choose the runs of a part; that just this was not found leads them or closes them."""
    if not item.gap:
        return _choose_runs(item.part.asks, item.evidence)
    rest, gap = _choose_runs(item.part.asks, item.evidence[1:]), _Run(item.evidence[:1], 0.0)
    return [gap, *rest] if item.gap == "leads" else [*rest[:1], gap, *rest[1:]]


def _next_best(item: Found, spoken: Mapping[str, str], best: float) -> list[_Run]:
    """Return the part's best sentence of those not quoted, if it says what the part asks."""
    own = [
        e
        for e in item.evidence
        if _key(e.text) not in spoken and says_what_is_asked(item.part, e.text)
    ]
    runs = _choose_runs(item.part.asks, own)[:1]
    return [_Run(r.evidence[:1], r.worth) for r in runs if r.worth >= _NEARLY * best]


def _write_counted(found: Sequence[Found]) -> Draft:
    """Quote what states a number first, then every sentence that was counted or is a list.

    What else was found on a list stands after it, where it says more.
    """
    paragraphs: list[tuple[Evidence, ...]] = []
    for item in found:
        spoken = [evidence for run in paragraphs for evidence in run]
        if item.counted or item.all_of_it:
            paragraphs += [(e,) for e in item.evidence if e.address not in _addresses(spoken)]
        elif not spoken:
            paragraphs += [r.evidence[:1] for r in _choose_runs(item.part.asks, item.evidence)[:1]]
        else:
            for run in _choose_runs(item.part.asks, item.evidence)[: MAX_RUNS - 1]:
                kept = [
                    e
                    for e in run.evidence
                    if not any(e.address == o.address or _repeats(e, o) for o in spoken)
                ]
                paragraphs += [tuple(kept)] if kept else []
    return Draft(
        tuple(
            DraftParagraph(tuple(DraftSentence(e.text, (e.address,)) for e in run))
            for run in paragraphs
        )
    )


def _addresses(evidence: Sequence[Evidence]) -> set[str]:
    return {item.address for item in evidence}


def _key(sentence: str) -> str:
    """Return a sentence's words: documents may repeat it with other commas."""
    return " ".join(words(sentence))


def _unspoken(run: _Run, spoken: Mapping[str, str]) -> _Run | None:
    """Return what of a run was not quoted for a part before."""
    kept = tuple(e for e in run.evidence if _key(e.text) not in spoken)
    return _Run(kept, run.worth) if kept else None


def _stated_gap(evidence: Sequence[Evidence], spoken: Mapping[str, str]) -> _Run | None:
    """Return the sentence that says that what a part asks was not found, if one does."""
    for item in sorted(evidence, key=lambda e: -e.coverage):
        if says_it_was_not_found(item, _PARTLY) and quotable(item.sentence) and not item.elsewhere:
            return None if _key(item.text) in spoken else _Run((item,), 0.0)
    return None


def _rename(
    groups: dict[str, list[_Run]], spoken: dict[str, str], old: str, further: str
) -> tuple[dict[str, list[_Run]], str]:
    """Let a group's heading name a further part that its sentences answer too."""
    both = f"{old}; {further}"
    spoken |= {sentence: both for sentence, name in spoken.items() if name == old}
    return {both if name == old else name: runs for name, runs in groups.items()}, both


def _lay_out(runs: Sequence[_Run], question: str) -> tuple[DraftParagraph, ...]:
    districts = _districts_of(runs, question)
    several = len(set(districts)) > 1 and None not in districts
    return _under_one_heading(
        [
            DraftParagraph(_sentences(run), district if several else None)
            for run, district in zip(runs, districts, strict=True)
        ]
    )


def _sentences(run: _Run) -> tuple[DraftSentence, ...]:
    return tuple(DraftSentence(e.text, (e.address,)) for e in run.evidence)


def _choose_runs(question: str, evidence: Sequence[Evidence]) -> list[_Run]:
    weighed = rank_as_wished(question, evidence)
    chosen: list[Evidence] = []
    for item, _ in weighed:
        # That something was not found leads an answer, or has no part in it.
        if chosen and NOT_FOUND.match(item.text):
            continue
        if not any(_repeats(item, other) for other in chosen):
            chosen.append(item)
    worths = {item.address: own for item, own in weighed}
    speakable = [e for e in evidence if quotable(e.sentence) and not e.elsewhere]
    if chosen and (other := contradicted_by(chosen[0], speakable)) and other not in chosen:
        chosen.append(other)
        worths[other.address] = worths[chosen[0].address] - _BESIDE
    runs = [
        _Run(tuple(run), max(worths[e.address] for e in run))
        for run in _join_neighbours(chosen, MAX_IN_LIST if asks_for_all(question) else MAX_IN_RUN)
    ]
    return sorted(runs, key=lambda run: (-run.worth, place_of(run.evidence[0])))[:MAX_RUNS]


def _join_neighbours(chosen: Sequence[Evidence], longest: int) -> list[list[Evidence]]:
    """Make runs of chosen sentences that follow one another; the best one, the first, opens its."""
    runs: list[list[Evidence]] = []
    for item in sorted(chosen, key=place_of):
        last = runs[-1][-1] if runs and item is not chosen[0] else None
        if last and _follows(last, item) and len(runs[-1]) < longest:
            runs[-1].append(item)
        else:
            runs.append([item])
    return runs


def _follows(first: Evidence, second: Evidence) -> bool:
    return first.hit.passage.id == second.hit.passage.id and second.position - first.position == 1


def _repeats(one: Evidence, other: Evidence) -> bool:
    """Say whether two sentences hold nearly the same words, and one the other's figures, names."""
    figures = sorted((set(_FIGURE.findall(e.text)) for e in (one, other)), key=len)
    if not figures[0] <= figures[1] or (_names_lacking(one, other) and _names_lacking(other, one)):
        return False
    if set(_TURNS.findall(one.text.casefold())) != set(_TURNS.findall(other.text.casefold())):
        return False
    told = [stems(" ".join(content_words(e.text))) for e in (one, other)]
    shorter, longer = sorted(map(len, told))
    return len(told[0] & told[1]) >= min(_SAME * longer, _HELD * shorter)


def _names_lacking(one: Evidence, other: Evidence) -> set[str]:
    """Return the words of a sentence's names that the other does not hold."""
    return set(name_words(one.text)) - {word.removesuffix("'s") for word in words(other.text)}


def _districts_of(runs: Sequence[_Run], question: str) -> list[str | None]:
    """Name the one district that each run speaks of, if it is one."""
    named: list[str | None] = []
    for run in runs:
        districts = {tuple(o.districts) for e in run.evidence for o in e.sentence.origins}
        single = {d[0] for d in districts if len(d) == 1}
        alone = next(iter(single)) if len(single) == 1 and len(districts) == 1 else None
        named.append(
            alone if alone and all(_is_on(alone, e, question) for e in run.evidence) else None
        )
    return named


def _is_on(district: str, evidence: Evidence, question: str) -> bool:
    """Say whether a sentence of a district's document is on the district, not on the state.

    It, its section or the question must name the district: who published it is not its subject.
    """
    if evidence.places and district not in evidence.places:
        return False
    told, name = without_reporter(evidence.text), district.split(" (")[0]
    if name in told:
        return True
    named = f"{evidence.hit.passage.section} {question}".casefold()
    return name.casefold() in named and not _WIDER.search(told)


def _under_one_heading(paragraphs: Sequence[DraftParagraph]) -> tuple[DraftParagraph, ...]:
    """Bring paragraphs of one heading together, in the order in which headings first appear."""
    order = list(dict.fromkeys(paragraph.heading for paragraph in paragraphs))
    grouped = sorted(paragraphs, key=lambda p: order.index(p.heading))
    before = [None, *(paragraph.heading for paragraph in grouped)]
    return tuple(
        DraftParagraph(p.sentences, None if p.heading == last else p.heading)
        for p, last in zip(grouped, before, strict=False)
    )
