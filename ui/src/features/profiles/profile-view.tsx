import { Link } from "@tanstack/react-router";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { OrderButton } from "@/actions/order-button";
import { run } from "@/actions/run";
import { addProfile, removeProfile, tryProfile } from "@/api/profiles";
import type { Profile } from "@/api/types";
import { Icon } from "@/components/icon";
import { Menu } from "@/components/menu";
import { PageHead } from "@/components/page-head";
import { Panel } from "@/components/panel";
import { text } from "@/i18n/en";
import { targetName } from "@/i18n/targets";
import { saveFile } from "@/actions/save-file";
import { folderName } from "@/lib/paths";
import { showToast } from "@/lib/toasts";
import { useAllFolders } from "@/live/hooks";
import { Button } from "@/components/button";
import { Command } from "./command";
import { draftOf } from "./draft";
import { SamplePanel } from "./sample-panel";
import { type Facts, pictureFacts, soundFacts } from "./profile-facts";

type Props = { profile: Profile; side: ReactNode; edit: () => void; copy: () => void };

export function ProfileView({ profile, side, edit, copy }: Props) {
  const { data: tried } = useQuery({ queryKey: ["try-profile", profile.name, profile.changed_at], queryFn: () => tryProfile(draftOf(profile)) });
  return (
    <>
      <PageHead title={profile.name} about={<Availability profile={profile} />}>
        {!profile.is_builtin && <OrderButton onClick={edit}>{text.profiles.edit}</OrderButton>}
        <OrderButton icon="copy" onClick={copy}>{text.profiles.copy}</OrderButton>
        <ProfileMenu profile={profile} />
      </PageHead>
      <div className="split three">
        {side}
        <div className="middle form">
          <p className="plead">{profile.description}</p>
          {!profile.available && <p className="note warn"><Icon name="warn" /><span><b>{text.profiles.unavailable}</b><small>{profile.unavailable_reason}</small></span></p>}
          <Panel title={text.profiles.about}><FactList facts={[[text.profiles.target, targetName(profile.target)], [text.profiles.container, profile.container.toUpperCase()]]}><UsedBy name={profile.name} /></FactList></Panel>
          <Panel title={text.profiles.picture}><FactList facts={pictureFacts(profile)} /></Panel>
          <Panel title={text.profiles.sound}><FactList facts={soundFacts(profile)} /></Panel>
          {profile.available && <SamplePanel draft={draftOf(profile)} />}
        </div>
        <aside className="aside">{tried && <Command words={tried.arguments} />}</aside>
      </div>
    </>
  );
}

function Availability({ profile }: { profile: Profile }) {
  return profile.available
    ? <span className="folder-state"><Icon name="ready" className="c-ready" />{text.profiles.available}</span>
    : <span className="folder-state"><Icon name="warn" className="c-warn" />{text.profiles.unavailable}</span>;
}

function FactList({ facts, children }: { facts: Facts; children?: ReactNode }) {
  return (
    <dl className="pfacts">
      {facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}
      {children}
    </dl>
  );
}

function UsedBy({ name }: { name: string }) {
  const users = useAllFolders().filter((folder) => folder.rules.some((rule) => rule.profile === name));
  return (
    <div>
      <dt>{text.profiles.usedBy}</dt>
      <dd>{users.length === 0 ? text.profiles.unused : users.map(({ id, watch_directory }) => <Link key={id} to="/folders/$id" params={{ id }} className="link">{folderName(watch_directory)}</Link>)}</dd>
    </div>
  );
}

function ProfileMenu({ profile }: { profile: Profile }) {
  const keep = () => void saveFile(`/api/v1/profiles/export?name=${encodeURIComponent(profile.name)}`);
  const remove = async () => {
    const done = await run(async () => (await removeProfile(profile.name), true));
    if (done) showToast(text.profiles.removed(profile.name), { undo: () => void run(() => addProfile(draftOf(profile))) });
  };
  const entries = [
    { label: text.profiles.exportThis, icon: "file" as const, run: keep },
    "line" as const,
    { label: text.profiles.remove, icon: "close" as const, run: () => void remove(), disabled: profile.is_builtin },
  ];
  return <Menu entries={entries}><Button kind="quiet" bare icon="more" aria-label={text.order.moreFor(profile.name)} /></Menu>;
}
