import type { RuleDraft } from "@/api/types";
import { useProfiles } from "@/api/profiles";
import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { text } from "@/i18n/en";
import { ProfileSelect } from "@/components/profile-select";
import type { FieldErrors } from "./save-folder";

type Props = {
  index: number;
  rule: RuleDraft;
  errors: FieldErrors;
  isOnly: boolean;
  change: (rule: RuleDraft) => void;
  remove: () => void;
};
type PatternType = NonNullable<RuleDraft["pattern_type"]>;
const TYPES: readonly PatternType[] = ["glob", "regex", "exact"];

export function RuleFields({ index, rule, errors, isOnly, change, remove }: Props) {
  const profiles = useProfiles();
  const at = (name: string) => errors[`rules.${index}.${name}`];
  return (
    <fieldset className="rule">
      <legend className="sr-only">{text.rules.nth(index + 1)}</legend>
      <span className="no" aria-hidden="true">{index + 1}</span>
      <Field label={text.rules.match} error={at("pattern_type")}>
        {(ids) => (
          <select {...ids} className="in" value={rule.pattern_type ?? "glob"} onChange={(event) => change({ ...rule, pattern_type: event.target.value as PatternType })}>
            {TYPES.map((type) => <option key={type} value={type}>{text.rules.type[type]}</option>)}
          </select>
        )}
      </Field>
      <Field label={text.rules.pattern} error={at("pattern")}>
        {(ids) => <input {...ids} className="in mono" value={rule.pattern} spellCheck={false} autoComplete="off" onChange={(event) => change({ ...rule, pattern: event.target.value })} />}
      </Field>
      <Button kind="quiet" icon="close" bare disabled={isOnly} aria-label={text.rules.remove(index + 1)} onClick={remove} />
      <Field label={text.rules.profile} error={at("profile")} className="from-2">
        {(ids) => <ProfileSelect {...ids} profiles={profiles} value={rule.profile} choose={(profile) => change({ ...rule, profile })} />}
      </Field>
      <Field label={text.rules.outputName} error={at("output_pattern")}>
        {(ids) => <input {...ids} className="in mono" value={rule.output_pattern} spellCheck={false} autoComplete="off" onChange={(event) => change({ ...rule, output_pattern: event.target.value })} />}
      </Field>
    </fieldset>
  );
}
