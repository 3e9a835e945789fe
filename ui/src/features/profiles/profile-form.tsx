import { type ReactNode, useState } from "react";
import { run } from "@/actions/run";
import { OrderButton } from "@/actions/order-button";
import { type ProfileDraft, addProfile, changeProfile, useProfileChoices } from "@/api/profiles";
import { useTargets } from "@/api/targets";
import { Button } from "@/components/button";
import { Field, FormError } from "@/components/field";
import { PageHead } from "@/components/page-head";
import { Panel } from "@/components/panel";
import { text } from "@/i18n/en";
import { targetName } from "@/i18n/targets";
import { announce } from "@/lib/announce";
import { Command } from "./command";
import { SamplePanel } from "./sample-panel";
import { withContainer } from "./draft";
import { Choice } from "./fields";
import { PictureFields } from "./picture-fields";
import { SoundFields } from "./sound-fields";
import { useTried } from "./use-try";

type Props = { first: ProfileDraft; isNew: boolean; side: ReactNode; about: string; close: (saved: string | null) => void };

/** A profile of one's own, checked by the server's own rules as it is typed. */
export function ProfileForm({ first, isNew, side, about, close }: Props) {
  const [draft, setDraft] = useState(first);
  const choices = useProfileChoices();
  const { tried, errors, isWrong } = useTried(draft);
  const save = async () => {
    const saved = await run(() => (isNew ? addProfile(draft) : changeProfile(draft)));
    if (!saved) return;
    announce(text.profiles.saved(saved.name));
    close(saved.name);
  };
  return (
    <>
      <PageHead title={isNew ? text.profiles.copy : first.name} about={about}>
        <Button kind="quiet" onClick={() => close(null)}>{text.profiles.discard}</Button>
        <OrderButton kind="solid" type="submit" form="profile-form" disabled={isWrong}>{text.profiles.save}</OrderButton>
      </PageHead>
      <div className="split three">
        {side}
        <form id="profile-form" className="middle form" noValidate onSubmit={(event) => { event.preventDefault(); void save(); }}>
          <FormError message={errors[""] ?? null} />
          {choices && (
            <>
              <Panel title={text.profiles.about}><div className="padded"><AboutFields draft={draft} isNew={isNew} errors={errors} set={setDraft} containers={draft.video ? (choices.video[draft.video.codec]?.containers ?? []) : ["wav"]} setContainer={(container) => setDraft(withContainer(draft, container, choices))} /></div></Panel>
              <Panel title={text.profiles.picture}><div className="padded"><PictureFields draft={draft} choices={choices} errors={errors} set={setDraft} /></div></Panel>
              <Panel title={text.profiles.sound}><div className="padded"><SoundFields draft={draft} choices={choices} errors={errors} set={setDraft} /></div></Panel>
            </>
          )}
        </form>
        <aside className="aside">
          {tried?.unavailable_reason && <p className="wn">{tried.unavailable_reason}</p>}
          {tried && tried.arguments.length > 0 && <Command words={tried.arguments} />}
          {!isWrong && !tried?.unavailable_reason && <SamplePanel draft={draft} />}
        </aside>
      </div>
    </>
  );
}

type Container = ProfileDraft["container"];
type AboutProps = { draft: ProfileDraft; isNew: boolean; errors: Readonly<Record<string, string>>; set: (draft: ProfileDraft) => void; containers: readonly Container[]; setContainer: (container: Container) => void };

function AboutFields({ draft, isNew, errors, set, containers, setContainer }: AboutProps) {
  const targets = useTargets();
  return (
    <div className="pgrid">
      <Field label={text.profiles.name} error={errors["name"]} hint={text.profiles.nameHint}>
        {(ids) => <input {...ids} className="in mono" value={draft.name} disabled={!isNew} spellCheck={false} autoComplete="off" onChange={(event) => set({ ...draft, name: event.target.value })} />}
      </Field>
      <Field label={text.profiles.description} error={errors["description"]}>
        {(ids) => <input {...ids} className="in" value={draft.description} onChange={(event) => set({ ...draft, description: event.target.value })} />}
      </Field>
      <Choice label={text.profiles.target} error={errors["target"]} value={draft.target} options={[...new Set([draft.target, ...targets.map(({ name }) => name)])].map((name) => [name, targetName(name)])} choose={(target) => set({ ...draft, target })} />
      <Choice label={text.profiles.container} error={errors["container"]} value={draft.container} options={containers.map((container) => [container, container.toUpperCase()])} choose={setContainer} />
    </div>
  );
}
