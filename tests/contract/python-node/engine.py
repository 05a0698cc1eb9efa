"""The graph's schema, and graphql-core in its versions 2 and 3, which differ in names alone."""

import logging
import os
import re
from decimal import Decimal

from graphql import GraphQLError, GraphQLObjectType, GraphQLScalarType, GraphQLUnionType, build_ast_schema, execute, parse, validate

from access import Fault

SCHEMA = os.path.join(os.path.dirname(__file__), "../../../schema")
logging.getLogger("graphql").setLevel(logging.CRITICAL)

# What Federation adds to a subgraph's own schema.
FEDERATION = """
schema {{ query: Query mutation: Mutation }}
scalar _Any
union _Entity = {entities}
type _Service {{ sdl: String! }}
"""

# What it adds to the type Query. The other fields there need no answer: gateways ask for records as entities.
ROOT = "type Query { _service: _Service! _entities(representations: [_Any!]!): [_Entity]!"

FORMS = {
    "DivisionCode": r"\d{12}", "CreditCode": r"[0-9A-Z]{18}", "Month": r"\d{4}-(0[1-9]|1[0-2])", "Date": r"\d{4}-\d{2}-\d{2}",
    "DateTime": r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})", "Money": r"\d{1,12}(\.\d{1,2})?",
    "Watermark": r"[0-9a-f]{12}-\d{1,18}", "ResidentReference": r"(?s).{1,64}",
    "TimeOfDay": r"([01]\d|2[0-3]):[0-5]\d", "LanguageTag": r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?",
}


def read_sdl():
    """The SDL of the community tier."""
    texts = []
    for name in ("shared", "community"):
        with open(os.path.join(SCHEMA, name + ".graphql"), encoding="utf-8") as file:
            texts.append(file.read())
    return "\n".join(texts)


def build_schema(sdl, resolve):
    """The schema, each field of which `resolve` answers."""
    plain = re.sub(r"extend schema(?:\s+@\w+\((?:[^()]|\n)*?\))+", "", re.sub(r'"""(?s:.*?)"""|"[^"\n]*"(?=\s)', "", sdl))
    entities = re.findall(r'type (\w+)(?: implements \w+)? @key\(fields: "(?:id|code)"\)', sdl)
    schema = build_ast_schema(parse(plain.replace("type Query {", ROOT, 1) + FEDERATION.format(entities=" | ".join(entities))), **_unchecked())
    for kind in (schema.type_map if hasattr(schema, "type_map") else schema.get_type_map()).values():
        if kind.name.startswith("__"):
            continue
        if isinstance(kind, GraphQLObjectType):
            for field in kind.fields.values():
                setattr(field, "resolve" if hasattr(field, "resolve") else "resolver", resolve)
        elif isinstance(kind, GraphQLUnionType):
            kind.resolve_type = lambda value, info, *_: value.type
        elif isinstance(kind, GraphQLScalarType) and (kind.name in FORMS or kind.name in ("JSON", "_Any")):
            kind.serialize = lambda value: value
            kind.parse_value = _reader(kind.name)
            kind.parse_literal = lambda node, *_, read=kind.parse_value: read(_literal(node))
    return schema


def _unchecked():
    """The schema holds directives of Federation, which version 3 would look for."""
    return {"assume_valid_sdl": True} if "assume_valid_sdl" in build_ast_schema.__code__.co_varnames else {}


def _reader(name):
    """Reads a value of a scalar that came in, if it has the form."""
    def read(value):
        if name in FORMS and not (isinstance(value, str) and re.fullmatch(FORMS[name], value)):
            raise ValueError(f"Expected {name}, but got another form.")
        return value

    return read


def _literal(node):
    """The value that a document writes."""
    kind = type(node).__name__.replace("Node", "")
    if kind in ("ObjectValue", "ListValue"):
        read = {field.name.value: _literal(field.value) for field in getattr(node, "fields", [])}
        return read if kind == "ObjectValue" else [_literal(value) for value in node.values]
    if kind in ("IntValue", "FloatValue"):
        return Decimal(node.value)
    return getattr(node, "value", None)


def answer(schema, body, call):
    """The answer to a question, as GraphQL has it."""
    try:
        document = parse(body["query"])
    except GraphQLError as error:
        return {"errors": [_formatted(error, "GRAPHQL_PARSE_FAILED")]}
    faults = validate(schema, document)
    if faults:
        return {"errors": [_formatted(error, "GRAPHQL_VALIDATION_FAILED") for error in faults[:20]]}
    names = ("context_value", "variable_values") if "context_value" in execute.__code__.co_varnames else ("context", "variables")
    values = {names[0]: call, names[1]: body.get("variables") or {}}
    try:
        result = execute(schema, document, operation_name=body.get("operationName"), **values)
    except GraphQLError as error:
        return {"errors": [_formatted(error, "BAD_USER_INPUT")]}
    errors = [_formatted(error, "NODE_UNAVAILABLE" if error.path else "BAD_USER_INPUT") for error in result.errors or []]
    return {"data": result.data, **({"errors": errors} if errors else {})}


def _formatted(error, code):
    """An error as the answer has it; `code` where it says none itself."""
    cause = getattr(error, "original_error", None)
    extensions = cause.extensions if isinstance(cause, Fault) else {"code": code}
    path = {"path": list(error.path)} if getattr(error, "path", None) else {}
    return {"message": str(error.message)[:500], **path, "extensions": extensions}
