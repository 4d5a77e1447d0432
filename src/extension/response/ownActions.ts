import type { RemedyAction } from "../../core/diagnosis/actions.ts";
import type { Run } from "../runs/run.ts";

/** The steps that need the request of the run, or its connection. */
const ofRequest: ReadonlySet<RemedyAction["id"]> = new Set([
  "retry",
  "setMember",
  "useModel",
  "chooseModel",
  "goToBody",
  "goToMember",
  "whyDenied",
  "ssoLogin",
  "awsLogin",
  "switchProfile",
  "switchRegion",
]);

/** The steps that the run's error offers, of those that can be taken: a run of a run file has no request. */
export function ownActions({
  remedy,
  saved,
}: Pick<Run, "remedy" | "saved">): readonly RemedyAction[] {
  const actions = remedy?.actions ?? [];
  return saved ? actions.filter(({ id }) => !ofRequest.has(id)) : actions;
}
