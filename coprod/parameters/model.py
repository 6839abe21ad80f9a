"""The complete set of parameters of a run."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from pydantic import BaseModel, ConfigDict, PrivateAttr, ValidationError

from coprod.districts import DistrictData
from coprod.kernel.district_keys import DATA
from coprod.kernel.policy_keys import FIELD, POLICY, SET
from coprod.kernel.rule_keys import RULES, is_code
from coprod.parameters import aliases, groups
from coprod.parameters.declare import Declaration, Group, Value, declarations_of
from coprod.parameters.events import ScriptedEvent, ScriptedShock
from coprod.parameters.fixed_rules import rules_apart
from coprod.parameters.policy import Policy, problems_of
from coprod.parameters.policy_tables import checked, edited, edits_apart
from coprod.parameters.scenario_file import HEAD, read_scenario_file
from coprod.text.messages import message, quoted
from coprod.text.problems import SHOWN, InputProblems, Problem, nearest
from coprod.text.toml_file import parse_value

SCRIPTED: dict[str, type[BaseModel]] = {"events": ScriptedEvent, "shocks": ScriptedShock}
"""Tables of a scenario file in which single happenings are written."""


class Parameters(BaseModel):
    """All parameters, frozen. ``Parameters()`` is the default town; see :meth:`load` and :meth:`replace`."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    town: groups.Town = groups.Town()
    resident: groups.Resident = groups.Resident()
    points: groups.Points = groups.Points()
    volunteer: groups.Volunteer = groups.Volunteer()
    property_firm: groups.PropertyFirm = groups.PropertyFirm()
    staff: groups.Staff = groups.Staff()
    request: groups.Request = groups.Request()
    directive: groups.Directive = groups.Directive()
    mandate: groups.Mandate = groups.Mandate()
    department: groups.Department = groups.Department()
    district: groups.District = groups.District()
    city: groups.City = groups.City()
    patrol: groups.Patrol = groups.Patrol()
    hazard: groups.Hazard = groups.Hazard()
    incident: groups.Incident = groups.Incident()
    shock: groups.Shock = groups.Shock()
    approval: groups.Approval = groups.Approval()
    crew: groups.Crew = groups.Crew()
    reserve: groups.Reserve = groups.Reserve()
    fund: groups.Fund = groups.Fund()
    accountability: groups.Accountability = groups.Accountability()
    inquiry: groups.Inquiry = groups.Inquiry()
    infrastructure: groups.Infrastructure = groups.Infrastructure()
    warning: groups.Warnings = groups.Warnings()
    epidemic: groups.Epidemic = groups.Epidemic()
    society: groups.Society = groups.Society()
    resilience: groups.Resilience = groups.Resilience()
    events: tuple[ScriptedEvent, ...] = ()
    shocks: tuple[ScriptedShock, ...] = ()
    policies: tuple[Policy, ...] = ()
    """Levers that are set for some time, in order; each changes what those before it leave."""
    rules: tuple[tuple[str, str], ...] = ()
    """Rules fixed for the run instead of the default ones, (decision, rule) in order of the decisions' names; whether there
    are such decisions and rules is for :mod:`coprod.agents.decisions` to say."""
    district_data: DistrictData | None = None
    """What the tables of a district say, which takes the place of what would be drawn; None for scenarios."""
    _code_of_files: dict[str, tuple[str, str]] = PrivateAttr(default_factory=dict)
    """Rules that name code and came from a file without leave, each with its file, by decision."""

    @classmethod
    def load(cls, scenario: str | Path, *, allow_code: bool = False) -> Self:
        """Return the parameters of a scenario, by name (``"rigid"``) or by path of a TOML file.

        Parameters
        ----------
        allow_code : bool
            Whether rules of one's own that the file names (``"module:Class"``) may be imported when a model is made, which
            runs their code; without leave the model is refused.

        Raises
        ------
        InputProblems
            Naming every mistake in the file, or the nearest scenario name.
        """
        tree, _, _ = read_scenario_file(scenario, declarations_by_key())
        return cls.from_tree(tree, where=str(scenario)).read_from(str(scenario), allow_code=allow_code)

    def replace(self, values: Mapping[str, Any], *, where: str = "parameters") -> Self:
        """Return a copy with ``{"points.reward": 5}`` and the like replaced, or these themselves if nothing is.

        ``{"rules.property_firm.effort": "satisficing"}`` replaces a rule.

        Raises
        ------
        InputProblems
            All unknown keys, wrong types, values out of bounds and impossible combinations at once.
        TypeError
            If `values` is no mapping.
        """
        if not isinstance(values, Mapping):
            raise TypeError(f"values to replace are a mapping such as {{'points.reward': 5}}, not {type(values).__name__}")
        if not values:
            return self
        values, rules, wrong = rules_apart(values, where)
        values, edits = edits_apart(values)
        tree = {**self.model_dump(exclude={DATA}), DATA: self.district_data}
        given = values.pop(POLICY) if isinstance(values.get(POLICY), list | tuple) else tree[FIELD]
        tree[FIELD], wrong_edits = edited(given, edits, where)
        problems, known = _known_only(values, where)
        problems += wrong + wrong_edits + _of_tables(known, self.district_data, where)
        tree[RULES] = tuple(sorted({**dict(self.rules), **rules}.items()))
        for key, value in known.items():
            _put(tree, key, value)
        made = self._checked(tree, where, problems)
        made._code_of_files = {name: named for name, named in self._code_of_files.items() if name not in rules}
        return made

    @classmethod
    def from_tree(cls, tree: Mapping[str, Any], *, where: str) -> Self:
        """Return the defaults changed by a nested mapping, as read from a scenario file."""
        data, tree = tree.get(DATA), {key: value for key, value in tree.items() if key != DATA}
        tables = [name for name in ("events", "shocks", POLICY) if not (name == POLICY and isinstance(tree.get(name), Mapping))]
        scripted = {FIELD: [], **{FIELD if name == POLICY else name: tree.get(name, []) for name in tables}}
        values, edits = edits_apart({key: value for key, value in tree.items() if key not in tables})
        scripted[FIELD], wrong_edits = edited(scripted[FIELD], edits, where)
        values, rules, wrong = rules_apart(values, where)
        pairs = list(_flat(values))
        problems, known = _known_only(dict(pairs), where)
        problems += wrong + wrong_edits
        times = Counter(key for key, _ in pairs)
        problems += [Problem(where, key, None, message("problem.given_twice")) for key, n in times.items() if n > 1]
        full = cls().model_dump()
        if data is not None:
            full[DATA] = data = data if isinstance(data, DistrictData) else DistrictData.from_tree(data, f"{where}: {DATA}")
            problems += _of_tables(known, data, where)
            known = {"town.streets": data.streets_by_default, **known, **data.assigned}
        for key, value in known.items():
            _put(full, key, value)
        for name, entries in scripted.items():
            if not isinstance(entries, list | tuple):
                problems.append(Problem(where, name, entries, message(f"problem.{name}_tables")))
                entries = ()
            full[name] = tuple(entries)
        full[RULES] = tuple(sorted(rules.items()))
        return cls._checked(full, where, problems)

    def read_from(self, file: str, *, allow_code: bool) -> Self:
        """Return these, known to come from a file: code that it names is imported only with leave."""
        if not allow_code:
            self._code_of_files = {name: (rule, file) for name, rule in self.rules if is_code(rule)}
        return self

    def code_of_files(self) -> dict[str, str]:
        """Return the file of every rule that names code and came from a file without leave, by decision."""
        rules = dict(self.rules)
        return {name: file for name, (rule, file) in self._code_of_files.items() if rules.get(name) == rule}

    def value(self, key: str) -> Value:
        """Return the value of ``group.name``."""
        group, name = aliases.current(key, declarations_by_key()).split(".")
        if group not in group_models():
            raise KeyError(key)
        return getattr(getattr(self, group), name)  # type: ignore[no-any-return]

    def values(self) -> dict[str, Value]:
        """Return every parameter as ``{"group.name": value}``, in order of declaration."""
        return {declaration.key: self.value(declaration.key) for declaration in declarations()}

    def differences(self) -> dict[str, Value]:
        """Return only the parameters that differ from their defaults."""
        return {d.key: self.value(d.key) for d in declarations() if self.value(d.key) != d.default}

    def digest(self) -> str:
        """Return a short hash of everything the parameters say: equal parameters, equal digest."""
        return hashlib.blake2b(self.canonical().encode(), digest_size=12).hexdigest()

    def canonical(self) -> str:
        """Return the parameters as one line of JSON with sorted keys."""
        tree = self.model_dump(mode="json")
        if not tree[RULES]:
            del tree[RULES]  # the parameters of earlier versions keep their digests
        for name in ("shocks", FIELD, DATA):
            if not tree[name]:
                del tree[name]
        return json.dumps(tree, sort_keys=True, separators=(",", ":"))

    def to_toml(self, tables: str = "") -> str:
        """Return the complete parameters as TOML that :meth:`load` reads back.

        Parameters
        ----------
        tables : str
            Folder with the tables of the district, relative to the file; without it they are written into the text.
        """
        lines = ["[scenario]", f"tables = {toml_value(tables)}", ""] if tables and self.district_data else []
        for group, model in group_models().items():
            lines += [f"[{group}]", *(f"{name} = {toml_value(getattr(getattr(self, group), name))}"
                                      for name in model.model_fields), ""]
        for event in self.events:
            lines += ["[[events]]", *(f"{k} = {toml_value(v)}" for k, v in event.model_dump().items()), ""]
        for shock in self.shocks:
            written = {k: v for k, v in shock.model_dump(mode="json").items() if v is not None}
            lines += ["[[shocks]]", *(f"{k} = {toml_value(v)}" for k, v in written.items()), ""]
        for policy in self.policies:
            written = policy.model_dump()
            settings = ", ".join(f"{toml_value(key)} = {toml_value(value)}" for key, value in written.pop(SET).items())
            lines += ["[[policy]]", *(f"{k} = {toml_value(v)}" for k, v in written.items()), f"{SET} = {{{settings}}}", ""]
        if self.rules:
            lines += [f"[{RULES}]", *(f"{toml_value(name)} = {toml_value(rule)}" for name, rule in self.rules), ""]
        if self.district_data and not tables:
            lines += _as_toml(self.district_data.tree())
        return "\n".join(lines)

    def problems(self, where: str) -> list[Problem]:
        """Return the combinations that no town can have, each value for itself being allowed."""
        found = []
        town = self.town
        if town.communities < town.streets:
            found.append(Problem(
                where, "town.communities", town.communities,
                message("problem.street_needs_community", streets=town.streets),
                message("problem.more_communities")))
        if town.streets < town.districts:
            found.append(Problem(
                where, "town.streets", town.streets,
                message("problem.district_needs_street", districts=town.districts),
                message("problem.more_streets")))
        found += _elsewhere([event.community for event in self.events], town.communities, where)
        found += _shocks_elsewhere([shock.model_dump() for shock in self.shocks], town.model_dump(), where)
        for model in group_models():
            found += [Problem(where, f"{model}.{name}", value, allowed)
                      for name, value, allowed in getattr(getattr(self, model), "impossible", list)()]
        wrong = problems_of(self.policies, declarations_by_key(), where)
        return found + (wrong or ([] if found else self._impossible_policies(where)))

    def _impossible_policies(self, where: str) -> list[Problem]:
        """Return what cannot be where policies are in force, each alone and all of them."""
        base, together, found = self.model_copy(update={FIELD: ()}), dict[str, Any](), list[Problem]()
        for policy in self.policies:
            together |= dict(policy.settings)
        for settings in [*(dict(policy.settings) for policy in self.policies), *([together] if len(self.policies) > 1 else [])]:
            try:
                base.replace(settings, where=where)
            except InputProblems as error:
                found += [one for one in error.problems if one not in found]
        return found

    if not TYPE_CHECKING:  # type checkers shall go on to name attributes that do not exist

        def __getattr__(self, name: str) -> Any:
            """Return a group under its old name, which tells what its parameters are called now."""
            if aliases.groups_of(name):
                return aliases.OldGroup(self, name)
            return super().__getattr__(name)

    @classmethod
    def _checked(cls, tree: dict[str, Any], where: str, problems: list[Problem]) -> Self:
        if tree[FIELD] != ():
            tree[FIELD], wrong = checked(tree[FIELD], declarations_by_key(), where)
            problems += wrong
        try:
            parameters = cls.model_validate(tree)
        except ValidationError as error:
            places = [event.get("community", 0) if isinstance(event, dict) else 0 for event in _scripted_of(tree, "events")]
            problems += [*_problems_of(error, where), *_elsewhere(places, tree["town"]["communities"], where),
                         *_shocks_elsewhere(_scripted_of(tree, "shocks"), tree["town"], where)]
            raise InputProblems(problems) from None
        problems += parameters.problems(where)
        if problems:
            raise InputProblems(problems)
        return parameters


