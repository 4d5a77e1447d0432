import assert from "node:assert/strict";
import {
  InvokeModelRequest$,
  InvokeModelResponse$,
  InvokeModelWithResponseStreamRequest$,
} from "@aws-sdk/client-bedrock-runtime";
import {
  formMembers,
  headerMembers,
  headerOf,
  headerValues,
  isMember,
  memberNames,
  memberOf,
  servedMembers,
  type HeaderMember,
  type Operation,
} from "../../../../src/core/request/members.ts";
import {
  bodyText,
  invokeOnce,
  plainCall,
  streamCall,
  unsigned,
} from "../../../fakes/invokeOnce.ts";
import { useAwsHome } from "../../../fakes/awsHome.ts";
import { chunk, stream } from "../../../fakes/eventStream.ts";
import { json, startFaultServer } from "../../../fakes/faultServer.ts";

/** The members of an SDK structure with the names of their headers; those without a header have none. */
function headersOf(structure: typeof InvokeModelRequest$): Map<string, string> {
  const [, , , , names, members] = structure;
  const headers = members.map((member) => {
    const traits: unknown = Array.isArray(member) ? member[1] : undefined;
    return typeof traits === "object" && traits !== null && "httpHeader" in traits
      ? String(traits.httpHeader)
      : undefined;
  });
  return new Map(
    names.flatMap((name, index) => {
      const header = headers[index];
      return header === undefined ? [] : [[name, header] as const];
    }),
  );
}

describe("the table of request members", () => {
  for (const [operation, structure] of [
    ["InvokeModel", InvokeModelRequest$],
    ["InvokeModelWithResponseStream", InvokeModelWithResponseStreamRequest$],
  ] as const)
    it(`has each header of ${operation} as the SDK's service model has it`, () => {
      const ours = headerMembers.map((name) => [name, headerOf(name, operation)] as const);
      assert.deepEqual(Object.fromEntries(ours), Object.fromEntries(headersOf(structure)));
    });

  it("has each member that the service's answer repeats", () => {
    const served = [...headersOf(InvokeModelResponse$)].filter(([name]) => name !== "contentType");
    assert.deepEqual(
      servedMembers.map((name) => [name, headerOf(name, "InvokeModel")]),
      served,
    );
  });

  it("gives each member with a field of the form or a header the words that are shown", () => {
    const made = ["modelId", "operation"]; // the form words these itself
    for (const name of new Set([...formMembers, ...headerMembers]))
      if (!made.includes(name)) assert.ok(memberOf(name)?.label, name);
    for (const name of memberNames) if (name !== "$schema") assert.ok(memberOf(name)?.help, name);
  });

  it("puts in defaults, and sends nothing for what is absent", () => {
    const values = headerValues((name) => (name === "trace" ? "ENABLED" : undefined));
    const sent = Object.entries(values).filter(([, value]) => value !== undefined);
    assert.deepEqual(Object.fromEntries(sent), {
      contentType: "application/json",
      accept: "application/json",
      trace: "ENABLED",
    });
  });

  it("knows only its own names", () => {
    for (const name of ["constructor", "__proto__", "toString", "", "modelID"]) {
      assert.equal(isMember(name), false, name);
      assert.equal(memberOf(name), undefined, name);
    }
  });

  for (const call of [plainCall, streamCall])
    it(`goes out in its own header, every member at once, in ${call.operation}`, async () => {
      const home = await useAwsHome();
      const server = await startFaultServer(
        call.operation === "InvokeModel" ? json(200, {}) : stream(chunk({})),
      );
      try {
        const values = Object.fromEntries(headerMembers.map((name) => [name, valueFor(name)]));
        await invokeOnce({ ...call, ...values }, unsigned(server.url));
        const [request] = server.requests;
        assert.equal(request?.body.toString(), bodyText);
        for (const name of headerMembers)
          assert.equal(request?.headers[headerName(name, call.operation)], valueFor(name), name);
      } finally {
        await server.close();
        await home.restore();
      }
    });
});

function headerName(member: HeaderMember, operation: Operation): string {
  return headerOf(member, operation).toLowerCase();
}

/** A text that no two members share. */
function valueFor(member: HeaderMember): string {
  return memberOf(member)?.type === "texts" ? '{"a":"b"}' : `value-of-${member}`;
}
