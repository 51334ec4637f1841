"""Parses a cloudbuild.yaml with the installed gcloud and prints the build as JSON. It fails as `gcloud builds submit` would.

Usage: python3 parse-cloudbuild.py SDK_FOLDER FILE
"""
import sys

sdk, file = sys.argv[1:]
sys.path[:0] = [f"{sdk}/lib", f"{sdk}/lib/third_party"]

from apitools.base.py import encoding  # noqa: E402
from googlecloudsdk.api_lib.cloudbuild import config  # noqa: E402
from googlecloudsdk.generated_clients.apis.cloudbuild.v1 import cloudbuild_v1_messages as messages  # noqa: E402

print(encoding.MessageToJson(config.LoadCloudbuildConfigFromPath(file, messages, params={})))
