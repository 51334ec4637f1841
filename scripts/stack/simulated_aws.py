"""The AWS of a local stack: moto (https://docs.getmoto.org), with the parts of STS and IAM that moto lacks.

Usage: SEED=JSON simulated_aws.py OPEN_PORT CHECKED_PORT

Both ports serve the same accounts. The first allows everything. The second checks keys, signatures and permissions.
"""

import json
import os
import sys
import threading
import time
from base64 import urlsafe_b64decode
from fnmatch import fnmatchcase
from html import escape

open_port, checked_port = int(sys.argv[1]), int(sys.argv[2])
os.environ["MOTO_PORT"] = str(open_port)

from moto.core.authorization import ActionAuthenticatorMixin
from moto.core.exceptions import _RESTError
from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.ec2.models import ec2_backends
from moto.iam import access_control
from moto.iam.models import AccessKey, iam_backends
from moto.iam.responses import IamResponse
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from moto.s3.models import s3_backends
from moto.s3.responses import S3Response
from moto.sts.models import AssumedRole, sts_backends
from moto.sts.responses import TokenResponse
from werkzeug.serving import make_server

import simulated_eks  # noqa: F401
import simulated_elb  # noqa: F401
from simulated_prices import with_prices

PARTITION, REGION = "aws", "us-east-1"


def listed(value):
    return value if isinstance(value, list) else [value]


# Policies.


def covers(patterns, text):
    return any(fnmatchcase(text.lower(), pattern.lower()) for pattern in listed(patterns))


def decide(policies, action, resource="*"):
    """https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html, without conditions."""
    decision = "implicitDeny"
    for policy in policies:
        for statement in listed(access_control.IAMPolicy(policy)._policy_json["Statement"]):
            named = covers(statement["Action"], action) if "Action" in statement else not covers(statement["NotAction"], action)
            if named and covers(statement.get("Resource", "*"), resource):
                if statement["Effect"] == "Deny":
                    return "explicitDeny"
                decision = "allowed"
    return decision


def policies_of(arn):
    """The policies of a user or a role, by its ARN or by the ARN of a role's session."""
    account, kind, name = arn.split(":")[4], *arn.split(":")[5].split("/", 1)
    backend = iam_backends[account][PARTITION]
    holder = object.__new__(access_control.IAMUserAccessKey if kind == "user" else access_control.AssumedRoleAccessKey)
    holder.account_id, holder.partition = account, PARTITION
    if kind == "user":
        holder._owner_user_name = backend.get_user(name.split("/")[-1]).name
    else:
        holder._owner_role_name = backend.get_role(name.split("/")[0 if kind == "assumed-role" else -1]).name
    return holder.collect_policies()


def trusts(role, action, kind, principals, context):
    """Whether a role's trust policy allows the action for one of the principals."""
    for statement in listed(json.loads(role.assume_role_policy_document)["Statement"]):
        named = statement.get("Principal", {})
        named = listed(named.get(kind, [])) if isinstance(named, dict) else [named]
        conditions = statement.get("Condition", {}).get("StringEquals", {}).items()
        if (
            statement["Effect"] == "Allow"
            and covers(statement["Action"], action)
            and (principals & set(named) or "*" in named)
            and all(context.get(key) in listed(value) for key, value in conditions)
        ):
            return True
    return False


def find_role(arn):
    try:
        return iam_backends[arn.split(":")[4]][PARTITION].get_role_by_arn(arn)
    except Exception:
        return None


def principals_of(arn):
    account, rest = arn.split(":")[4:6]
    found = {arn, account, f"arn:aws:iam::{account}:root"}
    if rest.startswith("assumed-role/"):
        found.add(iam_backends[account][PARTITION].get_role(rest.split("/")[1]).arn)
    return found


# Keys, signatures and permissions.


class Refusal(_RESTError):
    """An error as AWS formats it. moto formats its own errors differently, and SDKs read only a part of them."""

    def __init__(self, service, code, message):
        super().__init__(code, message)
        self.code = {"AuthFailure": 401, "NoSuchEntity": 404, "InvalidIdentityToken": 400, "DryRunOperation": 412}.get(code, 403)
        error = f"<Error><Type>Sender</Type><Code>{code}</Code><Message>{escape(message)}</Message></Error>"
        self.description = {
            "s3": f"<Error><Code>{code}</Code><Message>{escape(message)}</Message></Error>",
            "ec2": f"<Response><Errors>{error}</Errors><RequestID>0</RequestID></Response>",
        }.get(service, f"<ErrorResponse>{error}<RequestId>0</RequestId></ErrorResponse>")


