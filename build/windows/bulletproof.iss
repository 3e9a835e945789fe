; Installer of Windows, for Inno Setup 6: iscc /DVersion=4.0.0 build\windows\bulletproof.iss
; Takes dist\bulletproof-folder as `build/dev.py package` made it. Never run: no Windows machine was at hand.
#ifndef Version
  #error Give the version: iscc /DVersion=4.0.0
#endif
#define Root "..\.."

[Setup]
AppId={{6B1F0C57-4E0C-4C6E-9B7E-6F5D3B7C2A11}
AppName=Bulletproof
AppVersion={#Version}
AppPublisher=Bulletproof
DefaultDirName={autopf}\Bulletproof
DefaultGroupName=Bulletproof
; For one user without an administrator, or for all with one.
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
OutputDir={#Root}\dist\release
OutputBaseFilename=bulletproof-{#Version}-windows-setup
SetupIconFile={#Root}\build\icons\bulletproof.ico
UninstallDisplayIcon={app}\bulletproof.exe
LicenseFile={#Root}\LICENSE
ChangesAssociations=yes
; A running show is not to be ended by an update; the user closes the program first.
CloseApplications=no
Compression=lzma2
SolidCompression=yes

[Tasks]
Name: desktopicon; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[Files]
Source: "{#Root}\dist\bulletproof-folder\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{group}\Bulletproof"; Filename: "{app}\bulletproof.exe"
Name: "{autodesktop}\Bulletproof"; Filename: "{app}\bulletproof.exe"; Tasks: desktopicon

[Registry]
; "Open with" for what Bulletproof reads; the default program of a type stays the user's choice.
Root: HKA; Subkey: "Software\Classes\Applications\bulletproof.exe\shell\open\command"; ValueType: string; ValueData: """{app}\bulletproof.exe"" ""%1"""; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Applications\bulletproof.exe\SupportedTypes"; ValueType: string; ValueName: ".mov"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Applications\bulletproof.exe\SupportedTypes"; ValueType: string; ValueName: ".mp4"
Root: HKA; Subkey: "Software\Classes\Applications\bulletproof.exe\SupportedTypes"; ValueType: string; ValueName: ".mkv"
Root: HKA; Subkey: "Software\Classes\Applications\bulletproof.exe\SupportedTypes"; ValueType: string; ValueName: ".mxf"
Root: HKA; Subkey: "Software\Classes\Applications\bulletproof.exe\SupportedTypes"; ValueType: string; ValueName: ".avi"
Root: HKA; Subkey: "Software\Classes\Applications\bulletproof.exe\SupportedTypes"; ValueType: string; ValueName: ".wav"

[Run]
Filename: "{app}\bulletproof.exe"; Description: "{cm:LaunchProgram,Bulletproof}"; Flags: nowait postinstall skipifsilent

[Code]
{ Microsoft's own way to tell whether the WebView2 runtime is there: its version in the registry. }
function HasWebView2: Boolean;
var
  Version: String;
begin
  Result :=
    (RegQueryStringValue(HKLM, 'SOFTWARE\WOW6432Node\Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}', 'pv', Version)
      or RegQueryStringValue(HKCU, 'Software\Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}', 'pv', Version))
    and (Version <> '') and (Version <> '0.0.0.0');
end;

procedure CurStepChanged(CurStep: TSetupStep);
begin
  if (CurStep = ssPostInstall) and not HasWebView2 then
    SuppressibleMsgBox('Bulletproof''s window needs the "Evergreen WebView2 Runtime" from Microsoft, which is not on this computer yet. Without it, everything works in the browser: bulletproof-console --headless', mbInformation, MB_OK, IDOK);
end;
