import { guardrail } from "../guardrail.ts";
import type { ControlCall, Route } from "./route.ts";
import { arnOf, notFound, paged, since } from "./route.ts";

/** The sandbox's one guardrail and its versions. */
export const guardrailRoutes: readonly Route[] = [
  {
    call: "ListGuardrails",
    path: /^\/guardrails$/,
    answer: ({ query, region }) => {
      const wanted = query.get("guardrailIdentifier");
      if (wanted !== null && !isGuardrail(wanted)) throw notFound("guardrail", wanted);
      const versions = wanted === null ? guardrail.versions.slice(0, 1) : guardrail.versions;
      const all = versions.map((version) => ({
        id: guardrail.id,
        arn: guardrailArn(region),
        ...factsOf(version),
      }));
      return paged("guardrails", all, query);
    },
  },
  { call: "GetGuardrail", path: /^\/guardrails\/([^/]+)$/, answer: getGuardrail },
];

function getGuardrail({ id, query, region }: ControlCall): object {
  const version = query.get("guardrailVersion") ?? "DRAFT";
  if (!isGuardrail(id) || !guardrail.versions.some((known) => known === version))
    throw notFound("guardrail", `${id} version ${version}`);
  return {
    guardrailId: guardrail.id,
    guardrailArn: guardrailArn(region),
    ...factsOf(version),
    wordPolicy: { words: [{ text: guardrail.word }] },
    sensitiveInformationPolicy: {
      piiEntities: [{ type: "EMAIL", action: "ANONYMIZE" }],
      regexes: [{ name: "Account Number", pattern: String.raw`\b\d{10}\b`, action: "ANONYMIZE" }],
    },
    blockedInputMessaging: guardrail.blockedInput,
    blockedOutputsMessaging: guardrail.blockedOutput,
  };
}

function factsOf(version: string): object {
  const { name, description } = guardrail;
  return { name, description, version, status: "READY", createdAt: since, updatedAt: since };
}

function guardrailArn(region: string): string {
  return arnOf(region, `guardrail/${guardrail.id}`);
}

function isGuardrail(identifier: string): boolean {
  return identifier.split("/").at(-1) === guardrail.id;
}
