"""The word lists that the rules compare by: opposites, and nouns that are counted.

In: nothing. Out: stems. Lists are short on purpose: a pair belongs here only if no honest writer
puts one word for the other.
"""

from __future__ import annotations

from assistant.checking.reading import stem

_OPPOSITES = (
    "more:fewer,less;most:least,fewest,few;many:few;higher:lower,smaller;high:low;highest:lowest;"
    "larger:smaller;large:small;largest:smallest;greater:lower,smaller,less,fewer;biggest:smallest;"
    "rise,increase,grow,growth,gain,climb,soar,improve,raise,expand,double:"
    "fall,decrease,decline,drop,shrink,lose,loss,lower,reduce,cut,worsen,halve,slip,plunge;"
    "above,exceed:below,under;over,above:under,below;before:after,until;earlier:later;early:late;"
    "first:last;open:close,shut;begin,start,launch:end,finish,stop,halt,close;since:until,before;"
    "include:exclude,omit;accept,adopt,approve,pass:reject,refuse,deny,decline,turn;"
    "support,back,favor,endorse:oppose,resist,block;pass:fail;"
    "success,succeed,successful:failure,fail,unsuccessful;strong:weak;stronger:weaker;better:worse;"
    "best:worst;win:lose;public:private;always:never,rarely,sometimes;often,frequently:rarely,seldom;"
    "majority:minority;male,boy:female,girl;north,northern:south,southern;east,eastern:west,western;"
    "urban:rural;join,enter:leave,quit;hire,appoint:fire,dismiss,lay;add,create:remove,drop,eliminate;"
    "with:without;inside:outside;internal:external;voluntary,optional:mandatory,required,compulsory;"
    "possible:impossible;easy,easier:hard,difficult,harder;agree:disagree;same,similar:different;"
    "long,longer:short,shorter;old,older:new,newer,young,younger;oldest:newest,youngest;"
    "narrow:widen;outperform:trail,underperform;ahead:behind;maximum:minimum;positive:negative;"
    "benefit:harm;buy:sell;full,entire:partial,half,part;free:paid;significant:insignificant;"
    "consistent:inconsistent;effective:ineffective;complete:incomplete;likely:unlikely;able:unable;"
    "sufficient,enough:insufficient;federal:state,local;temporary:permanent;former:current;"
    "allow,permit:prohibit,forbid,ban,bar;encourage:discourage;keep,retain:drop,abandon,lose;"
    "continue:stop,end,cease;faster:slower;upper:lower;senior:junior;freshman:senior;"
    "weekly:monthly,daily,yearly,annually;monthly:daily,yearly,annually;daily:yearly,annually;"
    "win:lose;present:absent;active:inactive,passive;direct:indirect;wide:narrow;rich:poor;"
    "simple:complex;broad:narrow;clear:unclear;common:rare,uncommon;even:uneven;equal:unequal"
)
_UNITS = (
    "student pupil learner youth schooler;school campus;teacher educator instructor faculty;"
    "district;academy;pathway;counselor;principal;parent family;day;week;month;year;hour;minute;"
    "decade;"
    "semester term;employer business company firm;college university;partner;member;site;class "
    "classroom;course;credit;grade;unit;person people;county;state;city;grant;dollar;point;program;"
    "project;internship;graduate;freshman;sophomore;junior;senior;job position;industry sector;"
    "region;superintendent;administrator;adult;worker employee;step;pillar;report study;page;"
    "session meeting;standard;conference;community;coalition;hub"
)


def _pairs() -> frozenset[tuple[str, str]]:
    pairs = set()
    for line in _OPPOSITES.split(";"):
        ones, others = (side.split(",") for side in line.split(":"))
        pairs |= {(stem(a), stem(b)) for a in ones for b in others}
    return frozenset(pairs | {(b, a) for a, b in pairs})


OPPOSITES = _pairs()
OPPOSED = frozenset(word for pair in OPPOSITES for word in pair)
# What is counted: nouns of one number mean the same, those of different numbers do not.
UNITS = {
    stem(word): number for number, group in enumerate(_UNITS.split(";")) for word in group.split()
}
# "400 young people" may be 400 students; 400 students are not 400 people of any kind.
ANYBODY = frozenset(stem(word) for word in ("people", "person", "youth"))
PEOPLE = frozenset(
    UNITS[stem(word)]
    for word in (
        "student",
        "teacher",
        "counselor",
        "principal",
        "parent",
        "graduate",
        "freshman",
        "sophomore",
        "junior",
        "senior",
        "adult",
        "worker",
        "member",
        "person",
    )
)
_NEGATING = ("un", "in", "im", "dis", "non", "ir")


def opposed(one: str, other: str) -> bool:
    """Say whether two stems are opposites, by the list or by a negating prefix."""
    if (one, other) in OPPOSITES:
        return True
    short, long = sorted((one, other), key=len)
    return len(short) >= 4 and any(long == prefix + short for prefix in _NEGATING)
