"""Prints the JSON shape of the Google API types that deploy/monitoring uses, as the installed gcloud knows them.

gcloud's clients are generated from Google's discovery documents. Usage: python3 schema.py SDK_FOLDER
"""
import json
import sys

sdk = sys.argv[1]
sys.path[:0] = [f"{sdk}/lib", f"{sdk}/lib/third_party"]

from apitools.base.protorpclite import messages  # noqa: E402
from googlecloudsdk.generated_clients.apis.logging.v2 import logging_v2_messages as logging  # noqa: E402
from googlecloudsdk.generated_clients.apis.monitoring.v1 import monitoring_v1_messages as dashboards  # noqa: E402
from googlecloudsdk.generated_clients.apis.monitoring.v3 import monitoring_v3_messages as monitoring  # noqa: E402

ROOTS = {
    "metrics": ("logging", logging.LogMetric),
    "alerts": ("monitoring", monitoring.AlertPolicy),
    "services": ("monitoring", monitoring.Service),
    "objectives": ("monitoring", monitoring.ServiceLevelObjective),
    "uptime": ("monitoring", monitoring.UptimeCheckConfig),
    "dashboards": ("dashboards", dashboards.Dashboard),
}
SCALARS = {
    messages.StringField: "string",
    messages.BytesField: "string",
    messages.BooleanField: "boolean",
    messages.IntegerField: "integer",
    messages.FloatField: "number",
}
types = {}


def name_of(prefix, message):
    return f"{prefix}.{message.definition_name().split('.', 1)[-1]}"


def value_of(prefix, field):
    if isinstance(field, messages.EnumField):
        return {"enum": sorted(field.type.names())}
    if isinstance(field, messages.MessageField):
        names = {inner.name for inner in field.type.all_fields()}
        # A map is a message whose only field lists its entries.
        if names == {"additionalProperties"}:
            entry = field.type.field_by_name("additionalProperties").type
            return {"map": value_of(prefix, entry.field_by_name("value"))}
        add(prefix, field.type)
        return {"type": name_of(prefix, field.type)}
    return next(name for kind, name in SCALARS.items() if isinstance(field, kind))


def add(prefix, message):
    name = name_of(prefix, message)
    if name in types:
        return
    types[name] = {}
    for field in message.all_fields():
        value = value_of(prefix, field)
        types[name][field.name] = {"list": value} if field.repeated else value


for prefix, root in ROOTS.values():
    add(prefix, root)
print(
    json.dumps(
        {
            "roots": {kind: name_of(prefix, root) for kind, (prefix, root) in ROOTS.items()},
            "types": dict(sorted(types.items())),
        }
    )
)
