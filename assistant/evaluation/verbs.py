"""Forms of the English verbs that documents of this field report with."""

from __future__ import annotations

_REGULAR = """
accept access achieve acknowledge address adopt affirm aim agree allocate amend announce appoint appreciate approve
assess assist assure attend award build_up chair collaborate commence commend complete conduct confirm congratulate
construct contribute convey create declare decide deliver develop direct discuss donate emphasize emphasise enact
enhance ensure enter establish examine expand explain explore express extend finalise finalize finance focus formulate
fund grant highlight implement import improve inaugurate increase inform install instruct introduce invest invite issue
join launch maintain modernise modernize note note obtain offer open outline participate pledge point praise present
prepare procure promote provide publish purchase reaffirm receive recommend reduce reiterate release request resolve
resume review secure share start state strengthen stress submit support thank transfer underline underscore upgrade urge
use utilise utilize visit warn welcome
"""
_IRREGULAR = """
begin began begun; bring brought brought; build built built; buy bought bought; draw drew drawn; give gave given;
hold held held; lead led led; make made made; meet met met; pay paid paid; seek sought sought; sell sold sold;
send sent sent; set set set; sign signed signed; spend spent spent; take took taken; undertake undertook undertaken;
say said said; write wrote written
"""


def _past(base: str) -> str:
    if base.endswith("e"):
        return f"{base}d"
    if base.endswith("y") and base[-2] not in "aeo":
        return f"{base[:-1]}ied"
    return f"{base}ed"


PASTS = {base: _past(base) for base in _REGULAR.split() if "_" not in base}
PASTS |= {base: past for base, past, _ in (forms.split() for forms in _IRREGULAR.split(";"))}
PARTICIPLES = PASTS | {base: done for base, _, done in (forms.split() for forms in _IRREGULAR.split(";"))}
BASES = {past: base for base, past in PASTS.items()}
BASES_OF_PARTICIPLES = {done: base for base, done in PARTICIPLES.items()}