def key_of(response):
    return iam_backends[response.current_account][PARTITION].access_keys.get(response.get_access_key())


def session_of(response):
    return sts_backends[response.current_account][PARTITION].get_assumed_role_from_access_key(response.get_access_key())


ungranted = set()
# IAM's names of services, by moto's names.
granted_as = {"resourcegroupstaggingapi": "tag", "elb": "elasticloadbalancing", "elbv2": "elasticloadbalancing", "service-quotas": "servicequotas"}


def note_ungranted(self, service, action):
    """Logs once each action that the open port allowed and the user's policies do not. Skips S3, whose actions have other names in IAM."""
    key = key_of(self)
    if not key or service == "s3":
        return
    user, name = key.user_name, f"{granted_as.get(service, service)}:{action}"
    if user and (user, name) not in ungranted and decide(policies_of(f"arn:aws:iam::{self.current_account}:user/{user}"), name) != "allowed":
        ungranted.add((user, name))
        print(f"Not granted to {user}: {name}", flush=True)


def authorize(self, iam_request_class, resource="*"):
    check(self, iam_request_class, resource)
    # moto carries out some dry runs.
    if self.service_name == "ec2" and self._get_bool_param("DryRun"):
        raise Refusal("ec2", "DryRunOperation", "Request would have succeeded, but DryRun flag is set.")


def check(self, iam_request_class, resource):
    action = self._get_action()
    service = "s3" if iam_request_class is access_control.S3IAMRequest else self.service_name
    if self.parsed_url.port != checked_port:
        return note_ungranted(self, service, action)
    if action == "AssumeRoleWithWebIdentity":
        return
    if "Authorization" not in self.headers:
        raise Refusal(service, "MissingAuthenticationToken", "Request is missing Authentication Token")
    key, session = key_of(self), session_of(self)
    if session and session.expiration < utcnow():
        raise Refusal(service, "ExpiredToken", "The security token included in the request is expired")
    try:
        if key and key.status != "Active":
            raise access_control.InvalidClientTokenIdError()
        path = self.parsed_url.path + (f"?{self.parsed_url.query}" if self.parsed_url.query else "")
        request = iam_request_class(
            account_id=self.current_account,
            method=self.method,
            path=path,
            data=self.data,
            body=self.raw_body,
            headers=self.headers,
            action=action,
        )
        request.check_signature()
    except _RESTError as error:
        raise Refusal(service, error.error_type, error.message) from None
    if action in ("GetCallerIdentity", "AssumeRole"):
        return  # The first is allowed to everybody. The second is checked with the role (below).
    arn = request._access_key.arn
    if decide(policies_of(arn), f"{service}:{action}") == "allowed":
        return
    if service == "ec2":
        raise Refusal(service, "UnauthorizedOperation", f"You are not authorized to perform this operation. User: {arn} is not authorized to perform: ec2:{action}")
    raise Refusal(service, "AccessDenied", f"User: {arn} is not authorized to perform: {service}:{action} on resource: {resource}")


ActionAuthenticatorMixin._authenticate_and_authorize_action = authorize


# STS.

moto_assume_role = TokenResponse.assume_role
moto_web_identity = TokenResponse.assume_role_with_web_identity


def assume_role(self):
    arn, external_id = self._get_param("RoleArn"), self._get_param("ExternalId")
    caller = self.backend.get_caller_identity(self.get_access_key(), self.region)[1]
    role = find_role(arn)
    context = {"sts:ExternalId": external_id}
    allowed = decide(policies_of(caller), "sts:AssumeRole", arn) == "allowed"
    if not (role and allowed and trusts(role, "sts:AssumeRole", "AWS", principals_of(caller), context)):
        raise Refusal("sts", "AccessDenied", f"User: {caller} is not authorized to perform: sts:AssumeRole on resource: {arn}")
    return moto_assume_role(self)


