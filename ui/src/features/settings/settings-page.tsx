import "./settings.css";
import { Link, useParams } from "@tanstack/react-router";
import { useHasWindow } from "@/actions/desk";
import { useSettings } from "@/actions/settings";
import { Icon } from "@/components/icon";
import { PageHead } from "@/components/page-head";
import { text } from "@/i18n/en";
import { useStatus } from "@/live/hooks";
import { ALWAYS_OPEN, SECTIONS, SECTION_NAMES, type SectionName } from "./sections";

export function SettingsPage() {
  const { section } = useParams({ strict: false });
  const hasWindow = useHasWindow();
  const name = SECTION_NAMES.find((each) => each === section) ?? "general";
  return (
    <>
      <PageHead title={text.frame.settings} />
      <div className="split">
        <nav className="side" aria-label={text.settings.sections}>
          {SECTION_NAMES.filter((each) => each !== "desktop" || hasWindow).map((each) => (
            <Link key={each} to="/settings/$section" params={{ section: each }} className="side-item" aria-current={each === name ? "page" : undefined}>{text.settings.section[each]}</Link>
          ))}
        </nav>
        <Section key={name} name={name} />
      </div>
    </>
  );
}

function Section({ name }: { name: SectionName }) {
  const settings = useSettings();
  const isLocked = (useStatus()?.lock.is_locked ?? false) && !ALWAYS_OPEN.includes(name);
  const Fields = SECTIONS[name];
  return (
    <section className="settings" aria-label={text.settings.section[name]}>
      <h2>{text.settings.section[name]}</h2>
      <p className="settings-lead">{text.settings.lead[name]}</p>
      {isLocked && <p className="note"><Icon name="lock" />{text.settings.locked}</p>}
      {settings && <Fields settings={settings} isLocked={isLocked} />}
    </section>
  );
}