@cache
def group_models() -> dict[str, type[Group]]:
    """Return the parameter groups by name, in order."""
    return {name: field.annotation for name, field in Parameters.model_fields.items()  # type: ignore[misc]
            if isinstance(field.annotation, type) and issubclass(field.annotation, Group)}


@cache
def declarations() -> tuple[Declaration, ...]:
    """Return the declaration of every parameter, in order."""
    return tuple(d for group, model in group_models().items() for d in declarations_of(group, model))


@cache
def declarations_by_key() -> dict[str, Declaration]:
    """Return the declarations by ``group.name``."""
    return {declaration.key: declaration for declaration in declarations()}


def read_value(text: str, where: str = "--set", key: str = "value") -> Any:
    """Read the right-hand side of ``--set key=value`` as TOML would; a bare word is a string.

    Raises
    ------
    InputProblems
        At `key`, if lists are nested too deeply or a number has too many digits.
    """
    return parse_value(text, where, key)


def toml_value(value: Value | list[int]) -> str:
    """Write a number, truth value, string or list of numbers as TOML."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)


def _as_toml(tree: Mapping[str, Any]) -> list[str]:
    """Write the data of a district as TOML, which has no null: an empty cell is an empty text."""
    lists = {name: part for name, part in tree.items() if not isinstance(part, dict)}
    lines = [f"[{DATA}]", *(f"{name} = {json.dumps(part)}" for name, part in lists.items()), ""]
    for name, columns in tree.items():
        if isinstance(columns, dict):
            lines += [f"[{DATA}.{name}]", *(
                f"{key} = {json.dumps(['' if value is None else value for value in column], ensure_ascii=False)}"
                for key, column in columns.items()), ""]
    return lines


def _of_tables(values: Mapping[str, Any], data: DistrictData | None, where: str) -> list[Problem]:
    """Return the values that the tables of a district give in their own way."""
    if data is None:
        return []
    known, found = declarations_by_key(), []
    for key, value in values.items():
        if key in data.assigned and value != data.assigned[key]:
            found.append(Problem(where, key, value, message("district.set_by_tables", value=data.assigned[key])))
        elif key in data.settled and value != known[key].default:
            found.append(Problem(where, key, value, message("district.settled", column=data.settled[key]),
                                 message("district.leave_out_one", column=data.settled[key])))
    return found


def _known_only(values: Mapping[str, Any], where: str) -> tuple[list[Problem], dict[str, Any]]:
    known = declarations_by_key()
    values, problems = aliases.renew(values, known, where)
    unknown = [key for key in values if key not in known]
    problems += [_unknown(key, where, suggest=n < SHOWN) for n, key in enumerate(unknown)]
    return problems, {key: _as_declared(value, known[key]) for key, value in values.items() if key in known}


def _unknown(key: Any, where: str, *, suggest: bool) -> Problem:
    """Return what is wrong with a key; to look for the nearest takes milliseconds, so not for thousands."""
    if not isinstance(key, str):
        return Problem(where, repr(key), None, message("problem.names_such_as", example="points.reward"))
    if model := group_models().get(key):
        return Problem(where, key, None, message("problem.is_a_group"),
                       message("problem.name_one_of_group", key=f"{key}.{next(iter(model.model_fields))}"))
    if key in HEAD:
        return Problem(where, key, None, message("problem.belongs_under", table="[scenario]"))
    return Problem(where, key, None, message("problem.no_such_parameter"),
                   nearest(aliases.renamed(key), declarations_by_key()) if suggest else "")


def _as_declared(value: Any, declaration: Declaration) -> Any:
    """Turn NumPy scalars into Python's, and a whole float into an int where an int is wanted."""
    value = value.item() if getattr(value, "ndim", None) == 0 else value
    if declaration.kind == "int" and isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _flat(tree: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every value with its dotted key, and empty tables that are no group."""
    for key, value in tree.items():
        if isinstance(value, Mapping) and (value or prefix + key in group_models()):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def _put(tree: dict[str, Any], key: str, value: Any) -> None:
    group, name = key.split(".")
    tree[group][name] = value


def _problems_of(error: ValidationError, where: str) -> list[Problem]:
    known = declarations_by_key()
    found = []
    for n, item in enumerate(error.errors(include_url=False)):
        key = ".".join(str(part) for part in item["loc"])
        value = None if item["type"] in ("missing", "extra_forbidden") else item["input"]
        if key in known:
            found.append(Problem(where, key, value, known[key].allowed))
        else:
            found.append(_of_event(item["loc"], value, item["type"], item["msg"], where, suggest=n < SHOWN))
    return found


def _of_event(place: tuple[int | str, ...], value: object, kind: str, text: str, where: str, *,
              suggest: bool) -> Problem:
    """Return a mistake in scripted events or shocks, which are counted from 0 as everything in a run."""
    table = str(place[0]) if place[0] in SCRIPTED else "events"
    entries = list(SCRIPTED[table].model_fields)
    key = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place).lstrip(".")
    if kind == "extra_forbidden":
        return Problem(where, key, None, message("problem.no_such_entry", names=", ".join(entries)),
                       nearest(str(place[-1]), entries) if suggest else "")
    if kind == "missing":
        return Problem(where, key, None, message(f"problem.{table.removesuffix('s')}_needs_it"))
    if kind == "model_type":
        return Problem(where, key, value, message(f"problem.{table}_tables"))
    return Problem(where, key, value, quoted(text.replace("Input should be", "must be")))


def _scripted_of(tree: Mapping[str, Any], name: str) -> tuple[Any, ...]:
    entries = tree[name]
    return entries if isinstance(entries, tuple) else ()


def _elsewhere(places: Sequence[Any], communities: Any, where: str) -> list[Problem]:
    """Return the events that are in no community of the town; a number of communities that is none has been told."""
    if type(communities) is not int or communities < 1:
        return []
    return [Problem(where, f"events[{i}].community", place,
                    message("problem.community_of_town", last=communities - 1))
            for i, place in enumerate(places) if type(place) is int and place >= communities]


def _shocks_elsewhere(shocks: Sequence[Any], town: Mapping[str, Any], where: str) -> list[Problem]:
    """Return the shocks over communities or districts that the town does not have, or that name both."""
    found = []
    for i, shock in ((i, shock) for i, shock in enumerate(shocks) if isinstance(shock, Mapping)):
        named, district = shock.get("communities") or (), shock.get("district")
        places = named if isinstance(named, list | tuple) else ()
        for key, numbers, of in (("communities", places, "communities"), ("district", (district,), "districts")):
            last = town[of] - 1 if type(town[of]) is int else -1
            found += [Problem(where, f"shocks[{i}].{key}", number, message(
                f"problem.{'community' if key == 'communities' else 'district'}_of_town", last=last))
                for number in numbers if type(number) is int and number > last >= 0]
        if places and district is not None:
            found.append(Problem(where, f"shocks[{i}].district", district, message("problem.communities_or_district")))
    return found
