/** The order in which rules are asked: by priority, then from the top. */
import type { FolderDraft, RuleDraft } from "@/api/types";

export const NORMAL_PRIORITY = 100;

const priorityOf = (rule: RuleDraft): number => rule.priority ?? NORMAL_PRIORITY;

/** As the server asks them. */
export function inOrderAsked(draft: FolderDraft): FolderDraft {
  const rules = draft.rules?.toSorted((a, b) => priorityOf(b) - priorityOf(a));
  return rules ? { ...draft, rules } : draft;
}

/** A rule put at another place takes as much priority as it needs to be asked there, and no more. */
export function movedRule(rules: readonly RuleDraft[], from: number, to: number): RuleDraft[] {
  const rule = rules[from];
  if (!rule || to < 0 || to >= rules.length || from === to) return [...rules];
  const moved = rules.toSpliced(from, 1).toSpliced(to, 0, rule);
  const [above, below] = [moved[to - 1], moved[to + 1]];
  const most = above ? priorityOf(above) : Number.POSITIVE_INFINITY;
  const least = below ? priorityOf(below) : Number.NEGATIVE_INFINITY;
  const priority = Math.max(least, Math.min(most, priorityOf(rule)));
  return moved.with(to, priority === priorityOf(rule) ? rule : { ...rule, priority });
}
