import { Link } from "@tanstack/react-router";
import { Icon } from "@/components/icon";
import { text } from "@/i18n/en";
import { PLACES } from "./places";

const EXACT = { exact: true };

export function Rail() {
  return (
    <nav className="rail" aria-label={text.frame.main}>
      <div className="mark">
        <svg width="26" height="26" viewBox="0 0 26 26" aria-hidden="true">
          <path d="M4 3.5h18v11.2c0 4.2-3.6 6.6-9 8.8-5.4-2.2-9-4.6-9-8.8z" fill="none" stroke="currentColor" strokeWidth="1.6" />
          <path d="M10 8.2l6.8 4.3L10 16.8z" fill="currentColor" />
        </svg>
      </div>
      {PLACES.map(({ to, icon, name }) => (
        <Link key={to} to={to} {...(to === "/" && { activeOptions: EXACT })}><Icon name={icon} />{name}</Link>
      ))}
      <span className="sp" />
      <Link to="/settings/$section" params={{ section: "general" }} activeOptions={{ exact: false }}><Icon name="settings" />{text.frame.settings}</Link>
    </nav>
  );
}
