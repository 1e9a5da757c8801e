"""Signs requests as Amazon's own library does: JSON cases on standard input, one `Authorization` a line on standard output."""

import datetime
import json
import sys

import botocore.auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from botocore.utils import percent_encode

for case in json.load(sys.stdin):
    moment = datetime.datetime.fromtimestamp(case["seconds"], datetime.timezone.utc)
    botocore.auth.get_current_datetime = lambda remove_tzinfo=True: moment.replace(tzinfo=None)
    credentials = Credentials(case["accessKey"], case["secret"], case.get("token"))
    url = f"https://{case['authority']}{percent_encode(case['path'], safe='/-._~')}"
    request = AWSRequest(method=case["method"], url=url, params=case["query"], data=bytes.fromhex(case["body"]))
    for name, value in case["headers"]:
        request.headers[name] = value
    botocore.auth.S3SigV4Auth(credentials, "s3", case["region"]).add_auth(request)
    assert request.headers["X-Amz-Date"] == moment.strftime("%Y%m%dT%H%M%SZ")
    print(request.headers["Authorization"])
