import { Icon } from "@/components/icon";
import { Link } from "@/components/link";
import { text } from "@/i18n/en";
import { usePage } from "@/lib/route";
import { AppearanceMenu } from "./appearance-menu";

export function Rail() {
  const { page } = usePage();
  const current = (name: typeof page) => (name === page ? { "aria-current": "page" as const } : {});
  return (
    <nav className="rail" aria-label={text.frame.main}>
      <div className="mark">
        <svg width="26" height="26" viewBox="0 0 26 26" aria-hidden="true">
          <path d="M4 3.5h18v11.2c0 4.2-3.6 6.6-9 8.8-5.4-2.2-9-4.6-9-8.8z" fill="none" stroke="currentColor" strokeWidth="1.6" />
          <path d="M10 8.2l6.8 4.3L10 16.8z" fill="currentColor" />
        </svg>
      </div>
      <Link to={{ page: "dashboard" }} {...current("dashboard")}><Icon name="dashboard" />{text.frame.dashboard}</Link>
      <Link to={{ page: "check", check: null }} {...current("check")}><Icon name="preflight" />{text.frame.check}</Link>
      <span className="sp" />
      <AppearanceMenu />
    </nav>
  );
}
