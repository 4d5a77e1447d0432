import type { Run } from "../runs/run.ts";
import type { Services } from "../services.ts";

/** Gives a member of the run's request the value, as an edit that can be undone, and sends the request again. */
export async function changeRequest(
  member: string,
  value: string,
  { uri, outgoing }: Run,
  { sender }: Services,
): Promise<void> {
  const asked = member === "operation" ? { anyway: outgoing?.asked.anyway } : outgoing?.asked;
  await sender.send(uri, { ...asked, change: { member, value } });
}