def assume_role_with_web_identity(self):
    """Google's tokens: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif"""
    try:
        body = self._get_param("WebIdentityToken").split(".")[1]
        claims = json.loads(urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    except Exception:
        raise Refusal("sts", "InvalidIdentityToken", "The ID Token provided is not a valid JWT.") from None
    if claims.get("exp", 0) < time.time():
        raise Refusal("sts", "ExpiredTokenException", "Token expired")
    context = {
        "accounts.google.com:sub": claims.get("sub"),
        "accounts.google.com:oaud": claims.get("aud"),
        "accounts.google.com:aud": claims.get("azp"),
    }
    role = find_role(self._get_param("RoleArn"))
    issuer = {claims.get("iss", "").removeprefix("https://")}
    if not (role and trusts(role, "sts:AssumeRoleWithWebIdentity", "Federated", issuer, context)):
        raise Refusal("sts", "AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity")
    return moto_web_identity(self)


TokenResponse.assume_role = assume_role
TokenResponse.assume_role_with_web_identity = assume_role_with_web_identity


# IAM and S3.


def simulate_principal_policy(self):
    arn = self._get_param("PolicySourceArn")
    try:
        policies = policies_of(arn)
    except Exception:
        raise Refusal("iam", "NoSuchEntity", f"The entity {arn} cannot be found.") from None
    actions = self._get_param("ActionNames")
    start, size = int(self._get_param("Marker") or 0), int(self._get_param("MaxItems") or 100)
    results = [
        {"EvalActionName": action, "EvalResourceName": "*", "EvalDecision": decide(policies, action)}
        for action in actions[start : start + size]
    ]
    more = start + size < len(actions)
    return ActionResult(
        {"EvaluationResults": results, "IsTruncated": more, **({"Marker": str(start + size)} if more else {})}
    )


def all_buckets(self):
    """moto cuts the list at max-buckets and gives no token for the next page."""
    self.data["Action"] = "ListAllMyBuckets"
    self._authenticate_and_authorize_s3_action()
    after, size = self._get_param("continuation-token") or "", int(self._get_param("max-buckets") or 10_000)
    buckets = sorted(
        (bucket for bucket in self.backend.list_buckets(None, None, None) if bucket.name > after), key=lambda bucket: bucket.name
    )
    page = buckets[:size]
    response = {
        "Owner": {"ID": self.current_account},
        "Buckets": [
            {"Name": bucket.name, "CreationDate": bucket.creation_date_ISO8601, "BucketRegion": bucket.region_name} for bucket in page
        ],
    }
    if len(buckets) > size:
        response["ContinuationToken"] = page[-1].name
    self.data["Action"] = "ListBuckets"
    return self.serialized(ActionResult(response))


IamResponse.simulate_principal_policy = simulate_principal_policy
S3Response.all_buckets = all_buckets


# The initial accounts, users and buckets.


def add_key(backend, given, user=None):
    key = AccessKey(user and user.name, prefix=given["accessKeyId"][:4], account_id=backend.account_id)
    key.access_key_id, key.secret_access_key = given["accessKeyId"], given["secretAccessKey"]
    key.status = given.get("status", "Active")
    backend.access_keys[key.physical_resource_id] = key
    if user:
        user.access_keys.append(key)
    return key


def seed(given):
    for user in given["users"]:
        backend = iam_backends[user["account"]][PARTITION]
        made = backend.create_user(REGION, user["name"])
        if user.get("policy"):
            backend.put_user_policy(user["name"], "labseat", json.dumps(user["policy"]))
        add_key(backend, user, made)
    for role in given["roles"]:
        backend = iam_backends[role["account"]][PARTITION]
        backend.create_role(role["name"], json.dumps(role["trust"]), "/", None, "", [], "3600")
        backend.put_role_policy(role["name"], "labseat", json.dumps(role["policy"]))
    for session in given["sessions"]:
        account = session["roleArn"].split(":")[4]
        key = add_key(iam_backends[account][PARTITION], session)
        made = AssumedRole(account, REGION, key, "seeded", session["roleArn"], "", session["seconds"], "")
        made.session_token = session["sessionToken"]
        sts_backends[account][PARTITION].assumed_roles.append(made)
    for bucket in given["buckets"]:
        backend = s3_backends[bucket["account"]][PARTITION]
        backend.create_bucket(bucket["name"], REGION)
        backend.put_bucket_versioning(bucket["name"], "Enabled")
        rule = {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}
        backend.put_bucket_encryption(bucket["name"], {"Rule": rule})
        names = ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")
        backend.put_public_access_block(bucket["name"], dict.fromkeys(names, "true"))


seed(json.loads(os.environ["SEED"]))
# Creating it takes seconds, which the first request would wait for.
_ = ec2_backends["123456789012"][REGION]

app = with_prices(DomainDispatcherApplication(create_backend_app))
servers = [make_server("127.0.0.1", port, app, threaded=True) for port in (open_port, checked_port)]
threading.Thread(target=servers[0].serve_forever, daemon=True).start()
servers[1].serve_forever()
