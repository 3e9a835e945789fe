import { DropdownMenu } from "radix-ui";
import { Icon } from "@/components/icon";
import { MenuChoice } from "@/components/menu";
import { text } from "@/i18n/en";
import { changeSettings, useSettings } from "@/actions/settings";

const THEMES = [["system", text.look.system], ["dark", text.look.dark], ["light", text.look.light], ["contrast", text.look.contrast]] as const;
const DENSITIES = [["compact", text.look.compact], ["normal", text.look.normal], ["relaxed", text.look.relaxed]] as const;

/** Saved by the server: the port, and with it the browser's own storage, changes from start to start. */
export function AppearanceMenu() {
  const settings = useSettings();
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <button type="button" className="rail-button" aria-label={text.look.title}><Icon name="settings" /><span>{text.look.short}</span></button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" side="right" sideOffset={8} collisionPadding={8}>
          <MenuChoice title={text.look.theme} value={settings?.theme ?? "system"} options={THEMES} choose={(theme) => void changeSettings({ theme })} />
          <DropdownMenu.Separator className="menu-line" />
          <MenuChoice title={text.look.density} value={settings?.density ?? "normal"} options={DENSITIES} choose={(density) => void changeSettings({ density })} />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
