; Inno Setup: makes dist\dossier-VERSION-setup.exe from dist\dossier. Run by CI:
;   iscc /DVersion=0.1.0 resources\packaging\windows\dossier.iss
; Installs for one user without administrator's rights, or for all with them.
#ifndef Version
  #error Give the version: /DVersion=...
#endif
#define Root "..\..\.."

[Setup]
AppId={{6C0B6F0E-6B1B-4D8B-9C8B-0D0551E00001}
AppName=Dossier
AppVersion={#Version}
AppPublisher=The Dossier maintainers
DefaultDirName={autopf}\Dossier
DefaultGroupName=Dossier
DisableProgramGroupPage=yes
LicenseFile={#Root}\LICENSE
OutputDir={#Root}\dist
OutputBaseFilename=dossier-{#Version}-setup
SetupIconFile={#Root}\build\icons\dossier.ico
UninstallDisplayIcon={app}\dossierw.exe
Compression=lzma2
SolidCompression=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
ChangesAssociations=yes
WizardStyle=modern

[Tasks]
Name: desktopicon; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[Files]
Source: "{#Root}\dist\dossier\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{group}\Dossier"; Filename: "{app}\dossierw.exe"
Name: "{autodesktop}\Dossier"; Filename: "{app}\dossierw.exe"; Tasks: desktopicon

[Registry]
; A case is a folder NAME.case: "Open in Dossier" stands in the menu of such folders alone.
Root: HKA; Subkey: "Software\Classes\Directory\shell\Dossier"; ValueType: string; ValueData: "Open in Dossier"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Directory\shell\Dossier"; ValueType: string; ValueName: "Icon"; ValueData: "{app}\dossierw.exe"
Root: HKA; Subkey: "Software\Classes\Directory\shell\Dossier"; ValueType: string; ValueName: "AppliesTo"; ValueData: "System.FileName:""*.case"""
Root: HKA; Subkey: "Software\Classes\Directory\shell\Dossier\command"; ValueType: string; ValueData: """{app}\dossierw.exe"" open ""%1"""

[Run]
Filename: "{app}\dossierw.exe"; Description: "{cm:LaunchProgram,Dossier}"; Flags: nowait postinstall skipifsilent
