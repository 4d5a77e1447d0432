import { html, nothing, type TemplateResult } from "lit";
import type { FormProblem } from "../../protocol/form.ts";
import { icon } from "../shared/icon.ts";
import type { FormLink } from "./formLink.ts";

const icons = { error: "error", warning: "warning", hint: "info" } as const;
const names = { error: "Error", warning: "Warning", hint: "Hint" } as const;

/** Renders the problems of one member, to stand under its field. */
export function problemsUnderField(
  member: string,
  problems: readonly FormProblem[],
  link: FormLink,
): TemplateResult | typeof nothing {
  const own = problems.filter((problem) => problem.member === member);
  if (own.length === 0) return nothing;
  return html`<ul class="member-problems">
    ${own.map(
      (problem) =>
        html`<li id="problem-${problem.id}" class=${problem.severity}>
          ${icon(icons[problem.severity])}
          <span
            ><span class="visually-hidden">${names[problem.severity]}:</span>
            ${problem.message}</span
          >
          ${fixButton(problem, link)}
        </li>`,
    )}
  </ul>`;
}

/** Returns the ids of the elements that tell a member's problems, for `aria-describedby`. */
export function problemIds(member: string, problems: readonly FormProblem[]): string {
  return problems
    .filter((problem) => problem.member === member)
    .map((problem) => `problem-${problem.id}`)
    .join(" ");
}

/** Renders all problems as a list; a click goes to the place. */
export function problemList(
  problems: readonly FormProblem[],
  link: FormLink,
  goTo: (problem: FormProblem) => void,
): TemplateResult | typeof nothing {
  if (problems.length === 0) return nothing;
  return html`<section class="problems" aria-labelledby="problems-title">
    <h2 id="problems-title">Problems <span class="quiet">${summarise(problems)}</span></h2>
    <ul tabindex="-1">
      ${problems.map(
        (problem) =>
          html`<li class=${problem.severity}>
            <button type="button" class="problem-link" @click=${() => goTo(problem)}>
              ${icon(icons[problem.severity])}
              <span>
                <span class="visually-hidden">${names[problem.severity]}:</span> ${problem.message}
                <span class="quiet">${whereOf(problem)}</span>
              </span>
            </button>
            ${fixButton(problem, link)}
          </li>`,
      )}
    </ul>
  </section>`;
}

/** The counts in words: "1 error, 2 warnings". */
function summarise(problems: readonly FormProblem[]): string {
  return (["error", "warning", "hint"] as const)
    .map(
      (severity) => [severity, problems.filter((one) => one.severity === severity).length] as const,
    )
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => `${count} ${severity}${count === 1 ? "" : "s"}`)
    .join(", ");
}

function whereOf({ member, from }: FormProblem): string {
  if (from && (member === undefined || member === "body")) return `body, line ${from.line + 1}`;
  return member ?? "";
}

function fixButton(problem: FormProblem, link: FormLink): TemplateResult | typeof nothing {
  const { fixTitle, id } = problem;
  if (fixTitle === undefined) return nothing;
  return html`<button
    type="button"
    class="link"
    @click=${() => link.post({ type: "applyFix", problem: id })}
  >
    ${fixTitle}
  </button>`;
}
