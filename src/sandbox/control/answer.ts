import type { Exchange } from "../exchange.ts";
import { sendJson } from "../exchange.ts";
import { regionOf } from "../regions.ts";
import { ServiceError } from "../serviceError.ts";
import type { Catalogue } from "./catalogue.ts";
import type { ControlCall, Route } from "./route.ts";
import { guardrailRoutes } from "./guardrails.ts";
import { modelRoutes } from "./models.ts";
import { ownRoutes } from "./own.ts";
import { profileRoutes } from "./profiles.ts";

const routes: readonly Route[] = [
  ...modelRoutes,
  ...profileRoutes,
  ...ownRoutes,
  ...guardrailRoutes,
];

/** The calls of the control plane that the sandbox answers, by their names in the API. */
export const controlPlaneCalls: readonly string[] = routes.map(({ call }) => call);

/**
 * Answers what a model picker asks of the control plane (service model bedrock 2023-04-20).
 * False when the path is none of its. Throws AccessDeniedException for a call that is to be denied.
 */
export function answerControlPlane(exchange: Exchange, catalogue: Catalogue): boolean {
  const { url, request } = exchange;
  for (const { call, path, answer } of routes) {
    const found = path.exec(url.pathname);
    if (!found) continue;
    if (catalogue.deny === "all" || catalogue.deny.includes(call)) throw denied(call);
    const asked: ControlCall = {
      id: decodeURIComponent(found[1] ?? ""),
      query: url.searchParams,
      region: regionOf(request),
      catalogue,
    };
    sendJson(exchange, 200, answer(asked));
    return true;
  }
  return false;
}

function denied(call: string): ServiceError {
  return new ServiceError(
    "AccessDeniedException",
    `User: arn:aws:iam::123456789012:user/sandbox is not authorized to perform: bedrock:${call} because no identity-based policy allows the bedrock:${call} action`,
  );
}
