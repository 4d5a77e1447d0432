import type { Reason, ReasonName, Reasons } from "../diagnosis/reasons.ts";
import { accessMessages } from "./accessMessages.ts";
import { credentialMessages } from "./credentialMessages.ts";
import { keyMessages } from "./keyMessages.ts";
import { listMessages } from "./listMessages.ts";
import { modelMessages } from "./modelMessages.ts";
import { networkMessages } from "./networkMessages.ts";
import { settingMessages } from "./settingMessages.ts";
import { validationMessages } from "./validationMessages.ts";
import type { MessagesOf } from "./words.ts";

/** Every message about a failure, by its reason: what happened, why if that is known, and what to do. */
export const messages: MessagesOf<Reasons> = {
  ...accessMessages,
  ...keyMessages,
  ...credentialMessages,
  ...settingMessages,
  ...networkMessages,
  ...modelMessages,
  ...validationMessages,
  ...listMessages,
};

/** Returns the message for a reason, never empty. */
export function reasonMessage({ reason, params }: Reason): string {
  return textOf(reason, params);
}

function textOf<Name extends ReasonName>(reason: Name, params: Reasons[Name]): string {
  return messages[reason](params);
}
