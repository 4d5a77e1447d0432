"""Asks the sandbox at argv[1] through boto3 and prints what came of it, as JSON."""

import json
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError, EventStreamError

url, names, streamed = sys.argv[1], sys.argv[2].split(","), sys.argv[3].split(",")
model = "us.anthropic.claude-sonnet-5"
client = boto3.client(
    "bedrock-runtime", endpoint_url=url, config=Config(retries={"total_max_attempts": 1})
)


def body(text):
    return json.dumps(
        {
            "anthropic_version": "bedrock-2023-05-31",
            "max_tokens": 500,
            "messages": [{"role": "user", "content": text + " [sandbox:pace=0]"}],
        }
    )


def raised(name, call):
    """How the client raised the exception: by its own class where the model has one."""
    try:
        call(modelId=model, body=body(f"[sandbox:error={name}]"))
    except ClientError as error:
        modelled = getattr(client.exceptions, name, None)
        return {
            "class": type(error).__name__,
            "isItsClass": modelled is not None and isinstance(error, modelled),
            "code": error.response["Error"]["Code"],
            "status": error.response["ResponseMetadata"]["HTTPStatusCode"],
            "requestId": error.response["ResponseMetadata"]["RequestId"],
        }
    return None


def broken_stream(name):
    chunks = 0
    try:
        response = client.invoke_model_with_response_stream(
            modelId=model, body=body(f"[sandbox:midstream={name}]")
        )
        for event in response["body"]:
            chunks += 1
    except EventStreamError as error:
        return {"code": error.response["Error"]["Code"], "chunks": chunks}
    return None


whole = client.invoke_model(
    modelId=model,
    body=body("Hello"),
    contentType="application/json",
    accept="application/json",
    trace="ENABLED_FULL",
    guardrailIdentifier="sandbox",
    guardrailVersion="1",
    performanceConfigLatency="optimized",
)
answer = json.loads(whole["body"].read())
stream = client.invoke_model_with_response_stream(
    modelId=model,
    body=body("Hello"),
    contentType="application/json",
    accept="application/json",
    performanceConfigLatency="standard",
)
chunks = [json.loads(event["chunk"]["bytes"]) for event in stream["body"]]
print(
    json.dumps(
        {
            "text": answer["content"][0]["text"],
            "action": answer["amazon-bedrock-guardrailAction"],
            "contentType": whole["contentType"],
            "latency": whole["performanceConfigLatency"],
            "tokens": whole["ResponseMetadata"]["HTTPHeaders"]["x-amzn-bedrock-output-token-count"],
            "streamContentType": stream["contentType"],
            "streamLatency": stream["performanceConfigLatency"],
            "streamText": "".join(c.get("delta", {}).get("text", "") for c in chunks),
            "metrics": chunks[-1]["amazon-bedrock-invocationMetrics"],
            "raised": {name: raised(name, client.invoke_model) for name in names},
            "raisedByStream": {
                name: raised(name, client.invoke_model_with_response_stream) for name in names
            },
            "broken": {name: broken_stream(name) for name in streamed},
        }
    )
)
